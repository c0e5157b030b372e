import type { FailedCondition } from '../../dynamodb/failed-condition.ts';
import type { Table } from '../../dynamodb/tables.ts';
import type { TransactionWrite } from '../../dynamodb/transaction-write.ts';
import { type CustomerRef, customerKey, type Tenant } from '../keys.ts';

/**
 * A value that only one customer of a tenant, or only one of its dependents, may have at a time. `name` says of what, in
 * upper case: TAXID.
 */
export interface UniqueKey {
  readonly name: string;
  readonly value: string;
  /** Whether the value is free again once its owner is deleted. Not for customers whose ids are used again. */
  readonly freedByDeletion: boolean;
}

/**
 * Says who owns a unique key. A customer's outlives its owner: it stays until another customer claims it. A dependent's
 * is released with its dependent.
 */
export interface UniqueKeyItem {
  readonly pk: string;
  readonly sk: string;
  /** Key of the owner. The attribute keeps the name that it has had since version 0.1.0. */
  readonly holder: string;
}

export const uniqueItemKey = ({ vendor, tenant }: Tenant, { name, value }: UniqueKey) => ({
  pk: `${vendor}#${tenant}#${name}#${value}`,
  sk: name,
});

/** The item with which a customer owns a key. */
export const uniqueKeyItem = (ref: CustomerRef, key: UniqueKey): UniqueKeyItem => ({
  ...uniqueItemKey(ref, key),
  holder: customerKey(ref),
});

/** Claims a key that must be free. @param Item the item with which somebody owns it */
export const claimFreeKey = ({ name: TableName }: Table, Item: UniqueKeyItem): TransactionWrite => ({
  Put: {
    TableName,
    Item,
    ConditionExpression: 'attribute_not_exists(pk)',
    ReturnValuesOnConditionCheckFailure: 'ALL_OLD',
  },
});

/** Claims a key that must still be this owner's. @param Item the item with which somebody else owns it from then on */
export const takeOverKey = (
  { name: TableName }: Table,
  Item: UniqueKeyItem,
  formerOwner: string,
): TransactionWrite => ({
  Put: {
    TableName,
    Item,
    ConditionExpression: 'holder = :formerOwner',
    ExpressionAttributeValues: { ':formerOwner': formerOwner },
    ReturnValuesOnConditionCheckFailure: 'ALL_OLD',
  },
});

/**
 * The writes that claim a key for a customer. Without a former owner, the key must be free. With one, it must still be
 * that owner's, and the owner must be deleted, or gone altogether since its tombstone expired. Where the former owner
 * had the very id of the new customer, the creation in the same transaction makes sure that it was deleted.
 */
export function claimUniqueKey(
  table: Table,
  ref: CustomerRef,
  key: UniqueKey,
  formerOwner: string | undefined,
): TransactionWrite[] {
  const Item = uniqueKeyItem(ref, key);
  if (formerOwner === undefined) return [claimFreeKey(table, Item)];
  const takeOver = takeOverKey(table, Item, formerOwner);
  if (formerOwner === Item.holder) return [takeOver];
  const formerOwnerIsDeleted: TransactionWrite = {
    ConditionCheck: {
      TableName: table.name,
      Key: { pk: formerOwner, sk: 'CUSTOMER' },
      ConditionExpression: 'attribute_not_exists(pk) OR attribute_exists(deletion)',
      ReturnValuesOnConditionCheckFailure: 'ALL_OLD',
    },
  };
  return [takeOver, formerOwnerIsDeleted];
}

/** What a claim that failed has taught. */
export interface LearntOfClaim {
  /** Who owns the key, as far as is known: the next claim takes it over from there. */
  readonly formerOwner: string | undefined;
  /** The owner that keeps the key, where there is no use in another claim. */
  readonly keptBy: string | undefined;
}

/**
 * @param formerOwner from whom the claim was to take the key over
 * @param claim why the Put of the key failed, if it did
 * @param ownerLives why the check of the former owner failed, if it did. It says nothing where the Put failed as well:
 * the key has another owner by then, or none.
 */
export function learnFromClaim(
  { freedByDeletion }: UniqueKey,
  formerOwner: string | undefined,
  claim: FailedCondition<UniqueKeyItem> | undefined,
  ownerLives: FailedCondition<unknown> | undefined,
): LearntOfClaim {
  if (!claim) return { formerOwner, keptBy: ownerLives && formerOwner };
  const owner = claim.old?.holder;
  return { formerOwner: owner, keptBy: freedByDeletion ? undefined : owner };
}

/** Gives a key up, so that another may claim it at once. @param owner who owns it: the key of a customer or dependent */
export const releaseUniqueKey = (
  { name: TableName }: Table,
  tenant: Tenant,
  key: UniqueKey,
  owner: string,
): TransactionWrite => ({
  Delete: {
    TableName,
    Key: uniqueItemKey(tenant, key),
    ConditionExpression: 'holder = :owner',
    ExpressionAttributeValues: { ':owner': owner },
  },
});
