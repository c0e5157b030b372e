/**
 * One of Lambda's event filtering rules for a value: the value itself, or what is said of it.
 * https://docs.aws.amazon.com/lambda/latest/dg/with-ddb-filtering.html
 */
export type FilterRule =
  | string
  | null
  | { readonly prefix: string }
  | { readonly exists: boolean }
  | { readonly 'anything-but': readonly string[] };

/** What must hold of a stream record: below each name another pattern, or the rules of which one must hold. */
export interface FilterPattern {
  readonly [name: string]: FilterPattern | readonly FilterRule[];
}

/** Calls a worker with what a table's stream tells: the items that were written, each as it was and as it is. */
export interface StreamTrigger {
  readonly stream: 'receivables';
  /**
   * Which records it is called with, as `{ dynamodb: { Keys: { sk: { S: ['CUSTOMER'] } } } }`: those that match any of
   * them. They must leave out what the worker itself writes: nothing finds such a loop.
   */
  readonly filters: readonly FilterPattern[];
  /** How many records one call has at most. */
  readonly records: number;
  /** For how many seconds records are gathered until they are that many. The local stack does not wait. */
  readonly window: number;
}
