import { UpdateCommand } from '@aws-sdk/lib-dynamodb';
import { send } from '../dynamodb/send.ts';
import type { Table } from '../dynamodb/tables.ts';
import { failedCondition } from './failed-condition.ts';
import { formerRemovals } from './former-removals.ts';
import { type CustomerItem, type CustomerRef, customerItemKey, type Stamp } from './items.ts';
import { readCustomer } from './read-customer.ts';

export type ReactivationOutcome = { readonly outcome: 'active' } | { readonly outcome: 'notFound' };

/** Rounds of reading again what another request changed in between. */
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
        'SET formerRemovals = :former, #update = :stamp, version = version + :one REMOVE deactivation',
      ConditionExpression: 'version = :version AND attribute_not_exists(deletion)',
      ExpressionAttributeNames: { '#update': 'update' },
      ExpressionAttributeValues: {
        ':former': formerRemovals(customer, customer.deactivation, stamp),
        ':stamp': stamp,
        ':one': 1,
        ':version': customer.version,
      },
      ReturnValuesOnConditionCheckFailure: 'ALL_OLD',
    });
    try {
      await send(() => table.client.send(command));
      return { outcome: 'active' };
    } catch (error) {
      const { old } = failedCondition<CustomerItem>(error);
      if (old?.update.requestId === stamp.requestId) return { outcome: 'active' };
    }
  }
  throw new Error(`reactivating ${customerItemKey(ref).pk} lost ${ROUNDS} rounds against other requests`);
}
