import type { Table } from '../../dynamodb/tables.ts';
import type { TransactionWrite } from '../../dynamodb/transaction-write.ts';
import { type CustomerRef, customerItemKey } from '../keys.ts';

/** Counts links up on an active customer: a part of the transaction that makes dependents refer to it. */
export const countLinks = ({ name }: Table, customer: CustomerRef, links: number): TransactionWrite => ({
  Update: {
    TableName: name,
    Key: customerItemKey(customer),
    UpdateExpression: 'ADD linkCount :links',
    ConditionExpression:
      'attribute_exists(linkCount) AND attribute_not_exists(deletion) AND attribute_not_exists(deactivation)',
    ExpressionAttributeValues: { ':links': links },
    ReturnValuesOnConditionCheckFailure: 'ALL_OLD',
  },
});

/** Counts one link down on a customer: a part of the transaction that ends the link. */
export const uncountLink = ({ name }: Table, customerKey: string): TransactionWrite => ({
  Update: {
    TableName: name,
    Key: { pk: customerKey, sk: 'CUSTOMER' },
    UpdateExpression: 'ADD linkCount :minusOne',
    ConditionExpression: 'linkCount >= :one',
    ExpressionAttributeValues: { ':minusOne': -1, ':one': 1 },
  },
});
