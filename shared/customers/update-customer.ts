import { UpdateCommand } from '@aws-sdk/lib-dynamodb';
import { send } from '../dynamodb/send.ts';
import type { Table } from '../dynamodb/tables.ts';
import { failedCondition } from './failed-condition.ts';
import { type CustomerItem, type CustomerRef, customerItemKey, type Stamp } from './items.ts';

export type UpdateOutcome =
  | { readonly outcome: 'updated'; readonly customer: CustomerItem }
  | { readonly outcome: 'notFound' }
  /** The customer is no longer the one seen; here it is as it is now. */
  | { readonly outcome: 'changed'; readonly customer: CustomerItem };

/** Replaces the profile of a customer that is still at the version seen. */
export async function updateCustomer(
  table: Table,
  ref: CustomerRef,
  seen: Pick<CustomerItem, 'version' | 'creation'>,
  profile: CustomerItem['profile'] & {},
  stamp: Stamp,
): Promise<UpdateOutcome> {
  const command = new UpdateCommand({
    TableName: table.name,
    Key: customerItemKey(ref),
    UpdateExpression: 'SET profile = :profile, #update = :stamp, version = version + :one',
    // A version alone would also fit a customer deleted and created anew under the same id.
    ConditionExpression:
      'attribute_not_exists(deletion) AND version = :version AND creation.requestId = :creation',
    ExpressionAttributeNames: { '#update': 'update' },
    ExpressionAttributeValues: {
      ':profile': profile,
      ':stamp': stamp,
      ':one': 1,
      ':version': seen.version,
      ':creation': seen.creation.requestId,
    },
    ReturnValues: 'ALL_NEW',
    ReturnValuesOnConditionCheckFailure: 'ALL_OLD',
  });
  try {
    const { Attributes } = await send(() => table.client.send(command));
    return { outcome: 'updated', customer: Attributes as CustomerItem };
  } catch (error) {
    const { old } = failedCondition<CustomerItem>(error);
    if (old?.update.requestId === stamp.requestId) return { outcome: 'updated', customer: old };
    if (!old || old.deletion) return { outcome: 'notFound' };
    return { outcome: 'changed', customer: old };
  }
}
