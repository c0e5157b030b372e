import { backOff, hasTime, newEffort } from '../../dynamodb/send.ts';
import type { Table } from '../../dynamodb/tables.ts';
import { type CustomerRef, customerKey } from '../keys.ts';
import { type RowFailure, rowFailure, unreached } from '../row-failure.ts';
import type { Stamp } from '../stamp.ts';
import { fenceRemoval } from './fence-removal.ts';
import { isHeldByRecurring, type RefusedRemoval, type Removal } from './removal-outcome.ts';
import { type Release, type RemovalOptions, tryRelease } from './remove.ts';
import { type AttemptedRemoval, type RemovalRow, tryRemovals } from './try-removals.ts';

export type BulkRemovalOutcome = { readonly outcome: 'removed' } | RefusedRemoval | RowFailure;

/** Statements in one request: DynamoDB's limit. */
const BATCH = 25;

/**
 * Deactivates or deletes many customers, each decided on its own by the same condition as in removeCustomer. It takes
 * ceil(n / 25) requests where nothing is refused or throttled, all at once, and ends with the table's deadline. A request
 * may name an item only once, so a customer that is listed more than once is removed once, and each of its places in the
 * list gets that outcome. Where `release` ends the links of one, its statement is tried once more.
 * @returns an outcome for each ref, in order
 */
export async function removeCustomers(
  table: Table,
  refs: readonly CustomerRef[],
  removal: Removal,
  stamp: Stamp,
  { release }: Pick<RemovalOptions, 'release'> = {},
): Promise<BulkRemovalOutcome[]> {
  const distinct = [...new Map(refs.map((ref) => [customerKey(ref), ref])).values()];
  const batches: CustomerRef[][] = [];
  for (let start = 0; start < distinct.length; start += BATCH)
    batches.push(distinct.slice(start, start + BATCH));
  const removed = await Promise.all(
    batches.map((batch) => removeBatch(table, batch, removal, stamp, release)),
  );
  const outcomes = new Map(removed.flatMap((batch) => [...batch]));
  return refs.map((ref) => outcomes.get(customerKey(ref)) as BulkRemovalOutcome);
}

/** The outcome of each customer of a batch, by its key. */
async function removeBatch(
  table: Table,
  refs: readonly CustomerRef[],
  removal: Removal,
  stamp: Stamp,
  release: Release | undefined,
): Promise<Map<string, BulkRemovalOutcome>> {
  const effort = newEffort(table);
  const rows = refs.map((ref): RemovalRow => ({ ref, effort: { ...effort } }));
  const attempted = new Map<RemovalRow, AttemptedRemoval>();
  const released = new Set<RemovalRow>();
  let pending: readonly RemovalRow[] = rows;
  for (let round = 1; pending.length > 0 && (round === 1 || hasTime(effort)); round++) {
    if (round > 1) await backOff(round - 1);
    const results = await tryRemovals(table, pending, removal, stamp);
    for (const [index, row] of pending.entries()) {
      const result = results[index] as AttemptedRemoval;
      attempted.set(row, released.has(row) ? result : await afterRelease(release, row, result, released));
    }
    pending = pending.filter((row) => attempted.get(row)?.outcome === 'again');
  }
  const concluded = [...attempted].map(
    async ([row, result]) => [customerKey(row.ref), await conclude(table, row, result, stamp)] as const,
  );
  return new Map(await Promise.all(concluded));
}

/** What is known of a row that was refused, where its links may be over. Once a row. */
async function afterRelease(
  release: Release | undefined,
  row: RemovalRow,
  result: AttemptedRemoval,
  released: Set<RemovalRow>,
): Promise<AttemptedRemoval> {
  if (!release || result.outcome !== 'linked' || !isHeldByRecurring(result.customer)) return result;
  if (!hasTime(row.effort)) return unreached();
  const isReleased = await tryRelease(release, row.ref, result);
  if (isReleased === false) return result;
  if (isReleased !== true) return rowFailure(isReleased.cause);
  released.add(row);
  return { outcome: 'again', cause: new Error(`the links of ${customerKey(row.ref)} were just ended`) };
}

async function conclude(
  table: Table,
  { ref, effort }: RemovalRow,
  result: AttemptedRemoval,
  stamp: Stamp,
): Promise<BulkRemovalOutcome> {
  if ('cause' in result) {
    if (effort.unanswered) return { outcome: 'unknown', cause: result.cause };
    return result.outcome === 'again' ? { outcome: 'untouched', cause: result.cause } : result;
  }
  try {
    const final =
      result.outcome === 'removed' ? result : await fenceRemoval(table, ref, result, stamp, effort);
    return final.outcome === 'removed' ? { outcome: 'removed' } : final;
  } catch (cause) {
    return rowFailure(cause);
  }
}
