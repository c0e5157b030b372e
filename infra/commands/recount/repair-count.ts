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

/**
 * Sets a customer's linkCount to its live links, provided that its count and version are still the ones read.
 * @returns whether it is done; false where the customer has changed since
 */
export async function repairCount(
  table: Table,
  { pk, version, linkCount }: CountedCustomer,
  liveLinks: number,
  stamp: Stamp,
): Promise<boolean> {
  const command = new UpdateCommand({
    TableName: table.name,
    Key: { pk, sk: 'CUSTOMER' },
    // The version grows, so that of two recounts at once only one repairs.
    UpdateExpression: 'SET linkCount = :links, recount = :stamp, version = version + :one',
    ConditionExpression: `version = :version AND ${linkCount === undefined ? 'attribute_not_exists(linkCount)' : 'linkCount = :read'}`,
    ExpressionAttributeValues: {
      ':links': liveLinks,
      ':stamp': { ...stamp, from: linkCount },
      ':one': 1,
      ':version': version,
      ...(linkCount !== undefined && { ':read': linkCount }),
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
