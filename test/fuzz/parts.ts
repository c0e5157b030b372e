/** A request in parts, with {{placeholders}} of its fixture, as changes take it. */
export interface Parts {
  readonly method: string;
  /** Each as it stands in the URL. */
  readonly segments: readonly string[];
  readonly query: readonly (readonly [name: string, value: string])[];
  readonly headers: readonly (readonly [name: string, value: string])[];
  /** A body that is JSON. */
  readonly json?: unknown;
  /** Any other body. */
  readonly text?: string;
}

export type Change = (parts: Parts) => Parts;
