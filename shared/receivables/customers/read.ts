import { GetCommand } from '@aws-sdk/lib-dynamodb';
import { send } from '../../dynamodb/send.ts';
import type { Table } from '../../dynamodb/tables.ts';
import { type CustomerItem, type CustomerRef, customerItemKey } from '../items.ts';

/** The customer as its last acknowledged write left it, or undefined where there is none or it is deleted. */
export async function readCustomer(table: Table, ref: CustomerRef): Promise<CustomerItem | undefined> {
  const get = new GetCommand({ TableName: table.name, Key: customerItemKey(ref), ConsistentRead: true });
  const { Item } = await send(() => table.client.send(get));
  const customer = Item as CustomerItem | undefined;
  return customer?.deletion ? undefined : customer;
}
