import { TransactWriteCommand, type TransactWriteCommandInput } from '@aws-sdk/lib-dynamodb';
import { failedConditions } from '../../dynamodb/failed-condition.ts';
import { newEffort, send } from '../../dynamodb/send.ts';
import type { Table } from '../../dynamodb/tables.ts';
import type { CustomerItem } from '../items.ts';
import { type CustomerRef, customerItemKey } from '../keys.ts';
import { fence, isFence } from '../repeats/fence.ts';
import { isDone, settledAfter } from '../repeats/settled-requests.ts';
import type { Stamp } from '../stamp.ts';
import { claimUniqueKey, type UniqueKey, type UniqueKeyItem } from './unique-keys.ts';

export interface NewCustomer<Profile extends object = Record<string, unknown>> {
  readonly ref: CustomerRef;
  readonly profile: Profile;
  readonly reference: CustomerItem['reference'];
  /** A value that only one customer of the tenant may have at a time. */
  readonly uniqueKey?: UniqueKey;
  /**
   * Whether the id of a deleted customer may be used again (Amili's customer numbers are the client's own). One that
   * only a fence has may be used in any case.
   */
  readonly reuseErasedId?: boolean;
}

export type CreationOutcome<Profile extends object = Record<string, unknown>> =
  /** `customer` is as it was created. */
  | { readonly outcome: 'created'; readonly customer: CustomerItem<Profile> }
  | { readonly outcome: 'exists'; readonly customer: CustomerItem<Profile> }
  /** The customer with the key `owner` has the unique value. */
  | { readonly outcome: 'duplicate'; readonly owner: string };

type Write = NonNullable<TransactWriteCommandInput['TransactItems']>[number];

/** Rounds of taking over what others left behind: each round lost means that another request won it. */
const ROUNDS = 8;

/**
 * Creates a customer and claims its unique key in one transaction. What a deleted customer left behind, its key or
 * its erased id, is taken over on the condition, part of the same transaction, that it is still the one seen.
 */
export async function createCustomer<Profile extends object>(
  table: Table,
  wanted: NewCustomer<Profile>,
  stamp: Stamp,
): Promise<CreationOutcome<Profile>> {
  const { ref, uniqueKey } = wanted;
  const effort = newEffort();
  let tombstone: CustomerItem<Profile> | undefined;
  let formerOwner: string | undefined;

  for (let round = 0; round < ROUNDS; round++) {
    const customer = newItem(wanted, tombstone, stamp);
    const TransactItems: Write[] = [
      { Put: { TableName: table.name, Item: customer, ...absentOr(tombstone) } },
      ...(uniqueKey ? claimUniqueKey(table, ref, uniqueKey, formerOwner) : []),
    ];
    try {
      await send(() => table.client.send(new TransactWriteCommand({ TransactItems })), effort);
      return { outcome: 'created', customer };
    } catch (error) {
      const [put, claim, ownerIsDeleted] = failedConditions<CustomerItem<Profile> & UniqueKeyItem>(error);
      const old = put?.old;
      if (old && isCreatedBy(stamp, old)) return { outcome: 'created', customer };
      const isFree = old && (isFence(old) || (wanted.reuseErasedId && old.deletion));
      if (old && !isFree) return { outcome: 'exists', customer: old };
      if (put) tombstone = old;
      if (claim) formerOwner = claim.old?.holder;
      if (formerOwner === undefined) continue;
      if (!uniqueKey?.freedByDeletion) return { outcome: 'duplicate', owner: formerOwner };
      if (!ownerIsDeleted) continue;
      // Only here may an attempt without an answer succeed yet: as soon as the owner is deleted.
      const landed = effort.unanswered && (await fence(table, customer, stamp, effort));
      return landed ? { outcome: 'created', customer } : { outcome: 'duplicate', owner: formerOwner };
    }
  }
  throw new Error(`creating ${customerItemKey(ref).pk} lost ${ROUNDS} rounds against other requests`);
}

/** The customer, which remembers what its tombstone knew: requests that may still be repeated. */
function newItem<Profile extends object>(
  wanted: NewCustomer<Profile>,
  tombstone: CustomerItem<Profile> | undefined,
  stamp: Stamp,
): CustomerItem<Profile> {
  const { ref, profile, reference } = wanted;
  const { creation, deactivation, deletion } = tombstone ?? {};
  const settled = tombstone && settledAfter(tombstone, stamp, [creation, deactivation, deletion]);
  return {
    ...customerItemKey(ref),
    linkCount: 0,
    profile,
    reference,
    creation: stamp,
    update: stamp,
    version: 1,
    ...(settled && { settled }),
  };
}

/** Also where the customer was deleted since, and even created anew. */
const isCreatedBy = (stamp: Stamp, customer: CustomerItem<object>): boolean =>
  customer.creation.requestId === stamp.requestId || isDone(customer, stamp);

/** Absent, or still the tombstone that was seen; where that is gone meanwhile, the next round finds nothing. */
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
