import { GetCommand } from '@aws-sdk/lib-dynamodb';
import { sendRead } from '../../dynamodb/send.ts';
import type { Table } from '../../dynamodb/tables.ts';
import type { CustomerItem } from '../items.ts';
import { type CustomerRef, customerItemKey } from '../keys.ts';
import { isFence } from '../repeats/fence.ts';
import { isHidden } from './restoration-window.ts';

/** The customer as its last acknowledged write left it, or undefined where there is none or it is deleted. */
export async function readCustomer<Profile extends object = Record<string, unknown>>(
  table: Table,
  ref: CustomerRef,
): Promise<CustomerItem<Profile> | undefined> {
  const customer = await readItem<Profile>(table, ref);
  return customer?.deletion ? undefined : customer;
}

/**
 * The same, deleted ones too, as long as anything of them is stored. A fence never was a customer, and what has expired
 * at this time is none any more.
 */
export async function readCustomerOrTombstone<Profile extends object = Record<string, unknown>>(
  table: Table,
  ref: CustomerRef,
  at: Date,
): Promise<CustomerItem<Profile> | undefined> {
  const customer = await readItem<Profile>(table, ref);
  return customer && (isFence(customer) || isHidden(customer, at)) ? undefined : customer;
}

async function readItem<Profile extends object>(table: Table, ref: CustomerRef) {
  const get = new GetCommand({ TableName: table.name, Key: customerItemKey(ref), ConsistentRead: true });
  const { Item } = await sendRead(table, get);
  return Item as CustomerItem<Profile> | undefined;
}
