import { PutCommand } from '@aws-sdk/lib-dynamodb';
import { failedCondition } from '../../dynamodb/failed-condition.ts';
import { newEffort, nextRound, sendWrite } from '../../dynamodb/send.ts';
import type { Table } from '../../dynamodb/tables.ts';
import type { Stamp } from '../stamp.ts';
import { readRecord } from './read.ts';
import { type NewRecord, type RecordItem, recordItem } from './record.ts';

export type RecordChange<Fields extends object> =
  | { readonly outcome: 'changed'; readonly record: RecordItem<Fields> }
  /** `changeOf` gave nothing for it as it is. */
  | { readonly outcome: 'unchanged'; readonly record: RecordItem<Fields> | undefined };

/**
 * Changes a record, or makes it where there is none yet, by a rule that sees it as it is. No attempt lands late: its
 * condition is the revision that it saw, and the record is never deleted.
 * @param changeOf the record that takes the place of the one seen; undefined where that stays. What it throws ends the
 * request, and nothing was changed
 */
export async function changeRecord<Fields extends object>(
  table: Table,
  ref: NewRecord['ref'],
  changeOf: (
    seen: RecordItem<Fields> | undefined,
  ) => Pick<NewRecord<Fields>, 'fields' | 'listing' | 'lifetime'> | undefined,
  stamp: Stamp,
): Promise<RecordChange<Fields>> {
  const effort = newEffort(table);
  let seen = await readRecord<Fields>(table, ref);
  for (;;) {
    // An attempt of this very request has changed it whose answer was lost.
    if (seen?.update.requestId === stamp.requestId) return { outcome: 'changed', record: seen };
    const change = changeOf(seen);
    if (!change) return { outcome: 'unchanged', record: seen };
    const made = recordItem({ ref, ...change }, stamp);
    const record = seen ? { ...made, creation: seen.creation, revision: seen.revision + 1 } : made;
    const put = new PutCommand({
      TableName: table.name,
      Item: record,
      ConditionExpression: seen ? 'revision = :seen' : 'attribute_not_exists(pk)',
      ...(seen && { ExpressionAttributeValues: { ':seen': seen.revision } }),
      ReturnValuesOnConditionCheckFailure: 'ALL_OLD',
    });
    try {
      await sendWrite(table, put, effort);
      return { outcome: 'changed', record };
    } catch (error) {
      seen = failedCondition<RecordItem<Fields>>(error).old;
    }
    await nextRound(effort, `changing ${made.pk}`);
  }
}
