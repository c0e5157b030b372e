import { UpdateCommand } from '@aws-sdk/lib-dynamodb';
import { failedCondition } from '../../../shared/dynamodb/failed-condition.ts';
import { sendWrite } from '../../../shared/dynamodb/send.ts';
import type { Table } from '../../../shared/dynamodb/tables.ts';
import type { CustomerItem } from '../../../shared/receivables/items.ts';
import type { Stamp } from '../../../shared/receivables/stamp.ts';
import type { CountedCustomer } from './scan-table.ts';

/** What a repair leaves on a customer: who did it, when and why, and the count that it found. */
interface Repaired extends CustomerItem {
  readonly recount?: Stamp & { readonly from?: number };
}

/** Live links, and how many of them are those of recurring invoices. */
export interface LiveLinks {
  readonly links: number;
  readonly recurring: number;
}

/**
 * Sets a customer's counts to its live links, provided that its counts and version are still the ones read.
 * @returns whether it is done; false where the customer has changed since
 */
export async function repairCount(
  table: Table,
  { pk, version, linkCount, recurringCount }: CountedCustomer,
  { links, recurring }: LiveLinks,
  stamp: Stamp,
): Promise<boolean> {
  const isRead = (name: string, count: number | undefined) =>
    count === undefined ? `attribute_not_exists(${name})` : `${name} = :${name}`;
  const countsRecurring = recurring > 0 || recurringCount !== undefined;
  const command = new UpdateCommand({
    TableName: table.name,
    Key: { pk, sk: 'CUSTOMER' },
    // The version grows, so that of two recounts at once only one repairs.
    UpdateExpression: `SET linkCount = :links${
      countsRecurring ? ', recurringCount = :recurring' : ''
    }, recount = :stamp, version = version + :one`,
    ConditionExpression: [
      'version = :version',
      isRead('linkCount', linkCount),
      isRead('recurringCount', recurringCount),
    ].join(' AND '),
    ExpressionAttributeValues: {
      ':links': links,
      ...(countsRecurring && { ':recurring': recurring }),
      ':stamp': { ...stamp, from: linkCount },
      ':one': 1,
      ':version': version,
      ...(linkCount !== undefined && { ':linkCount': linkCount }),
      ...(recurringCount !== undefined && { ':recurringCount': recurringCount }),
    },
    ReturnValuesOnConditionCheckFailure: 'ALL_OLD',
  });
  try {
    await sendWrite(table, command);
    return true;
  } catch (error) {
    // An unanswered attempt of this very repair may have landed.
    const { old } = failedCondition<Repaired>(error);
    return old?.recount?.requestId === stamp.requestId;
  }
}
