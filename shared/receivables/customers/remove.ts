import { UpdateCommand } from '@aws-sdk/lib-dynamodb';
import { failedCondition } from '../../dynamodb/failed-condition.ts';
import { newEffort, sendWrite } from '../../dynamodb/send.ts';
import type { Table } from '../../dynamodb/tables.ts';
import type { CustomerItem } from '../items.ts';
import { type CustomerRef, customerItemKey } from '../keys.ts';
import { shutOut } from '../repeats/fence.ts';
import { settledName } from '../repeats/settled-requests.ts';
import type { Stamp } from '../stamp.ts';
import { fenceRemoval } from './fence-removal.ts';
import { classifyRemoval, listKeyAfter, type Removal, type RemovalOutcome } from './removal-outcome.ts';

export interface RemovalOptions {
  /** Erases the profile, and lets DynamoDB's TTL remove what is left this many seconds later. */
  readonly eraseAfter?: number;
}

/**
 * Deactivates or deletes a customer that nothing refers to: the guard's one conditional write.
 *
 *     this request                           another request
 *     UPDATE … IF linkCount = 0  ──┐
 *                                  ├──  DynamoDB orders the two on the customer's item:
 *     attach: Put invoice,       ──┘    either the count is 1 and this write is refused,
 *       Update … IF NOT deletion        or the deletion is there and the attach is refused.
 *
 * A repeat whose first attempt landed finds its own request id in the stamp, and the outcome is the truth: removed. A
 * repeat that is refused first shuts the earlier attempt out, in case that one is still under way.
 */
export async function removeCustomer(
  table: Table,
  ref: CustomerRef,
  removal: Removal,
  stamp: Stamp,
  options: RemovalOptions = {},
): Promise<RemovalOutcome> {
  const erase = options.eraseAfter === undefined ? undefined : epochSeconds(stamp.at) + options.eraseAfter;
  const command = new UpdateCommand({
    TableName: table.name,
    Key: customerItemKey(ref),
    UpdateExpression:
      `SET ${removal} = :stamp, #update = :stamp, version = version + :one` +
      (erase === undefined
        ? ', listKey = :listKey'
        : // What lists know of a customer is personal data too.
          ', expiresAt = :erase REMOVE profile, listed, listKey, listOrder'),
    ConditionExpression: removalCondition(removal),
    ExpressionAttributeNames: { '#update': 'update' },
    ExpressionAttributeValues: {
      ':stamp': stamp,
      ':one': 1,
      ':none': 0,
      ':settled': settledName(stamp),
      ...(erase === undefined ? { ':listKey': listKeyAfter(ref, removal) } : { ':erase': erase }),
    },
    ReturnValues: 'ALL_OLD',
    ReturnValuesOnConditionCheckFailure: 'ALL_OLD',
  });
  const effort = newEffort(table);
  try {
    const { Attributes } = await sendWrite(table, command, effort);
    return { outcome: 'removed', customer: Attributes as CustomerItem };
  } catch (error) {
    const result = classifyRemoval(failedCondition<CustomerItem>(error).old, removal, stamp);
    return result.outcome === 'removed' ? result : fenceRemoval(table, ref, result, stamp, effort);
  }
}

/** A deactivated customer may still be deleted; a deleted one can be neither deactivated nor deleted. */
function removalCondition(removal: Removal): string {
  // False also where there is no customer, and where its count is unknown.
  const unlinked = 'linkCount = :none';
  const notRemoved =
    removal === 'deletion'
      ? 'attribute_not_exists(deletion)'
      : 'attribute_not_exists(deletion) AND attribute_not_exists(deactivation)';
  return `${unlinked} AND ${notRemoved} AND ${shutOut}`;
}

const epochSeconds = (at: string): number => Math.floor(Date.parse(at) / 1000);
