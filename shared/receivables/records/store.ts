import { PutCommand } from '@aws-sdk/lib-dynamodb';
import { failedCondition } from '../../dynamodb/failed-condition.ts';
import { newEffort, sendWrite } from '../../dynamodb/send.ts';
import type { Table } from '../../dynamodb/tables.ts';
import type { Stamp } from '../stamp.ts';
import { type NewRecord, putRecord, type RecordItem, recordItem } from './record.ts';

export type RecordOutcome<Fields extends object = Record<string, unknown>> =
  | { readonly outcome: 'stored'; readonly record: RecordItem<Fields> }
  /** The key is taken; here is what has it. */
  | { readonly outcome: 'exists'; readonly record: RecordItem<Fields> };

/** Stores a record under a key that nobody has. A repeat finds what an earlier attempt has stored. */
export async function storeRecord<Fields extends object>(
  table: Table,
  record: NewRecord<Fields>,
  stamp: Stamp,
): Promise<RecordOutcome<Fields>> {
  const item = recordItem(record, stamp);
  try {
    await sendWrite(table, new PutCommand(putRecord(table, item).Put), newEffort(table));
    return { outcome: 'stored', record: item };
  } catch (error) {
    const old = failedCondition<RecordItem<Fields>>(error).old as RecordItem<Fields>;
    return { outcome: old.creation.requestId === stamp.requestId ? 'stored' : 'exists', record: old };
  }
}
