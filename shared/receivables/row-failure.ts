import { GaveUp } from '../dynamodb/gave-up.ts';
import type { Origin } from '../http/operation.ts';
import { log } from '../log.ts';

/** Why nobody could decide on one row of many. `cause` is for the log. */
export type RowFailure =
  /** Nothing was changed: the time was over before it was reached, or other requests were in its way until then. */
  | { readonly outcome: 'untouched'; readonly cause: unknown }
  /** Its write, or the fence behind it, had no answer: it may have landed, or land yet. */
  | { readonly outcome: 'unknown'; readonly cause: unknown }
  /** Nothing was changed, for an unforeseen reason. */
  | { readonly outcome: 'failed'; readonly cause: unknown };

/** What is known of a row whose operation threw. */
export function rowFailure(cause: unknown): RowFailure {
  if (!(cause instanceof GaveUp)) return { outcome: 'failed', cause };
  return { outcome: cause.known === 'unknown' ? 'unknown' : 'untouched', cause };
}

/** A row that the deadline of its request left no time for. */
export const unreached = (): RowFailure => ({
  outcome: 'untouched',
  cause: new Error('the time of its request was over'),
});

/**
 * Logs the whole error of each row of which a client sees no reason. Rows that were not touched share one line: of many
 * rows, many may be left over.
 */
export function logRowFailures(
  keys: readonly string[],
  outcomes: readonly ({ readonly outcome: string } | RowFailure)[],
  { requestId, traceId }: Origin,
): void {
  const rows = outcomes.flatMap((result, index) =>
    'cause' in result ? [{ key: keys[index] as string, outcome: result.outcome, error: result.cause }] : [],
  );
  for (const row of rows.filter(({ outcome }) => outcome !== 'untouched'))
    log('error', 'a row of many has no outcome', { ...row, requestId, traceId });
  const [first, ...others] = rows.filter(({ outcome }) => outcome === 'untouched');
  if (first)
    log('warn', 'rows of many were not touched', { rows: 1 + others.length, first, requestId, traceId });
}
