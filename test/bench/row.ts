/** One thing that was aimed at. */
export interface Row {
  readonly what: string;
  readonly target: string;
  readonly measured: string;
  /** Undefined where nothing was aimed at. */
  readonly met?: boolean;
}
