import { GetCommand } from '@aws-sdk/lib-dynamodb';
import { sendRead } from '../../dynamodb/send.ts';
import type { Table } from '../../dynamodb/tables.ts';
import type { DependentItem } from '../items.ts';
import { type DependentRef, dependentItemKey } from '../keys.ts';

/** The dependent as its last acknowledged write left it, or undefined where there is none or it is deleted. */
export async function readDependent<Fields extends object = Record<string, unknown>>(
  table: Table,
  ref: DependentRef,
): Promise<DependentItem<Fields> | undefined> {
  const get = new GetCommand({ TableName: table.name, Key: dependentItemKey(ref), ConsistentRead: true });
  const { Item } = await sendRead(table, get);
  const dependent = Item as DependentItem<Fields> | undefined;
  return dependent?.deletion ? undefined : dependent;
}
