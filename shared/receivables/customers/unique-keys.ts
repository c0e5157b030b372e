import type { TransactWriteCommandInput } from '@aws-sdk/lib-dynamodb';
import type { Table } from '../../dynamodb/tables.ts';
import { type CustomerRef, customerKey, type Tenant } from '../keys.ts';

/** A value that one customer of a tenant has to itself: `name` is upper case, such as the name of a tax id. */
export interface UniqueKey {
  readonly name: string;
  readonly value: string;
  /** Whether the value is free again once its customer is deleted. Not for customers whose ids are used again. */
  readonly freedByDeletion: boolean;
}

/** Says which customer holds a unique key; a deleted customer's key stays behind until somebody claims it. */
export interface UniqueKeyItem {
  readonly pk: string;
  readonly sk: string;
  /** Key of the customer. */
  readonly holder: string;
}

export const uniqueItemKey = ({ vendor, tenant }: Tenant, { name, value }: UniqueKey) => ({
  pk: `${vendor}#${tenant}#${name}#${value}`,
  sk: name,
});

type Write = NonNullable<TransactWriteCommandInput['TransactItems']>[number];

/**
 * The writes that claim a key for a customer: free, or taken over from a former owner that must be deleted, or even
 * gone with its tombstone. Where the customer is itself the former owner, its own creation says that it was deleted.
 */
export function claimUniqueKey(
  { name: TableName }: Table,
  ref: CustomerRef,
  key: UniqueKey,
  formerOwner: string | undefined,
): Write[] {
  const Item: UniqueKeyItem = { ...uniqueItemKey(ref, key), holder: customerKey(ref) };
  const ReturnValuesOnConditionCheckFailure = 'ALL_OLD';
  if (formerOwner === undefined) {
    const free = 'attribute_not_exists(pk)';
    return [{ Put: { TableName, Item, ConditionExpression: free, ReturnValuesOnConditionCheckFailure } }];
  }
  const takeOver: Write = {
    Put: {
      TableName,
      Item,
      ConditionExpression: 'holder = :formerOwner',
      ExpressionAttributeValues: { ':formerOwner': formerOwner },
      ReturnValuesOnConditionCheckFailure,
    },
  };
  if (formerOwner === Item.holder) return [takeOver];
  const formerOwnerIsDeleted: Write = {
    ConditionCheck: {
      TableName,
      Key: { pk: formerOwner, sk: 'CUSTOMER' },
      ConditionExpression: 'attribute_not_exists(pk) OR attribute_exists(deletion)',
      ReturnValuesOnConditionCheckFailure,
    },
  };
  return [takeOver, formerOwnerIsDeleted];
}
