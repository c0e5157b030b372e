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
import {
  type ChangedSince,
  type ConditionalRemovalOutcome,
  classifyRemoval,
  isHeldByRecurring,
  listKeyAfter,
  type RefusedRemoval,
  type Removal,
} from './removal-outcome.ts';
import type { SeenVersion } from './tag.ts';

export interface RemovalOptions {
  /** Erases the profile, and lets DynamoDB's TTL remove what is left this many seconds later. */
  readonly eraseAfter?: number;
  /** Keeps all of it, and lets DynamoDB's TTL remove it whole this many seconds later. */
  readonly expireAfter?: number;
  /** For a customer that recurring invoices alone refer to: what may end their links before it is tried once more. */
  readonly release?: Release;
  /** Removes the customer only while it is what was seen. */
  readonly seen?: SeenVersion | undefined;
}

/** Ends what is over of a customer's links. Whether the removal is worth another try; its condition decides. */
export type Release = (customer: CustomerRef) => Promise<boolean>;

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
 * repeat that is refused first shuts the earlier attempt out, in case that one is still under way. What `release` ends
 * comes before that: the same write under the same request id is then tried once more.
 */
export async function removeCustomer(
  table: Table,
  ref: CustomerRef,
  removal: Removal,
  stamp: Stamp,
  options: RemovalOptions = {},
): Promise<ConditionalRemovalOutcome> {
  const { seen, eraseAfter, expireAfter } = options;
  const lifetime = eraseAfter ?? expireAfter;
  const end = lifetime === undefined ? undefined : epochSeconds(stamp.at) + lifetime;
  const command = new UpdateCommand({
    TableName: table.name,
    Key: customerItemKey(ref),
    UpdateExpression:
      `SET ${removal} = :stamp, #update = :stamp, version = version + :one` +
      (end === undefined ? '' : ', expiresAt = :end') +
      (eraseAfter === undefined
        ? ', listKey = :listKey'
        : // What lists know of a customer is personal data too.
          ' REMOVE profile, listed, listKey, listOrder'),
    ConditionExpression: removalCondition(removal, seen),
    ExpressionAttributeNames: { '#update': 'update' },
    ExpressionAttributeValues: {
      ':stamp': stamp,
      ':one': 1,
      ':none': 0,
      ':settled': settledName(stamp),
      ...(seen && { ':version': seen.version, ':createdIn': seen.createdIn }),
      ...(end !== undefined && { ':end': end }),
      ...(eraseAfter === undefined && { ':listKey': listKeyAfter(ref, removal) }),
    },
    ReturnValues: 'ALL_OLD',
    ReturnValuesOnConditionCheckFailure: 'ALL_OLD',
  });
  const effort = newEffort(table);
  for (let { release } = options; ; release = undefined) {
    try {
      const { Attributes } = await sendWrite(table, command, effort);
      return { outcome: 'removed', customer: Attributes as CustomerItem };
    } catch (error) {
      const result = classifyRemoval(failedCondition<CustomerItem>(error).old, removal, stamp, seen);
      if (result.outcome === 'removed') return result;
      const released = await tryRelease(release, ref, result);
      if (released === true) continue;
      const final = await fenceRemoval(table, ref, result, stamp, effort);
      if (released === false || final.outcome === 'removed') return final;
      throw released.cause;
    }
  }
}

/** Whether a refused removal is worth another try, or why that could not be found out. */
export async function tryRelease(
  release: Release | undefined,
  ref: CustomerRef,
  refusal: RefusedRemoval | ChangedSince,
): Promise<boolean | { readonly cause: unknown }> {
  if (!release || refusal.outcome !== 'linked' || !isHeldByRecurring(refusal.customer)) return false;
  return release(ref).catch((cause) => ({ cause }));
}

/** A deactivated customer may still be deleted; a deleted one can be neither deactivated nor deleted. */
function removalCondition(removal: Removal, seen: SeenVersion | undefined): string {
  // False also where there is no customer, and where its count is unknown.
  const unlinked = 'linkCount = :none';
  const notRemoved =
    removal === 'deletion'
      ? 'attribute_not_exists(deletion)'
      : 'attribute_not_exists(deletion) AND attribute_not_exists(deactivation)';
  const asSeen = seen ? ' AND version = :version AND creation.requestId = :createdIn' : '';
  return `${unlinked} AND ${notRemoved} AND attribute_not_exists(protection) AND ${shutOut}${asSeen}`;
}

const epochSeconds = (at: string): number => Math.floor(Date.parse(at) / 1000);
