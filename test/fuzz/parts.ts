/** A request in parts, as changes take it, with the {{placeholders}} of its fixture. */
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
