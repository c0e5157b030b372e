import { backOff, type Effort, hasPatience, newEffort } from '../../dynamodb/send.ts';
import type { Table } from '../../dynamodb/tables.ts';
import { type CustomerRef, customerKey } from '../keys.ts';
import type { Stamp } from '../stamp.ts';
import { fenceRemoval } from './fence-removal.ts';
import type { RefusedRemoval, Removal } from './removal-outcome.ts';
import { type AttemptedRemoval, tryRemovals } from './try-removals.ts';

export type BulkRemovalOutcome =
  | { readonly outcome: 'removed' }
  | RefusedRemoval
  /** The write failed again and again, for reasons that do not lie in this customer. Whether it landed is unknown. */
  | { readonly outcome: 'failed'; readonly cause: unknown };

/** Statements in one request: DynamoDB's limit. */
const BATCH = 25;
/** How often to send statements that were throttled, in conflict or overtaken. */
const ROUNDS = 8;

/**
 * Deactivates or deletes many customers, each decided on its own by the same condition as in removeCustomer. It takes
 * ceil(n / 25) requests where nothing is refused or throttled. A request may name an item only once, so a customer that
 * is listed more than once is removed once, and each of its places in the list gets that outcome.
 * @returns an outcome for each ref, in order
 */
export async function removeCustomers(
  table: Table,
  refs: readonly CustomerRef[],
  removal: Removal,
  stamp: Stamp,
): Promise<BulkRemovalOutcome[]> {
  const distinct = [...new Map(refs.map((ref) => [customerKey(ref), ref])).values()];
  const batches: CustomerRef[][] = [];
  for (let start = 0; start < distinct.length; start += BATCH)
    batches.push(distinct.slice(start, start + BATCH));
  const removed = await Promise.all(batches.map((batch) => removeBatch(table, batch, removal, stamp)));
  const outcomes = new Map(removed.flatMap((batch) => [...batch]));
  return refs.map((ref) => outcomes.get(customerKey(ref)) as BulkRemovalOutcome);
}

/** The outcome of each customer of a batch, by its key. */
async function removeBatch(
  table: Table,
  refs: readonly CustomerRef[],
  removal: Removal,
  stamp: Stamp,
): Promise<Map<string, BulkRemovalOutcome>> {
  const effort = newEffort();
  const attempted = new Map<CustomerRef, AttemptedRemoval>();
  let pending = refs;
  for (let round = 1; pending.length > 0 && round <= ROUNDS && hasPatience(effort); round++) {
    if (round > 1) await backOff(round - 1);
    const results = await tryRemovals(table, pending, removal, stamp, effort);
    for (const [index, ref] of pending.entries()) attempted.set(ref, results[index] as AttemptedRemoval);
    pending = pending.filter((ref) => attempted.get(ref)?.outcome === 'again');
  }
  const concluded = [...attempted].map(
    async ([ref, result]) => [customerKey(ref), await conclude(table, ref, result, stamp, effort)] as const,
  );
  return new Map(await Promise.all(concluded));
}

async function conclude(
  table: Table,
  ref: CustomerRef,
  result: AttemptedRemoval,
  stamp: Stamp,
  effort: Effort,
): Promise<BulkRemovalOutcome> {
  if (result.outcome === 'again') return { outcome: 'failed', cause: result.cause };
  if (result.outcome === 'failed') return result;
  try {
    const final =
      result.outcome === 'removed' ? result : await fenceRemoval(table, ref, result, stamp, effort);
    return final.outcome === 'removed' ? { outcome: 'removed' } : final;
  } catch (cause) {
    return { outcome: 'failed', cause };
  }
}
