import { TransactWriteCommand } from '@aws-sdk/lib-dynamodb';
import { failedConditions } from '../../dynamodb/failed-condition.ts';
import { newEffort, nextRound, sendWrite } from '../../dynamodb/send.ts';
import type { Table } from '../../dynamodb/tables.ts';
import type { TransactionWrite } from '../../dynamodb/transaction-write.ts';
import type { CustomerItem } from '../items.ts';
import { type CustomerRef, customerItemKey, customerKey } from '../keys.ts';
import { type Listing, listAttributes } from '../lists/listing.ts';
import { fence, isFence } from '../repeats/fence.ts';
import { isDone, settledAfter } from '../repeats/settled-requests.ts';
import type { Stamp } from '../stamp.ts';
import { claimUniqueKey, learnFromClaim, type UniqueKey, type UniqueKeyItem } from './unique-keys.ts';

export interface NewCustomer<Profile extends object = Record<string, unknown>> {
  readonly ref: CustomerRef;
  readonly profile: Profile;
  readonly reference: CustomerItem['reference'];
  /** What lists know of it, by the stamp of its creation; without, it is in none. */
  readonly listing?: (creation: Stamp) => Listing;
  /** A value that only one customer of the tenant may have at a time. */
  readonly uniqueKey?: UniqueKey;
  /**
   * Whether the id of a deleted customer may be used again: Amili's clients choose their customers' numbers themselves.
   * An id that only a fence has is always free.
   */
  readonly reuseErasedId?: boolean;
}

export type CreationOutcome<Profile extends object = Record<string, unknown>> =
  /** `customer` is as it was created. */
  | { readonly outcome: 'created'; readonly customer: CustomerItem<Profile> }
  | { readonly outcome: 'exists'; readonly customer: CustomerItem<Profile> }
  /** The customer with the key `owner` owns the unique key. */
  | { readonly outcome: 'duplicate'; readonly owner: string };

/**
 * Creates a customer and claims its unique key in one transaction. What a deleted customer left behind, a unique key or
 * a tombstone under this id, is taken over, on the condition that it is still what this request saw.
 */
export async function createCustomer<Profile extends object>(
  table: Table,
  wanted: NewCustomer<Profile>,
  stamp: Stamp,
): Promise<CreationOutcome<Profile>> {
  const { ref, uniqueKey } = wanted;
  const effort = newEffort(table);
  let tombstone: CustomerItem<Profile> | undefined;
  let formerOwner: string | undefined;

  for (;;) {
    const customer = newItem(wanted, tombstone, stamp);
    const TransactItems = creationWrites(table, wanted, customer, { tombstone, formerOwner });
    try {
      await sendWrite(table, new TransactWriteCommand({ TransactItems }), effort);
      return { outcome: 'created', customer };
    } catch (error) {
      const [put, claim, ownerLives] = failedConditions<CustomerItem<Profile> & UniqueKeyItem>(error);
      const old = put?.old;
      if (old && isCreatedBy(stamp, old)) return { outcome: 'created', customer };
      if (old && !isFree(old, wanted)) return { outcome: 'exists', customer: old };
      if (put) tombstone = old;
      const learnt = uniqueKey && learnFromClaim(uniqueKey, formerOwner, claim, ownerLives);
      formerOwner = learnt?.formerOwner;
      if (learnt?.keptBy !== undefined) {
        // The one refusal that an unanswered attempt could still belie: it would succeed once the owner is deleted.
        const mayLand = uniqueKey?.freedByDeletion && effort.unanswered;
        const landed = mayLand && (await fence(table, customer, stamp, effort));
        return landed ? { outcome: 'created', customer } : { outcome: 'duplicate', owner: learnt.keptBy };
      }
    }
    await nextRound(effort, `creating ${customerKey(ref)}`);
  }
}

/** What a new customer takes over. */
export interface TakenOver {
  /** The tombstone or fence under its id, as it was seen. */
  readonly tombstone?: CustomerItem<object> | undefined;
  /** Who had its unique key. */
  readonly formerOwner?: string | undefined;
}

/** The writes that create a customer: a transaction, or a part of one. @param customer its item, see newItem */
export const creationWrites = (
  table: Table,
  { ref, uniqueKey }: Pick<NewCustomer, 'ref' | 'uniqueKey'>,
  customer: CustomerItem<object>,
  { tombstone, formerOwner }: TakenOver,
): TransactionWrite[] => [
  { Put: { TableName: table.name, Item: customer, ...absentOr(tombstone) } },
  ...(uniqueKey ? claimUniqueKey(table, ref, uniqueKey, formerOwner) : []),
];

/** The new customer's item. It takes over from a tombstone the settled requests, because they may still be repeated. */
export function newItem<Profile extends object>(
  wanted: NewCustomer<Profile>,
  tombstone: CustomerItem<Profile> | undefined,
  stamp: Stamp,
): CustomerItem<Profile> {
  const { ref, profile, reference, listing } = wanted;
  const { creation, deactivation, deletion } = tombstone ?? {};
  const settled = tombstone && settledAfter(tombstone, stamp, [creation, deactivation, deletion]);
  return {
    ...customerItemKey(ref),
    linkCount: 0,
    profile,
    reference,
    ...listAttributes(ref, 'CUSTOMER', 'ACTIVE', listing?.(stamp)),
    creation: stamp,
    update: stamp,
    version: 1,
    ...(settled && { settled }),
  };
}

/** Whether an id is free although there is an item: a fence, or a tombstone where ids are used again. */
export const isFree = (
  old: CustomerItem<object>,
  { reuseErasedId = false }: Pick<NewCustomer, 'reuseErasedId'>,
): boolean => isFence(old) || (reuseErasedId && old.deletion !== undefined);

/** Whether this request created the customer, even where others have deleted it since, or created it anew. */
export const isCreatedBy = (stamp: Stamp, customer: CustomerItem<object>): boolean =>
  customer.creation.requestId === stamp.requestId || isDone(customer, stamp);

/**
 * The condition that the id is free: there is no item, or still the tombstone that was seen. Where that has expired
 * meanwhile, the condition fails, and the next round sees that there is no item.
 */
function absentOr(tombstone: CustomerItem<object> | undefined) {
  const ReturnValuesOnConditionCheckFailure = 'ALL_OLD' as const;
  if (!tombstone)
    return { ConditionExpression: 'attribute_not_exists(pk)', ReturnValuesOnConditionCheckFailure };
  return {
    ConditionExpression: 'deletion.requestId = :deletion AND version = :version',
    ExpressionAttributeValues: {
      ':deletion': tombstone.deletion?.requestId,
      ':version': tombstone.version,
    },
    ReturnValuesOnConditionCheckFailure,
  };
}
