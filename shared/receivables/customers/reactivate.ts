import { UpdateCommand } from '@aws-sdk/lib-dynamodb';
import { failedCondition } from '../../dynamodb/failed-condition.ts';
import { send } from '../../dynamodb/send.ts';
import type { Table } from '../../dynamodb/tables.ts';
import type { CustomerItem } from '../items.ts';
import { type CustomerRef, customerItemKey } from '../keys.ts';
import { isDone, settledAfter } from '../repeats/settled-requests.ts';
import type { Stamp } from '../stamp.ts';
import { readCustomer } from './read.ts';

export type ReactivationOutcome = { readonly outcome: 'active' } | { readonly outcome: 'notFound' };

/** How often to read again where another request changed the customer in between. */
const ROUNDS = 8;

/** Takes a deactivation back; an active customer stays as it is. A deleted one cannot come back. */
export async function reactivateCustomer(
  table: Table,
  ref: CustomerRef,
  stamp: Stamp,
): Promise<ReactivationOutcome> {
  for (let round = 0; round < ROUNDS; round++) {
    const customer = await readCustomer(table, ref);
    if (!customer) return { outcome: 'notFound' };
    if (!customer.deactivation) return { outcome: 'active' };
    const command = new UpdateCommand({
      TableName: table.name,
      Key: customerItemKey(ref),
      UpdateExpression:
        'SET settled = :settled, #update = :stamp, version = version + :one REMOVE deactivation',
      // The version alone could also be that of another customer, created under this id after this one was deleted.
      ConditionExpression:
        'attribute_not_exists(deletion) AND version = :version AND creation.requestId = :creation',
      ExpressionAttributeNames: { '#update': 'update' },
      ExpressionAttributeValues: {
        ':settled': settledAfter(customer, stamp, [customer.deactivation, stamp]),
        ':stamp': stamp,
        ':one': 1,
        ':version': customer.version,
        ':creation': customer.creation.requestId,
      },
      ReturnValuesOnConditionCheckFailure: 'ALL_OLD',
    });
    try {
      await send(() => table.client.send(command));
      return { outcome: 'active' };
    } catch (error) {
      const { old } = failedCondition<CustomerItem>(error);
      // Even where another request has deactivated or deleted the customer since.
      if (old && isDone(old, stamp)) return { outcome: 'active' };
    }
  }
  throw new Error(`reactivating ${customerItemKey(ref).pk} lost ${ROUNDS} rounds against other requests`);
}
