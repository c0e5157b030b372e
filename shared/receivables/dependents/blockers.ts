import { QueryCommand } from '@aws-sdk/lib-dynamodb';
import { sendRead } from '../../dynamodb/send.ts';
import type { Table } from '../../dynamodb/tables.ts';
import { type CustomerRef, customerKey, type DependentRef, dependentRefOf } from '../keys.ts';

/** How many a refusal names. */
const MOST = 5;

/**
 * Some of the dependents that refer to a customer, to be named where its removal was refused. They come from the index,
 * some milliseconds late: they explain a refusal and decide nothing.
 */
export async function readBlockers(
  table: Table,
  customer: CustomerRef,
  most = MOST,
): Promise<DependentRef[]> {
  const query = new QueryCommand({
    TableName: table.name,
    IndexName: 'links-by-customer',
    KeyConditionExpression: 'customerKey = :customer',
    ExpressionAttributeValues: { ':customer': customerKey(customer) },
    Limit: most,
  });
  const { Items = [] } = await sendRead(table, query);
  return Items.map(({ pk }) => dependentRefOf(pk as string));
}
