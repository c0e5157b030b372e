import type { Table } from '../../dynamodb/tables.ts';
import type { TransactionWrite } from '../../dynamodb/transaction-write.ts';
import { type CustomerRef, customerItemKey } from '../keys.ts';
import { isRecurring } from './kinds.ts';

/**
 * Counts links up on an active customer: a part of the transaction that makes dependents refer to it.
 * @param recurring how many of the links are those of recurring invoices
 */
export const countLinks = (
  { name }: Table,
  customer: CustomerRef,
  links: number,
  recurring: number,
): TransactionWrite => ({
  Update: {
    TableName: name,
    Key: customerItemKey(customer),
    UpdateExpression:
      recurring > 0 ? 'ADD linkCount :links, recurringCount :recurring' : 'ADD linkCount :links',
    ConditionExpression:
      'attribute_exists(linkCount) AND attribute_not_exists(deletion) AND attribute_not_exists(deactivation)',
    ExpressionAttributeValues: { ':links': links, ...(recurring > 0 && { ':recurring': recurring }) },
    ReturnValuesOnConditionCheckFailure: 'ALL_OLD',
  },
});

/** Counts the link of a dependent of this kind down on a customer: a part of the transaction that ends the link. */
export const uncountLink = ({ name }: Table, customerKey: string, kind: string): TransactionWrite => ({
  Update: {
    TableName: name,
    Key: { pk: customerKey, sk: 'CUSTOMER' },
    UpdateExpression: isRecurring(kind)
      ? 'ADD linkCount :minusOne, recurringCount :minusOne'
      : 'ADD linkCount :minusOne',
    ConditionExpression: isRecurring(kind)
      ? 'linkCount >= :one AND recurringCount >= :one'
      : 'linkCount >= :one',
    ExpressionAttributeValues: { ':minusOne': -1, ':one': 1 },
  },
});
