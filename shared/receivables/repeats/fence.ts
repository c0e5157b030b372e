import { UpdateCommand } from '@aws-sdk/lib-dynamodb';
import { failedCondition } from '../../dynamodb/failed-condition.ts';
import { type Effort, send } from '../../dynamodb/send.ts';
import type { Table } from '../../dynamodb/tables.ts';
import type { CustomerItem, DependentItem } from '../items.ts';
import type { Stamp } from '../stamp.ts';
import { refusedName, settledName } from './settled-requests.ts';

/** Rounds of finding the item there and not there in turn. */
const ROUNDS = 8;
/** Seconds for which an item that is nothing but a fence is kept. */
const LIFETIME = 24 * 60 * 60;

type Key = Pick<CustomerItem<object> | DependentItem<object>, 'pk' | 'sk'>;

/**
 * Shuts an item to a request that is about to be refused although one of its attempts had no answer. Without it:
 *
 *     this request                                       another request
 *     UPDATE … IF linkCount = 0  ──┐ timed out at us
 *     UPDATE … again: 1 link       │
 *     answer: refused              │                     detach: no links
 *                                  └──► arrives only now, and removes the customer after all
 *
 * It costs a write, on this path alone. Every condition that an attempt may meet later must say `shutOut`, or ask for
 * a version: a fence counts it up. After a refusal for the version itself there is nothing to shut out.
 * @returns the item in which an attempt had landed before the fence could: the request is done, not refused
 */
export async function fence<Item extends CustomerItem<object> | DependentItem<object>>(
  table: Table,
  { pk, sk }: Key,
  stamp: Stamp,
  effort: Effort,
): Promise<Item | undefined> {
  for (let round = 0; round < ROUNDS; round++) {
    const where = { TableName: table.name, Key: { pk, sk } };
    try {
      await send(() => table.client.send(new UpdateCommand({ ...where, ...settleRefused(stamp) })), effort);
      return undefined;
    } catch (error) {
      const { old } = failedCondition<Item>(error);
      if (old) return old.settled?.has(refusedName(stamp)) ? undefined : old;
    }
    try {
      await send(() => table.client.send(new UpdateCommand({ ...where, ...storeFence(sk, stamp) })), effort);
      return undefined;
    } catch (error) {
      failedCondition(error);
    }
  }
  throw new Error(`fencing ${pk} lost ${ROUNDS} rounds against other requests`);
}

/** The clause that shuts out the attempts of a request that is settled, done or refused. */
export const shutOut = 'NOT contains(settled, :settled)';

const names = (stamp: Stamp) => new Set([settledName(stamp), refusedName(stamp)]);

/** Marks an item as settled with the request, unless an attempt has landed. */
function settleRefused(stamp: Stamp) {
  // True also where there is no such stamp: what is not there equals nothing.
  const notStampedByThis = ['creation', 'deactivation', 'deletion'].map(
    (name) => `NOT ${name}.requestId = :requestId`,
  );
  return {
    // The version too, or else who has seen the item before would write `settled` back without the names.
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

/** Whether the item is nothing but a fence: what one request both created and deleted never was there. */
export const isFence = ({ creation, deletion }: CustomerItem<object> | DependentItem<object>): boolean =>
  creation.requestId === deletion?.requestId;

/** Stores an item that nobody sees, as if the request had created and deleted it. */
function storeFence(sk: string, stamp: Stamp) {
  const item = {
    ...(sk === 'CUSTOMER' ? { linkCount: 0, reference: {} } : { fields: {} }),
    creation: stamp,
    update: stamp,
    deletion: stamp,
    version: 1,
    settled: names(stamp),
    expiresAt: Math.floor(Date.parse(stamp.at) / 1000) + LIFETIME,
  };
  const attributes = Object.entries(item);
  return {
    UpdateExpression: `SET ${attributes.map(([name]) => `#${name} = :${name}`).join(', ')}`,
    ConditionExpression: 'attribute_not_exists(pk)',
    ExpressionAttributeNames: Object.fromEntries(attributes.map(([name]) => [`#${name}`, name])),
    ExpressionAttributeValues: Object.fromEntries(attributes.map(([name, value]) => [`:${name}`, value])),
    ReturnValuesOnConditionCheckFailure: 'ALL_OLD',
  } as const;
}
