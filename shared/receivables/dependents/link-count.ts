import type { TransactWriteCommandInput } from '@aws-sdk/lib-dynamodb';
import type { Table } from '../../dynamodb/tables.ts';
import { type CustomerRef, customerItemKey } from '../keys.ts';

type Write = NonNullable<TransactWriteCommandInput['TransactItems']>[number];

/** Adds links to an active customer, for the transaction that stores their dependents. */
export const countLinks = ({ name }: Table, customer: CustomerRef, links: number): Write => ({
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

/** Takes one link off a customer's count, for the transaction that ends the link. */
export const uncountLink = ({ name }: Table, customerKey: string): Write => ({
  Update: {
    TableName: name,
    Key: { pk: customerKey, sk: 'CUSTOMER' },
    UpdateExpression: 'ADD linkCount :minusOne',
    ConditionExpression: 'linkCount >= :one',
    ExpressionAttributeValues: { ':minusOne': -1, ':one': 1 },
  },
});
