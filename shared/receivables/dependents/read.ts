import { GetCommand } from '@aws-sdk/lib-dynamodb';
import { send } from '../../dynamodb/send.ts';
import type { Table } from '../../dynamodb/tables.ts';
import { type HolderItem, type HolderRef, holderItemKey } from '../items.ts';

/** The holder as its last acknowledged write left it, or undefined where there is none or it is deleted. */
export async function readHolder(table: Table, ref: HolderRef): Promise<HolderItem | undefined> {
  const get = new GetCommand({ TableName: table.name, Key: holderItemKey(ref), ConsistentRead: true });
  const { Item } = await send(() => table.client.send(get));
  const holder = Item as HolderItem | undefined;
  return holder?.deletion ? undefined : holder;
}
