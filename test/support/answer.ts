/** An answer that came over HTTP. */
export interface Answer {
  readonly status: number;
  readonly headers: Record<string, string>;
  /** Parsed where it is JSON, text otherwise. */
  readonly body: unknown;
}
