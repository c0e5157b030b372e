import type { BatchStatementResponse } from '@aws-sdk/client-dynamodb';
import { BatchExecuteStatementCommand, BatchGetCommand } from '@aws-sdk/lib-dynamodb';
import { backOff, send } from '../dynamodb/send.ts';
import type { Table } from '../dynamodb/tables.ts';
import { type CustomerItem, type CustomerRef, customerItemKey, customerKey, type Stamp } from './items.ts';
import { classifyRemoval, isRemovable, type RefusedRemoval, type Removal } from './removal-outcome.ts';

export type BulkRemovalOutcome =
  | { readonly outcome: 'removed' }
  | Exclude<RefusedRemoval, { outcome: 'removed' }>
  /** This customer's write failed for no reason of its own, again and again; whether it landed is unknown. */
  | { readonly outcome: 'failed'; readonly cause: unknown };

/** Statements in one request: DynamoDB's limit. */
const BATCH = 25;
/** Rounds of repeating the statements that were throttled, in conflict or overtaken. */
const ROUNDS = 8;

/**
 * Deactivates or deletes many different customers, each decided on its own by the same condition as removeCustomer,
 * in ceil(n / 25) requests when nothing is refused or throttled.
 * @returns an outcome for each ref, in order
 */
export async function removeCustomers(
  table: Table,
  refs: readonly CustomerRef[],
  removal: Removal,
  stamp: Stamp,
): Promise<BulkRemovalOutcome[]> {
  const batches: CustomerRef[][] = [];
  for (let start = 0; start < refs.length; start += BATCH) batches.push(refs.slice(start, start + BATCH));
  const outcomes = await Promise.all(batches.map((batch) => removeBatch(table, batch, removal, stamp)));
  return outcomes.flat();
}

async function removeBatch(
  table: Table,
  refs: readonly CustomerRef[],
  removal: Removal,
  stamp: Stamp,
): Promise<BulkRemovalOutcome[]> {
  const outcomes = new Map<CustomerRef, BulkRemovalOutcome>();
  let pending = refs;
  for (let round = 1; pending.length > 0 && round <= ROUNDS; round++) {
    if (round > 1) await backOff(round - 1);
    const results = await tryStatements(table, pending, removal, stamp);
    for (const [index, ref] of pending.entries()) outcomes.set(ref, results[index] as Attempted);
    pending = pending.filter((_, index) => (results[index] as Attempted).again);
  }
  return refs.map((ref) => outcomes.get(ref) as BulkRemovalOutcome);
}

/** An outcome, and whether it is worth another round. */
type Attempted = BulkRemovalOutcome & { readonly again?: true };

async function tryStatements(
  table: Table,
  refs: readonly CustomerRef[],
  removal: Removal,
  stamp: Stamp,
): Promise<Attempted[]> {
  try {
    const Statements = refs.map((ref) => removalStatement(table, ref, removal, stamp));
    const { Responses = [] } = await send(() =>
      table.client.send(new BatchExecuteStatementCommand({ Statements })),
    );
    const met = await itemsMet(table, refs, Responses);
    return refs.map((ref, index) => {
      const error = Responses[index]?.Error;
      if (!error) return { outcome: 'removed' };
      if (error.Code === 'ConditionalCheckFailed') return refusal(met.get(ref), removal, stamp);
      const cause = new Error(`${error.Code}: ${error.Message}`);
      return { outcome: 'failed', cause, ...(PASSING_CODES.has(error.Code ?? '') && { again: true }) };
    });
  } catch (cause) {
    return refs.map(() => ({ outcome: 'failed', cause }));
  }
}

/** What a statement reports when the same statement may succeed a moment later. */
const PASSING_CODES = new Set<string>([
  'InternalServerError',
  'ProvisionedThroughputExceeded',
  'RequestLimitExceeded',
  'ThrottlingError',
  'TransactionConflict',
]);

function refusal(customer: CustomerItem | undefined, removal: Removal, stamp: Stamp): Attempted {
  // An item read after the refusal may no longer show what refused it; then the statement is tried again.
  if (customer && isRemovable(customer, removal, stamp)) {
    return { outcome: 'failed', cause: new Error(`${customer.pk} keeps changing`), again: true };
  }
  return classifyRemoval(customer, removal, stamp);
}

/** The items that failed conditions met: from the answer, or by a consistent read where the engine returns none. */
async function itemsMet(
  table: Table,
  refs: readonly CustomerRef[],
  responses: readonly BatchStatementResponse[],
): Promise<Map<CustomerRef, CustomerItem>> {
  const met = new Map<CustomerRef, CustomerItem>();
  const missing: CustomerRef[] = [];
  for (const [index, ref] of refs.entries()) {
    const error = responses[index]?.Error;
    if (error?.Code !== 'ConditionalCheckFailed') continue;
    if (error.Item && Object.keys(error.Item).length > 0) met.set(ref, error.Item as unknown as CustomerItem);
    else missing.push(ref);
  }
  const read = await readCustomers(table, missing);
  for (const ref of missing) {
    const customer = read.get(customerKey(ref));
    if (customer) met.set(ref, customer);
  }
  return met;
}

/** removeCustomer's update as PartiQL, the only batch of writes that DynamoDB takes with a condition on each. */
function removalStatement({ name }: Table, ref: CustomerRef, removal: Removal, stamp: Stamp) {
  const notRemoved =
    removal === 'deletion' ? 'deletion IS MISSING' : 'deletion IS MISSING AND deactivation IS MISSING';
  return {
    Statement:
      `UPDATE "${name}" SET ${removal} = ?, "update" = ?, version = version + 1 ` +
      `WHERE pk = ? AND sk = 'CUSTOMER' AND linkCount = 0 AND ${notRemoved} AND NOT contains(formerRemovals, ?)`,
    Parameters: [stamp, stamp, customerKey(ref), stamp.requestId],
    ReturnValuesOnConditionCheckFailure: 'ALL_OLD' as const,
  };
}

/** Up to 25 customers by their keys, strongly consistent, deleted ones included. */
async function readCustomers(table: Table, refs: readonly CustomerRef[]): Promise<Map<string, CustomerItem>> {
  const found = new Map<string, CustomerItem>();
  let Keys: Record<string, unknown>[] = refs.map(customerItemKey);
  for (let round = 1; Keys.length > 0; round++) {
    if (round > ROUNDS) throw new Error('DynamoDB left keys of a batch read unprocessed');
    if (round > 1) await backOff(round - 1);
    const command = new BatchGetCommand({ RequestItems: { [table.name]: { Keys, ConsistentRead: true } } });
    const { Responses, UnprocessedKeys } = await send(() => table.client.send(command));
    for (const item of Responses?.[table.name] ?? []) found.set(item.pk, item as CustomerItem);
    Keys = UnprocessedKeys?.[table.name]?.Keys ?? [];
  }
  return found;
}
