import { TransactWriteCommand } from '@aws-sdk/lib-dynamodb';
import { failedConditions } from '../../dynamodb/failed-condition.ts';
import { sendWrite } from '../../dynamodb/send.ts';
import type { Table } from '../../dynamodb/tables.ts';
import type { TransactionWrite } from '../../dynamodb/transaction-write.ts';
import type { DependentItem } from '../items.ts';
import type { Stamp } from '../stamp.ts';
import { uncountLink } from './link-count.ts';

export type DetachOutcome =
  | { readonly outcome: 'detached' }
  | { readonly outcome: 'notFound' }
  /** The dependent is no longer the one seen: read it again. */
  | { readonly outcome: 'changed' };

/**
 * Deletes a dependent softly and takes its link off the customer's count, in one transaction, provided that the
 * dependent is still the one seen.
 * @throws when the customer's linkCount is below its live links: only a damaged table can have that
 */
export async function detachDependent(
  table: Table,
  seen: DependentItem,
  stamp: Stamp,
): Promise<DetachOutcome> {
  const TransactItems = [
    deleteDependent(table, seen, stamp),
    ...(seen.customerKey === undefined ? [] : [uncountLink(table, seen.customerKey)]),
  ];
  try {
    await sendWrite(table, new TransactWriteCommand({ TransactItems }));
    return { outcome: 'detached' };
  } catch (error) {
    const [dependent] = failedConditions<DependentItem>(error);
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
    UpdateExpression: 'SET deletion = :stamp, #update = :stamp, version = version + :one REMOVE customerKey',
    // Every change of a dependent counts its version up, also a move to another customer.
    ConditionExpression: 'attribute_not_exists(deletion) AND version = :version',
    ExpressionAttributeNames: { '#update': 'update' },
    ExpressionAttributeValues: { ':stamp': stamp, ':one': 1, ':version': version },
    ReturnValuesOnConditionCheckFailure: 'ALL_OLD',
  },
});
