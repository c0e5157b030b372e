import { TransactWriteCommand } from '@aws-sdk/lib-dynamodb';
import { failedConditions } from '../../dynamodb/failed-condition.ts';
import { newEffort, nextRound, sendWrite } from '../../dynamodb/send.ts';
import type { Table } from '../../dynamodb/tables.ts';
import type { TransactionWrite } from '../../dynamodb/transaction-write.ts';
import type { CustomerItem } from '../items.ts';
import { customerKey } from '../keys.ts';
import { fenceAttributes } from '../repeats/fence.ts';
import { type RowFailure, rowFailure } from '../row-failure.ts';
import type { Stamp } from '../stamp.ts';
import type { NewCustomer } from './create.ts';
import { releaseUniqueKey, type UniqueKeyItem } from './unique-keys.ts';

/** A customer that the request has just made, at this place of its list. */
export interface MadeCustomer<Profile extends object = Record<string, unknown>> {
  readonly index: number;
  readonly wanted: NewCustomer<Profile>;
  readonly customer: CustomerItem<Profile>;
  /** Whether an attempt of its creation is perhaps still under way, and must find a closed door. */
  readonly isFenced: boolean;
}

/**
 * Why a customer was not taken back. `kept`: somebody has changed it or referred to it since. `replaced`: it is gone, and
 * another request has created one anew under its id.
 */
export type NotTakenBack = { readonly outcome: 'kept' | 'replaced' } | RowFailure;

/** Customers in one transaction: each with its unique key. */
const CHUNK = 50;

/**
 * Takes back customers that this request made a moment ago, as if they had never been there: their items are deleted,
 * ids and unique keys are free. Only what is still exactly as it was made goes; what others refer to or have changed
 * meanwhile stays.
 * @returns what is left, by its place
 */
export async function takeBackCustomers(
  table: Table,
  made: readonly MadeCustomer<object>[],
  stamp: Stamp,
): Promise<Map<number, NotTakenBack>> {
  const chunks: MadeCustomer<object>[][] = [];
  for (let start = 0; start < made.length; start += CHUNK) chunks.push(made.slice(start, start + CHUNK));
  const left = await Promise.all(chunks.map((chunk) => takeBackChunk(table, chunk, stamp)));
  return new Map(left.flatMap((each) => [...each]));
}

async function takeBackChunk(
  table: Table,
  made: readonly MadeCustomer<object>[],
  stamp: Stamp,
): Promise<Map<number, NotTakenBack>> {
  const effort = newEffort(table);
  const left = new Map<number, NotTakenBack>();
  let pending = made;
  try {
    while (pending.length > 0) {
      const writes = pending.map((each) => writesOf(table, each, stamp));
      try {
        await sendWrite(table, new TransactWriteCommand({ TransactItems: writes.flat() }), effort);
        return left;
      } catch (error) {
        const failed = failedConditions<CustomerItem<object> & UniqueKeyItem>(error);
        pending = pending.filter(({ index, wanted }, place) => {
          const [customer, key] = failed.splice(0, writes[place]!.length);
          if (!customer && !key) return true;
          if (!customer) {
            const cause = new Error(`${customerKey(wanted.ref)} does not own its unique key`);
            left.set(index, { outcome: 'failed', cause });
          } else if (isStillThere(customer.old, stamp)) {
            // An unanswered attempt could still delete it, once nobody refers to it any more.
            left.set(index, effort.unanswered ? { outcome: 'unknown', cause: error } : { outcome: 'kept' });
          } else if (customer.old && !isOwnFence(customer.old, stamp)) {
            left.set(index, { outcome: 'replaced' });
          }
          return false;
        });
      }
      await nextRound(effort, 'taking customers back');
    }
  } catch (error) {
    for (const { index } of pending) left.set(index, rowFailure(error));
  }
  return left;
}

/** Whether the item is the customer that this request made. */
const isStillThere = (old: CustomerItem<object> | undefined, stamp: Stamp): boolean =>
  old?.creation.requestId === stamp.requestId && !isOwnFence(old, stamp);

/** Whether the item is what an earlier attempt has put in the customer's place. */
const isOwnFence = ({ deletion }: CustomerItem<object>, { requestId }: Stamp): boolean =>
  deletion?.requestId === requestId;

function writesOf(
  table: Table,
  { wanted: { ref, uniqueKey }, customer, isFenced }: MadeCustomer<object>,
  stamp: Stamp,
): TransactionWrite[] {
  const { pk, sk, settled } = customer;
  const asItWasMade = {
    TableName: table.name,
    ConditionExpression: 'creation.requestId = :creation AND version = :one AND linkCount = :none',
    ExpressionAttributeValues: { ':creation': stamp.requestId, ':one': 1, ':none': 0 },
    ReturnValuesOnConditionCheckFailure: 'ALL_OLD',
  } as const;
  // What the item took over from a tombstone must not be forgotten either: those requests may still be repeated. The
  // version keeps a repeat of this write from taking the fence for the customer.
  const write =
    isFenced || settled
      ? { Put: { Item: { pk, sk, ...fenceAttributes(sk, stamp, settled), version: 2 }, ...asItWasMade } }
      : { Delete: { Key: { pk, sk }, ...asItWasMade } };
  return [write, ...(uniqueKey ? [releaseUniqueKey(table, ref, uniqueKey, pk)] : [])];
}
