import { GetCommand } from '@aws-sdk/lib-dynamodb';
import { sendRead } from '../../dynamodb/send.ts';
import type { Table } from '../../dynamodb/tables.ts';
import { type CustomerRef, customerKey, type Tenant } from '../keys.ts';
import { type UniqueKey, type UniqueKeyItem, uniqueItemKey } from './unique-keys.ts';

/**
 * The customer that a unique key is of, or was of last: it may be deleted, or have another key by now, so that whoever
 * asks must look at the customer.
 */
export async function readOwner(
  table: Table,
  tenant: Tenant,
  key: UniqueKey,
): Promise<CustomerRef | undefined> {
  const get = new GetCommand({
    TableName: table.name,
    Key: uniqueItemKey(tenant, key),
    ConsistentRead: true,
  });
  const { Item } = await sendRead(table, get);
  const start = customerKey({ ...tenant, id: '' }).length;
  return Item && { ...tenant, id: (Item as UniqueKeyItem).holder.slice(start) };
}
