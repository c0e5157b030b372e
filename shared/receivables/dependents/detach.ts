import { TransactWriteCommand } from '@aws-sdk/lib-dynamodb';
import { failedConditions } from '../../dynamodb/failed-condition.ts';
import { sendWrite } from '../../dynamodb/send.ts';
import type { Table } from '../../dynamodb/tables.ts';
import type { TransactionWrite } from '../../dynamodb/transaction-write.ts';
import type { UniqueKey } from '../customers/unique-keys.ts';
import type { DependentItem } from '../items.ts';
import { dependentRefOf } from '../keys.ts';
import { listKey } from '../lists/listing.ts';
import type { Stamp } from '../stamp.ts';
import { uncountLink } from './link-count.ts';
import { releaseOwnKey } from './own-keys.ts';

export type DetachOutcome =
  | { readonly outcome: 'detached' }
  | { readonly outcome: 'notFound' }
  /** The dependent is no longer the one seen: read it again. */
  | { readonly outcome: 'changed' };

/**
 * Deletes a dependent softly, takes its link off the customer's count and gives its unique key up, in one transaction,
 * provided that the dependent is still the one seen.
 * @throws when the customer's linkCount is below its live links, or the key is not its own: only a damaged table can
 * have that
 */
export async function detachDependent(
  table: Table,
  seen: DependentItem<object>,
  stamp: Stamp,
  uniqueKey?: UniqueKey,
): Promise<DetachOutcome> {
  const TransactItems = [
    deleteDependent(table, seen, stamp),
    ...(seen.customerKey === undefined ? [] : [uncountLink(table, seen.customerKey, seen.sk)]),
    ...(uniqueKey ? [releaseOwnKey(table, dependentRefOf(seen.pk), uniqueKey)] : []),
  ];
  try {
    await sendWrite(table, new TransactWriteCommand({ TransactItems }));
    return { outcome: 'detached' };
  } catch (error) {
    const failed = failedConditions<DependentItem>(error);
    const [dependent] = failed;
    if (!dependent && uniqueKey && failed.at(-1))
      throw new Error(`${seen.pk} does not own the ${uniqueKey.name} that it gives up`, { cause: error });
    if (!dependent)
      throw new Error(`the linkCount of ${seen.customerKey} is below its live links`, { cause: error });
    if (dependent.old?.deletion?.requestId === stamp.requestId) return { outcome: 'detached' };
    return { outcome: !dependent.old || dependent.old.deletion ? 'notFound' : 'changed' };
  }
}

const deleteDependent = (
  { name }: Table,
  { pk, sk, version }: DependentItem<object>,
  stamp: Stamp,
): TransactionWrite => ({
  Update: {
    TableName: name,
    Key: { pk, sk },
    UpdateExpression:
      'SET deletion = :stamp, #update = :stamp, version = version + :one, listKey = :listKey REMOVE customerKey',
    // Every change of a dependent counts its version up, also a move to another customer.
    ConditionExpression: 'attribute_not_exists(deletion) AND version = :version',
    ExpressionAttributeNames: { '#update': 'update' },
    ExpressionAttributeValues: {
      ':stamp': stamp,
      ':one': 1,
      ':version': version,
      ':listKey': listKey(dependentRefOf(pk), sk, 'DELETED'),
    },
    ReturnValuesOnConditionCheckFailure: 'ALL_OLD',
  },
});
