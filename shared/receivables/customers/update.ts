import { TransactWriteCommand, UpdateCommand } from '@aws-sdk/lib-dynamodb';
import { failedCondition, failedConditions } from '../../dynamodb/failed-condition.ts';
import { type Effort, newEffort, nextRound, sendWrite } from '../../dynamodb/send.ts';
import type { Table } from '../../dynamodb/tables.ts';
import type { TransactionWrite } from '../../dynamodb/transaction-write.ts';
import type { CustomerItem } from '../items.ts';
import { type CustomerRef, customerItemKey, customerKey } from '../keys.ts';
import { type ListAttributes, type Listing, listAttributes, listKey, stateOf } from '../lists/listing.ts';
import { fence } from '../repeats/fence.ts';
import { isDone, settledAfter } from '../repeats/settled-requests.ts';
import type { Stamp } from '../stamp.ts';
import {
  claimUniqueKey,
  learnFromClaim,
  releaseUniqueKey,
  type UniqueKey,
  type UniqueKeyItem,
} from './unique-keys.ts';

export interface CustomerChange<Profile extends object = Record<string, unknown>> {
  /** Takes the place of the whole profile. */
  readonly profile: Profile;
  /** What lists know of the customer from now on; as before where this is left out. */
  readonly listing?: Listing;
  /** Whether it takes new dependents from now on; as before where this is left out. Those it has stay. */
  readonly active?: boolean;
  /** Whether it is protected from then on, for the reason that the stamp has; as before where this is left out. */
  readonly protect?: boolean;
  /** A unique key, and the one that the customer has and gives up for it. */
  readonly uniqueKey?: KeyExchange;
}

export interface KeyExchange {
  readonly from?: UniqueKey;
  readonly to: UniqueKey;
}

export type UpdateOutcome<Profile extends object = Record<string, unknown>> =
  /** `customer` is as this request left it, even where another request has changed it since. */
  | { readonly outcome: 'updated'; readonly customer: CustomerItem<Profile> }
  | { readonly outcome: 'notFound' }
  /** The customer is no longer the one seen; here it is as it is now. */
  | { readonly outcome: 'changed'; readonly customer: CustomerItem<Profile> }
  /** It would be deactivated, and is protected from that. */
  | { readonly outcome: 'protected'; readonly customer: CustomerItem<Profile> }
  /** The customer with the key `owner` owns the unique key. */
  | { readonly outcome: 'duplicate'; readonly owner: string };

/**
 * Changes a customer that is still at the version seen. A request whose update landed is told so even when the customer
 * was changed or deleted since, so a caller that begins again on `changed` applies nothing twice. Another unique key is
 * claimed, and the one before released, in the same transaction.
 */
export async function updateCustomer<Profile extends object>(
  table: Table,
  ref: CustomerRef,
  seen: CustomerItem<object>,
  change: CustomerChange<Profile>,
  stamp: Stamp,
): Promise<UpdateOutcome<Profile>> {
  // The write asks for the version seen, and protecting counts it: whoever protects meanwhile is not passed over.
  if (change.active === false && !seen.deactivation && seen.protection)
    return { outcome: 'protected', customer: seen as CustomerItem<Profile> };
  const { update, updated } = updateOf(table, ref, seen, change, stamp);
  if (isExchange(change.uniqueKey))
    return exchangeKey(table, ref, { update, updated, key: change.uniqueKey }, stamp);
  try {
    const { Attributes } = await sendWrite(table, new UpdateCommand({ ...update, ReturnValues: 'ALL_NEW' }));
    return { outcome: 'updated', customer: Attributes as CustomerItem<Profile> };
  } catch (error) {
    return classify(failedCondition<CustomerItem<Profile>>(error).old, updated, stamp);
  }
}

/**
 * The update, alone or as a part of a transaction, and the customer as it will be after it, but for links that come or go
 * meanwhile. It leaves unique keys alone.
 */
export function updateOf<Profile extends object>(
  { name }: Table,
  ref: CustomerRef,
  seen: CustomerItem<object>,
  { profile, listing, active, protect }: CustomerChange<Profile>,
  stamp: Stamp,
): PreparedUpdate<Profile> {
  const { deactivation, protection, ...others } = seen;
  const reactivates = active === true && deactivation !== undefined;
  const deactivates = active === false && deactivation === undefined;
  const settled = settledAfter(seen, stamp, reactivates ? [deactivation, stamp] : [stamp]) as Set<string>;
  const isProtected = protect ?? protection !== undefined;
  const left = deactivates ? stamp : reactivates ? undefined : deactivation;
  const state = stateOf({ deactivation: left });
  const listed: Partial<ListAttributes> =
    listAttributes(ref, 'CUSTOMER', state, listing) ??
    (deactivates || reactivates ? { listKey: listKey(ref, 'CUSTOMER', state) } : {});
  const updated: CustomerItem<Profile> = {
    ...others,
    ...(left && { deactivation: left }),
    ...(isProtected && { protection: protect ? stamp : protection! }),
    ...listed,
    ...{ profile, settled, update: stamp, version: seen.version + 1 },
  };
  const update = {
    TableName: name,
    Key: customerItemKey(ref),
    UpdateExpression:
      'SET profile = :profile, settled = :settled, #update = :stamp, version = version + :one' +
      Object.keys(listed)
        .map((name) => `, ${name} = :${name}`)
        .join('') +
      (deactivates ? ', deactivation = :stamp' : '') +
      (protect ? ', protection = :stamp' : '') +
      removing(reactivates && 'deactivation', protect === false && 'protection'),
    // The version alone could also be that of another customer, created under this id after this one was deleted.
    ConditionExpression:
      'attribute_not_exists(deletion) AND version = :version AND creation.requestId = :creation',
    ExpressionAttributeNames: { '#update': 'update' },
    ExpressionAttributeValues: {
      ':profile': profile,
      ...Object.fromEntries(Object.entries(listed).map(([name, value]) => [`:${name}`, value])),
      ':settled': settled,
      ':stamp': stamp,
      ':one': 1,
      ':version': seen.version,
      ':creation': seen.creation.requestId,
    },
    ReturnValuesOnConditionCheckFailure: 'ALL_OLD',
  } as const;
  return { update, updated };
}

const removing = (...names: readonly (string | false)[]): string => {
  const removed = names.filter((name) => name !== false);
  return removed.length > 0 ? ` REMOVE ${removed.join(', ')}` : '';
};

const isExchange = (key: KeyExchange | undefined): key is KeyExchange =>
  key !== undefined && (key.from?.name !== key.to.name || key.from.value !== key.to.value);

export interface PreparedUpdate<Profile extends object> {
  readonly update: NonNullable<TransactionWrite['Update']>;
  readonly updated: CustomerItem<Profile>;
}

interface UpdateWithKey<Profile extends object> extends PreparedUpdate<Profile> {
  readonly key: KeyExchange;
}

async function exchangeKey<Profile extends object>(
  table: Table,
  ref: CustomerRef,
  { update, updated, key }: UpdateWithKey<Profile>,
  stamp: Stamp,
): Promise<UpdateOutcome<Profile>> {
  const effort = newEffort(table);
  let formerOwner: string | undefined;
  for (;;) {
    const claim = claimUniqueKey(table, ref, key.to, formerOwner);
    const release = key.from ? [releaseUniqueKey(table, ref, key.from, customerKey(ref))] : [];
    const TransactItems = [{ Update: update }, ...claim, ...release];
    try {
      await sendWrite(table, new TransactWriteCommand({ TransactItems }), effort);
      return { outcome: 'updated', customer: updated };
    } catch (error) {
      const failed = failedConditions<CustomerItem<Profile> & UniqueKeyItem>(error);
      // In the third place is the release where no former owner is checked: that it failed ends here.
      const [customer, claimed, ownerLives] = failed;
      if (customer) return classify(customer.old, updated, stamp);
      if (key.from && failed.at(-1))
        throw new Error(`${customerKey(ref)} does not own the ${key.from.name} that it gives up`);
      const learnt = learnFromClaim(key.to, formerOwner, claimed, ownerLives);
      if (learnt.keptBy !== undefined) return refuse(table, updated, learnt.keptBy, stamp, effort);
      formerOwner = learnt.formerOwner;
    }
    await nextRound(effort, `changing ${customerKey(ref)}`);
  }
}

/** An unanswered attempt could still land when the owner of the key is deleted: it is shut out first. */
async function refuse<Profile extends object>(
  table: Table,
  updated: CustomerItem<Profile>,
  owner: string,
  stamp: Stamp,
  effort: Effort,
): Promise<UpdateOutcome<Profile>> {
  const landed = effort.unanswered && (await fence(table, updated, stamp, effort));
  return landed ? { outcome: 'updated', customer: updated } : { outcome: 'duplicate', owner };
}

function classify<Profile extends object>(
  old: CustomerItem<Profile> | undefined,
  updated: CustomerItem<Profile>,
  stamp: Stamp,
): UpdateOutcome<Profile> {
  if (old && isDone(old, stamp)) return { outcome: 'updated', customer: updated };
  if (!old || old.deletion) return { outcome: 'notFound' };
  return { outcome: 'changed', customer: old };
}
