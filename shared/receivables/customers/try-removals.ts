import type { BatchStatementResponse } from '@aws-sdk/client-dynamodb';
import { BatchExecuteStatementCommand } from '@aws-sdk/lib-dynamodb';
import { type Effort, send } from '../../dynamodb/send.ts';
import type { Table } from '../../dynamodb/tables.ts';
import type { CustomerItem } from '../items.ts';
import { type CustomerRef, customerKey } from '../keys.ts';
import { settledName } from '../repeats/settled-requests.ts';
import type { Stamp } from '../stamp.ts';
import { readCustomers } from './read-many.ts';
import { classifyRemoval, isRemovable, type RefusedRemoval, type Removal } from './removal-outcome.ts';

/** What became of one attempt. `again`: the same statement may succeed a moment later. */
export type AttemptedRemoval =
  | { readonly outcome: 'removed' }
  | RefusedRemoval
  | { readonly outcome: 'failed'; readonly cause: unknown }
  | { readonly outcome: 'again'; readonly cause: unknown };

/** Tries to remove up to 25 different customers in one request, each decided on its own. */
export async function tryRemovals(
  table: Table,
  refs: readonly CustomerRef[],
  removal: Removal,
  stamp: Stamp,
  effort: Effort,
): Promise<AttemptedRemoval[]> {
  const Statements = refs.map((ref) => removalStatement(table, ref, removal, stamp));
  let responses: BatchStatementResponse[];
  try {
    const command = new BatchExecuteStatementCommand({ Statements });
    ({ Responses: responses = [] } = await send(() => table.client.send(command), effort));
  } catch (cause) {
    return refs.map(() => ({ outcome: 'failed', cause }));
  }
  const itemMet = await itemsMet(table, refs, responses, effort);
  return refs.map((ref, index): AttemptedRemoval => {
    try {
      const { Error: error } = responses[index] as BatchStatementResponse;
      if (!error) return { outcome: 'removed' };
      if (error.Code === 'ConditionalCheckFailed') return refusal(itemMet(ref), removal, stamp);
      return failure(error, effort);
    } catch (cause) {
      return { outcome: 'failed', cause };
    }
  });
}

/** removeCustomer's update in PartiQL: of DynamoDB's batches, only this one takes a condition for each write. */
function removalStatement({ name }: Table, ref: CustomerRef, removal: Removal, stamp: Stamp) {
  const notRemoved =
    removal === 'deletion' ? 'deletion IS MISSING' : 'deletion IS MISSING AND deactivation IS MISSING';
  return {
    Statement:
      `UPDATE "${name}" SET ${removal} = ?, "update" = ?, version = version + 1 ` +
      `WHERE pk = ? AND sk = 'CUSTOMER' AND linkCount = 0 AND ${notRemoved} AND NOT contains(settled, ?)`,
    Parameters: [stamp, stamp, customerKey(ref), settledName(stamp)],
    ReturnValuesOnConditionCheckFailure: 'ALL_OLD' as const,
  };
}

function refusal(customer: CustomerItem | undefined, removal: Removal, stamp: Stamp): AttemptedRemoval {
  // An item that was read after the refusal may no longer show the reason: then the statement is tried again.
  if (customer && isRemovable(customer, removal, stamp)) {
    return { outcome: 'again', cause: new Error(`${customer.pk} keeps changing`) };
  }
  return classifyRemoval(customer, removal, stamp);
}

/** Codes of failures that may pass: the same statement may succeed a moment later. */
const PASSING_CODES = new Set<string>([
  'InternalServerError',
  'ProvisionedThroughputExceeded',
  'RequestLimitExceeded',
  'ThrottlingError',
  'TransactionConflict',
]);

function failure({ Code, Message }: BatchStatementResponse['Error'] & {}, effort: Effort): AttemptedRemoval {
  // This code alone leaves open whether the statement was applied.
  if (Code === 'InternalServerError') effort.unanswered = true;
  return {
    outcome: PASSING_CODES.has(String(Code)) ? 'again' : 'failed',
    cause: new Error(`${Code}: ${Message}`),
  };
}

/**
 * The items that the failed conditions were checked against: from the answer, or by a consistent read where the engine
 * returns none.
 */
async function itemsMet(
  table: Table,
  refs: readonly CustomerRef[],
  responses: readonly BatchStatementResponse[],
  effort: Effort,
): Promise<(ref: CustomerRef) => CustomerItem | undefined> {
  const met = new Map<CustomerRef, CustomerItem>();
  const missing: CustomerRef[] = [];
  for (const [index, ref] of refs.entries()) {
    const error = responses[index]?.Error;
    if (error?.Code !== 'ConditionalCheckFailed') continue;
    if (error.Item && Object.keys(error.Item).length > 0) met.set(ref, error.Item as unknown as CustomerItem);
    else missing.push(ref);
  }
  try {
    // Reads have their own effort: an unanswered read cannot have changed anything.
    const read = await readCustomers(table, missing, { ...effort });
    return (ref) => met.get(ref) ?? read.get(customerKey(ref));
  } catch (cause) {
    return (ref) => {
      const item = met.get(ref);
      if (!item) throw cause;
      return item;
    };
  }
}
