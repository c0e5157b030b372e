import { GetCommand } from '@aws-sdk/lib-dynamodb';
import { sendRead } from '../../dynamodb/send.ts';
import type { Table } from '../../dynamodb/tables.ts';
import type { CustomerItem } from '../items.ts';
import { type CustomerRef, customerItemKey } from '../keys.ts';

/** The customer as its last acknowledged write left it, or undefined where there is none or it is deleted. */
export async function readCustomer<Profile extends object = Record<string, unknown>>(
  table: Table,
  ref: CustomerRef,
): Promise<CustomerItem<Profile> | undefined> {
  const get = new GetCommand({ TableName: table.name, Key: customerItemKey(ref), ConsistentRead: true });
  const { Item } = await sendRead(table, get);
  const customer = Item as CustomerItem<Profile> | undefined;
  return customer?.deletion ? undefined : customer;
}
