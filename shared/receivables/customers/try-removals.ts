import type { BatchStatementResponse } from '@aws-sdk/client-dynamodb';
import { BatchExecuteStatementCommand } from '@aws-sdk/lib-dynamodb';
import { type Effort, sendWrite } from '../../dynamodb/send.ts';
import type { Table } from '../../dynamodb/tables.ts';
import type { CustomerItem } from '../items.ts';
import { type CustomerRef, customerKey } from '../keys.ts';
import { settledName } from '../repeats/settled-requests.ts';
import { type RowFailure, rowFailure } from '../row-failure.ts';
import type { Stamp } from '../stamp.ts';
import { readCustomers } from './read-many.ts';
import {
  classifyRemoval,
  isRemovable,
  listKeyAfter,
  type RefusedRemoval,
  type Removal,
} from './removal-outcome.ts';

/** A customer to be removed, and whether an attempt that had its statement in it was unanswered. */
export interface RemovalRow {
  readonly ref: CustomerRef;
  readonly effort: Effort;
}

/** What became of one attempt. `again`: the same statement may succeed a moment later. */
export type AttemptedRemoval =
  | { readonly outcome: 'removed' }
  | RefusedRemoval
  | RowFailure
  | { readonly outcome: 'again'; readonly cause: unknown };

/** Tries to remove up to 25 different customers in one request, each decided on its own. */
export async function tryRemovals(
  table: Table,
  rows: readonly RemovalRow[],
  removal: Removal,
  stamp: Stamp,
): Promise<AttemptedRemoval[]> {
  let responses: BatchStatementResponse[];
  try {
    responses = await sendStatements(table, rows, removal, stamp);
  } catch (cause) {
    return rows.map(() => rowFailure(cause));
  }
  const itemMet = await itemsMet(table, rows, responses);
  return rows.map(({ ref, effort }, index): AttemptedRemoval => {
    try {
      const answer = responses[index];
      if (!answer) return unanswered(effort);
      const { Error: error } = answer;
      if (!error) return { outcome: 'removed' };
      if (error.Code === 'ConditionalCheckFailed') return refusal(itemMet(ref), removal, stamp);
      return failure(error, effort);
    } catch (cause) {
      return rowFailure(cause);
    }
  });
}

async function sendStatements(
  table: Table,
  rows: readonly RemovalRow[],
  removal: Removal,
  stamp: Stamp,
): Promise<BatchStatementResponse[]> {
  const Statements = rows.map(({ ref }) => removalStatement(table, ref, removal, stamp));
  const effort = { ...(rows[0] as RemovalRow).effort, unanswered: false };
  try {
    const command = new BatchExecuteStatementCommand({ Statements });
    const { Responses = [] } = await sendWrite(table, command, effort);
    return Responses;
  } finally {
    if (effort.unanswered) for (const row of rows) row.effort.unanswered = true;
  }
}

/** removeCustomer's update in PartiQL: of DynamoDB's batches, only this one takes a condition for each write. */
function removalStatement({ name }: Table, ref: CustomerRef, removal: Removal, stamp: Stamp) {
  const notRemoved =
    removal === 'deletion' ? 'deletion IS MISSING' : 'deletion IS MISSING AND deactivation IS MISSING';
  return {
    Statement:
      `UPDATE "${name}" SET ${removal} = ?, "update" = ?, listKey = ?, version = version + 1 ` +
      `WHERE pk = ? AND sk = 'CUSTOMER' AND linkCount = 0 AND ${notRemoved} AND protection IS MISSING ` +
      'AND NOT contains(settled, ?)',
    Parameters: [stamp, stamp, listKeyAfter(ref, removal), customerKey(ref), settledName(stamp)],
    ReturnValuesOnConditionCheckFailure: 'ALL_OLD' as const,
  };
}

/** An answer to the batch that has none for this statement. */
function unanswered(effort: Effort): AttemptedRemoval {
  effort.unanswered = true;
  return { outcome: 'again', cause: new Error('DynamoDB answered fewer statements than were sent') };
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
  rows: readonly RemovalRow[],
  responses: readonly BatchStatementResponse[],
): Promise<(ref: CustomerRef) => CustomerItem | undefined> {
  const met = new Map<CustomerRef, CustomerItem>();
  const missing: CustomerRef[] = [];
  for (const [index, { ref }] of rows.entries()) {
    const error = responses[index]?.Error;
    if (error?.Code !== 'ConditionalCheckFailed') continue;
    if (error.Item && Object.keys(error.Item).length > 0) met.set(ref, error.Item as unknown as CustomerItem);
    else missing.push(ref);
  }
  try {
    const read = await readCustomers(table, missing);
    return (ref) => met.get(ref) ?? read.get(customerKey(ref));
  } catch (cause) {
    return (ref) => {
      const item = met.get(ref);
      if (!item) throw cause;
      return item;
    };
  }
}
