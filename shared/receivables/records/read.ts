import { GetCommand } from '@aws-sdk/lib-dynamodb';
import { readItems } from '../../dynamodb/read-items.ts';
import { sendRead } from '../../dynamodb/send.ts';
import type { Table } from '../../dynamodb/tables.ts';
import { type RecordItem, type RecordRef, recordItemKey } from './record.ts';

/** The record as its last acknowledged write left it, or undefined where there is none. It may have expired. */
export async function readRecord<Fields extends object = Record<string, unknown>>(
  table: Table,
  ref: RecordRef,
): Promise<RecordItem<Fields> | undefined> {
  const get = new GetCommand({ TableName: table.name, Key: recordItemKey(ref), ConsistentRead: true });
  const { Item } = await sendRead(table, get);
  return Item as RecordItem<Fields> | undefined;
}

/** Different records, by their `pk`: those that are there. */
export const readRecords = <Fields extends object = Record<string, unknown>>(
  table: Table,
  refs: readonly RecordRef[],
): Promise<Map<string, RecordItem<Fields>>> => readItems(table, refs.map(recordItemKey));
