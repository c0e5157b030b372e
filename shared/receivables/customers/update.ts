import { UpdateCommand } from '@aws-sdk/lib-dynamodb';
import { failedCondition } from '../../dynamodb/failed-condition.ts';
import { sendWrite } from '../../dynamodb/send.ts';
import type { Table } from '../../dynamodb/tables.ts';
import type { CustomerItem } from '../items.ts';
import { type CustomerRef, customerItemKey } from '../keys.ts';
import { isDone, settledAfter } from '../repeats/settled-requests.ts';
import type { Stamp } from '../stamp.ts';

export type UpdateOutcome<Profile extends object = Record<string, unknown>> =
  /** `customer` has this request's profile, even where another request has replaced it since. */
  | { readonly outcome: 'updated'; readonly customer: CustomerItem<Profile> }
  | { readonly outcome: 'notFound' }
  /** The customer is no longer the one seen; here it is as it is now. */
  | { readonly outcome: 'changed'; readonly customer: CustomerItem<Profile> };

/**
 * Replaces the profile of a customer that is still at the version seen. A request whose update landed is told so even
 * when the customer was changed or deleted since, so a caller that begins again on `changed` applies nothing twice.
 */
export async function updateCustomer<Profile extends object>(
  table: Table,
  ref: CustomerRef,
  seen: Pick<CustomerItem, 'version' | 'creation' | 'settled'>,
  profile: Profile,
  stamp: Stamp,
): Promise<UpdateOutcome<Profile>> {
  const command = new UpdateCommand({
    TableName: table.name,
    Key: customerItemKey(ref),
    UpdateExpression:
      'SET profile = :profile, settled = :settled, #update = :stamp, version = version + :one',
    // The version alone could also be that of another customer, created under this id after this one was deleted.
    ConditionExpression:
      'attribute_not_exists(deletion) AND version = :version AND creation.requestId = :creation',
    ExpressionAttributeNames: { '#update': 'update' },
    ExpressionAttributeValues: {
      ':profile': profile,
      ':settled': settledAfter(seen, stamp, [stamp]),
      ':stamp': stamp,
      ':one': 1,
      ':version': seen.version,
      ':creation': seen.creation.requestId,
    },
    ReturnValues: 'ALL_NEW',
    ReturnValuesOnConditionCheckFailure: 'ALL_OLD',
  });
  try {
    const { Attributes } = await sendWrite(table, command);
    return { outcome: 'updated', customer: Attributes as CustomerItem<Profile> };
  } catch (error) {
    const { old } = failedCondition<CustomerItem<Profile>>(error);
    if (old && isDone(old, stamp)) return { outcome: 'updated', customer: { ...old, profile } };
    if (!old || old.deletion) return { outcome: 'notFound' };
    return { outcome: 'changed', customer: old };
  }
}
