import { TransactWriteCommand, UpdateCommand } from '@aws-sdk/lib-dynamodb';
import { failedCondition, failedConditions } from '../../dynamodb/failed-condition.ts';
import { newEffort, nextRound, sendWrite } from '../../dynamodb/send.ts';
import type { Table } from '../../dynamodb/tables.ts';
import type { CustomerItem } from '../items.ts';
import { type CustomerRef, customerItemKey, customerKey } from '../keys.ts';
import { listKey, stateOf } from '../lists/listing.ts';
import { fence, isFence } from '../repeats/fence.ts';
import { isDone, settledAfter } from '../repeats/settled-requests.ts';
import type { Stamp } from '../stamp.ts';
import { readCustomerOrTombstone } from './read.ts';
import { restorableUntil } from './restoration-window.ts';
import { isAsSeen, type SeenVersion } from './tag.ts';
import {
  claimUniqueKey,
  type LearntOfClaim,
  learnFromClaim,
  type UniqueKey,
  type UniqueKeyItem,
} from './unique-keys.ts';

export interface Restoration<Profile extends object = Record<string, unknown>> {
  /** For how many days deleted customers may be restored. */
  readonly days: number;
  /** The value of a customer that no other one of its tenant may have: it is claimed back. */
  readonly uniqueKeyOf?: ((profile: Readonly<Profile>) => UniqueKey | undefined) | undefined;
  /** Restores the customer only while it is what was seen. */
  readonly seen?: SeenVersion | undefined;
}

/** Why a customer was not restored. */
export type RefusedRestoration<Profile extends object = Record<string, unknown>> =
  /** Nothing of it is stored, or nothing that anybody is to see. */
  | { readonly outcome: 'notFound' }
  /** It is there: it was restored before, or another customer has been created under its id. */
  | { readonly outcome: 'notDeleted'; readonly customer: CustomerItem<Profile> }
  /** It was deleted too long ago, or erased. */
  | { readonly outcome: 'expired'; readonly customer: CustomerItem<Profile> }
  /** It is not what was seen. */
  | { readonly outcome: 'changed'; readonly customer: CustomerItem<Profile> }
  /** The customer with the key `owner` owns its unique key. */
  | { readonly outcome: 'duplicate'; readonly owner: string };

export type RestorationOutcome<Profile extends object = Record<string, unknown>> =
  /** `customer` is as this request left it, even where another request has changed it since. */
  { readonly outcome: 'restored'; readonly customer: CustomerItem<Profile> } | RefusedRestoration<Profile>;

/**
 * Brings a deleted customer back as it was: active or inactive, in its lists, with its unique key. What was read of it is
 * in the condition of the write, so that of two at once one is told that it is not deleted any more:
 *
 *     this request                                     another request
 *     read c1: deleted by D, version 3
 *                                                      create c1 anew: version 1, not deleted
 *     UPDATE c1 IF version = 3 AND … deletion is D     refused: notDeleted, and whose the id is
 *
 * An attempt of D that comes late finds D among the settled requests, and deletes it no second time.
 */
export async function restoreCustomer<Profile extends object>(
  table: Table,
  ref: CustomerRef,
  restoration: Restoration<Profile>,
  stamp: Stamp,
): Promise<RestorationOutcome<Profile>> {
  const effort = newEffort(table);
  let found = await readCustomerOrTombstone<Profile>(table, ref, new Date(stamp.at));
  let restored: CustomerItem<Profile> | undefined;
  // A deleted customer leaves its key behind: it still has it, unless another one has claimed it.
  let formerOwner: string | undefined = customerKey(ref);

  for (;;) {
    if (restored && found && isDone(found, stamp)) return { outcome: 'restored', customer: restored };
    const refusal = refusalOf(found, restoration, stamp);
    if (refusal) return refusal;
    const seen = found as CustomerItem<Profile>;
    const { write, item } = restorationOf(table, ref, seen, stamp);
    restored = item;
    const key = restoration.uniqueKeyOf?.(seen.profile as Profile);
    const claim = key ? claimUniqueKey(table, ref, key, formerOwner) : [];
    try {
      // Alone it needs no transaction, which costs twice as much.
      await (key
        ? sendWrite(table, new TransactWriteCommand({ TransactItems: [{ Update: write }, ...claim] }), effort)
        : sendWrite(table, new UpdateCommand(write), effort));
      return { outcome: 'restored', customer: item };
    } catch (error) {
      const [customer, claimed, ownerLives] = key
        ? failedConditions<CustomerItem<Profile> & UniqueKeyItem>(error)
        : [failedCondition<CustomerItem<Profile> & UniqueKeyItem>(error)];
      if (customer) found = customer.old;
      const learnt: LearntOfClaim | undefined = key && learnFromClaim(key, formerOwner, claimed, ownerLives);
      if (learnt) formerOwner = learnt.formerOwner;
      if (!customer && learnt?.keptBy !== undefined) {
        // An unanswered attempt could still land when the owner is deleted: it is shut out first.
        const landed = effort.unanswered && (await fence(table, seen, stamp, effort));
        if (landed) return { outcome: 'restored', customer: item };
        return { outcome: 'duplicate', owner: learnt.keptBy };
      }
    }
    await nextRound(effort, `restoring ${customerKey(ref)}`);
  }
}

/**
 * Why there is nothing to restore. It needs no fence: the attempts so far asked for a version that is over.
 * @param found the customer as it is stored
 */
function refusalOf<Profile extends object>(
  found: CustomerItem<Profile> | undefined,
  { days, seen }: Restoration<Profile>,
  { at }: Stamp,
): RefusedRestoration<Profile> | undefined {
  if (!found || isFence(found)) return { outcome: 'notFound' };
  if (seen && !isAsSeen(found, seen)) return { outcome: 'changed', customer: found };
  if (!found.deletion) return { outcome: 'notDeleted', customer: found };
  const until = restorableUntil(found, days);
  if (until === undefined || Date.parse(at) >= until) return { outcome: 'expired', customer: found };
  return undefined;
}

/** The write, alone or as a part of a transaction, and the customer as it will be after it. */
function restorationOf<Profile extends object>(
  { name }: Table,
  ref: CustomerRef,
  seen: CustomerItem<Profile>,
  stamp: Stamp,
) {
  const { deletion, expiresAt: _, ...others } = seen;
  const place = listKey(ref, 'CUSTOMER', stateOf(others));
  const settled = settledAfter(seen, stamp, [deletion, stamp]) as ReadonlySet<string>;
  const item: CustomerItem<Profile> = {
    ...others,
    ...{ listKey: place, settled, update: stamp, version: seen.version + 1 },
  };
  const write = {
    TableName: name,
    Key: customerItemKey(ref),
    UpdateExpression:
      'SET listKey = :listKey, settled = :settled, #update = :stamp, version = version + :one REMOVE deletion, expiresAt',
    // The version alone could also be that of another customer, created under this id since.
    ConditionExpression:
      'version = :version AND creation.requestId = :creation AND deletion.requestId = :deletion',
    ExpressionAttributeNames: { '#update': 'update' },
    ExpressionAttributeValues: {
      ':listKey': place,
      ':settled': settled,
      ':stamp': stamp,
      ':one': 1,
      ':version': seen.version,
      ':creation': seen.creation.requestId,
      ':deletion': deletion?.requestId,
    },
    ReturnValuesOnConditionCheckFailure: 'ALL_OLD',
  } as const;
  return { write, item };
}
