import { TransactWriteCommand } from '@aws-sdk/lib-dynamodb';
import { send } from '../dynamodb/send.ts';
import type { Table } from '../dynamodb/tables.ts';
import { countLinks } from './attach-links.ts';
import { uncountLink } from './detach-link.ts';
import { failedConditions } from './failed-condition.ts';
import { type CustomerItem, type CustomerRef, customerKey, type HolderItem, type Stamp } from './items.ts';

export type MoveOutcome =
  | { readonly outcome: 'moved' }
  | { readonly outcome: 'notFound' }
  /** The holder is no longer the one seen: read it again. */
  | { readonly outcome: 'changed' }
  | { readonly outcome: 'customerNotFound' }
  | { readonly outcome: 'customerDeactivated' };

/**
 * Makes a holder refer to another customer: one transaction of three writes, so that at every moment exactly one of
 * the two customers is protected by it. Moving to the customer it already refers to changes nothing.
 */
export async function moveLink(
  table: Table,
  seen: HolderItem,
  to: CustomerRef,
  stamp: Stamp,
): Promise<MoveOutcome> {
  const target = customerKey(to);
  if (seen.customerKey === target) return { outcome: 'moved' };
  const TransactItems = [
    {
      Update: {
        TableName: table.name,
        Key: { pk: seen.pk, sk: seen.sk },
        UpdateExpression: 'SET customerKey = :target, #update = :stamp, version = version + :one',
        ConditionExpression: 'attribute_not_exists(deletion) AND version = :version',
        ExpressionAttributeNames: { '#update': 'update' },
        ExpressionAttributeValues: {
          ':target': target,
          ':stamp': stamp,
          ':one': 1,
          ':version': seen.version,
        },
        ReturnValuesOnConditionCheckFailure: 'ALL_OLD' as const,
      },
    },
    countLinks(table, to, 1),
    ...(seen.customerKey === undefined ? [] : [uncountLink(table, seen.customerKey)]),
  ];
  try {
    await send(() => table.client.send(new TransactWriteCommand({ TransactItems })));
    return { outcome: 'moved' };
  } catch (error) {
    const [holder, customer] = failedConditions<HolderItem & CustomerItem>(error);
    if (holder) {
      if (holder.old?.update.requestId === stamp.requestId) return { outcome: 'moved' };
      return { outcome: !holder.old || holder.old.deletion ? 'notFound' : 'changed' };
    }
    if (!customer)
      throw new Error(`the linkCount of ${seen.customerKey} is below its live links`, { cause: error });
    if (!customer.old || customer.old.deletion) return { outcome: 'customerNotFound' };
    if (customer.old.deactivation) return { outcome: 'customerDeactivated' };
    throw new Error(`the linkCount of ${target} is missing: recount it before anything is attached`);
  }
}
