/** One figure of the report, with the target that it should meet. */
export interface Row {
  readonly what: string;
  readonly target: string;
  readonly measured: string;
  /** Undefined where there is no target. */
  readonly met?: boolean;
}
