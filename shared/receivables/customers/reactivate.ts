import { UpdateCommand } from '@aws-sdk/lib-dynamodb';
import { failedCondition } from '../../dynamodb/failed-condition.ts';
import { newEffort, nextRound, sendWrite } from '../../dynamodb/send.ts';
import type { Table } from '../../dynamodb/tables.ts';
import type { CustomerItem } from '../items.ts';
import { type CustomerRef, customerItemKey, customerKey } from '../keys.ts';
import { listKey } from '../lists/listing.ts';
import { isDone, settledAfter } from '../repeats/settled-requests.ts';
import type { Stamp } from '../stamp.ts';
import { readCustomer } from './read.ts';

export type ReactivationOutcome = { readonly outcome: 'active' } | { readonly outcome: 'notFound' };

/** Takes a deactivation back; an active customer stays as it is. A deleted one cannot come back. */
export async function reactivateCustomer(
  table: Table,
  ref: CustomerRef,
  stamp: Stamp,
): Promise<ReactivationOutcome> {
  const effort = newEffort(table);
  for (;;) {
    const customer = await readCustomer(table, ref);
    if (!customer) return { outcome: 'notFound' };
    if (!customer.deactivation) return { outcome: 'active' };
    const command = new UpdateCommand({
      TableName: table.name,
      Key: customerItemKey(ref),
      UpdateExpression:
        'SET settled = :settled, #update = :stamp, version = version + :one, listKey = :listKey REMOVE deactivation',
      // The version alone could also be that of another customer, created under this id after this one was deleted.
      ConditionExpression:
        'attribute_not_exists(deletion) AND version = :version AND creation.requestId = :creation',
      ExpressionAttributeNames: { '#update': 'update' },
      ExpressionAttributeValues: {
        ':settled': settledAfter(customer, stamp, [customer.deactivation, stamp]),
        ':stamp': stamp,
        ':one': 1,
        ':listKey': listKey(ref, 'CUSTOMER', 'ACTIVE'),
        ':version': customer.version,
        ':creation': customer.creation.requestId,
      },
      ReturnValuesOnConditionCheckFailure: 'ALL_OLD',
    });
    try {
      await sendWrite(table, command);
      return { outcome: 'active' };
    } catch (error) {
      const { old } = failedCondition<CustomerItem>(error);
      // Even where another request has deactivated or deleted the customer since.
      if (old && isDone(old, stamp)) return { outcome: 'active' };
    }
    // Its attempts asked for a version that is over: none of them can land any more.
    await nextRound(effort, `reactivating ${customerKey(ref)}`);
  }
}
