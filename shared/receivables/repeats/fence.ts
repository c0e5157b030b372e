import { UpdateCommand } from '@aws-sdk/lib-dynamodb';
import { failedCondition } from '../../dynamodb/failed-condition.ts';
import { type Effort, nextRound, sendWrite } from '../../dynamodb/send.ts';
import type { Table } from '../../dynamodb/tables.ts';
import type { CustomerItem, DependentItem } from '../items.ts';
import type { Stamp } from '../stamp.ts';
import { refusedName, settledName } from './settled-requests.ts';

/** Seconds that an item lives which is nothing but a fence. */
const LIFETIME = 24 * 60 * 60;

type Key = Pick<CustomerItem<object> | DependentItem<object>, 'pk' | 'sk'>;

/**
 * Shuts a request out of an item: a request that is about to be refused although one of its attempts had no answer.
 * Without this:
 *
 *     this request                                       another request
 *     UPDATE … IF linkCount = 0  ──┐ timed out at us
 *     UPDATE … again: 1 link       │
 *     answer: refused              │                     detach: no links
 *                                  └──► arrives only now, and removes the customer after all
 *
 * It costs one more write, on this path alone. It works on every write whose condition has the clause `shutOut` or asks
 * for a version, which a fence counts up. A write that was refused because of the version needs no fence: its earlier
 * attempts asked for the same version.
 * @returns the item, where an attempt landed before the fence, so that the request is done and not refused
 */
export async function fence<Item extends CustomerItem<object> | DependentItem<object>>(
  table: Table,
  { pk, sk }: Key,
  stamp: Stamp,
  effort: Effort,
): Promise<Item | undefined> {
  for (;;) {
    const where = { TableName: table.name, Key: { pk, sk } };
    try {
      await sendWrite(table, new UpdateCommand({ ...where, ...settleRefused(stamp) }), effort);
      return undefined;
    } catch (error) {
      const { old } = failedCondition<Item>(error);
      if (old) return old.settled?.has(refusedName(stamp)) ? undefined : old;
    }
    try {
      await sendWrite(table, new UpdateCommand({ ...where, ...storeFence(sk, stamp) }), effort);
      return undefined;
    } catch (error) {
      failedCondition(error);
    }
    // The item came and went between the two writes.
    await nextRound(effort, `fencing ${pk}`);
  }
}

/** The clause that shuts out the attempts of a settled request, be it done or refused. */
export const shutOut = 'NOT contains(settled, :settled)';

const names = (stamp: Stamp) => new Set([settledName(stamp), refusedName(stamp)]);

/** Writes into an item that the request is settled: refused, unless an attempt has landed. */
function settleRefused(stamp: Stamp) {
  // True also where the item has no such stamp: a missing attribute equals nothing.
  const notStampedByThis = ['creation', 'deactivation', 'deletion'].map(
    (name) => `NOT ${name}.requestId = :requestId`,
  );
  return {
    // The version too: a request that read the item before this would write `settled` back without these names.
    UpdateExpression: 'SET version = version + :one ADD settled :names',
    ConditionExpression: ['attribute_exists(pk)', shutOut, ...notStampedByThis].join(' AND '),
    ExpressionAttributeValues: {
      ':names': names(stamp),
      ':one': 1,
      ':settled': settledName(stamp),
      ':requestId': stamp.requestId,
    },
    ReturnValuesOnConditionCheckFailure: 'ALL_OLD',
  } as const;
}

/** Whether the item is nothing but a fence: one request both created and deleted it, so it never stood for anything. */
export const isFence = ({ creation, deletion }: CustomerItem<object> | DependentItem<object>): boolean =>
  creation.requestId === deletion?.requestId;

/**
 * The attributes of an item that reads as deleted, as if the request had both created and deleted it.
 * @param settled names of other requests that are to stay shut out
 */
export const fenceAttributes = (sk: string, stamp: Stamp, settled: Iterable<string> = []) => ({
  ...(sk === 'CUSTOMER' ? { linkCount: 0, reference: {} } : { fields: {} }),
  creation: stamp,
  update: stamp,
  deletion: stamp,
  version: 1,
  settled: new Set([...settled, ...names(stamp)]),
  expiresAt: Math.floor(Date.parse(stamp.at) / 1000) + LIFETIME,
});

function storeFence(sk: string, stamp: Stamp) {
  const attributes = Object.entries(fenceAttributes(sk, stamp));
  return {
    UpdateExpression: `SET ${attributes.map(([name]) => `#${name} = :${name}`).join(', ')}`,
    ConditionExpression: 'attribute_not_exists(pk)',
    ExpressionAttributeNames: Object.fromEntries(attributes.map(([name]) => [`#${name}`, name])),
    ExpressionAttributeValues: Object.fromEntries(attributes.map(([name, value]) => [`:${name}`, value])),
    ReturnValuesOnConditionCheckFailure: 'ALL_OLD',
  } as const;
}
