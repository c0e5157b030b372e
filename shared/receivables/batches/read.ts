import { QueryCommand } from '@aws-sdk/lib-dynamodb';
import { sendRead } from '../../dynamodb/send.ts';
import type { Table } from '../../dynamodb/tables.ts';
import type { Tenant } from '../keys.ts';
import { readRecord } from '../records/read.ts';
import { type BatchFields, type BatchItem, batchRef, isOver, type OutcomeItem, outcomeKey } from './batch.ts';

export interface Batch {
  readonly batch: BatchItem;
  /** Of the rows that are done or refused by now, in the order of the rows. */
  readonly outcomes: readonly OutcomeItem[];
}

/** A batch as it is now; undefined where the tenant has none with this id, or its time is over. */
export async function readBatch(
  table: Table,
  tenant: Tenant,
  id: string,
  at: Date,
): Promise<Batch | undefined> {
  const batch = await readRecord<BatchFields>(table, batchRef(tenant, id));
  if (!batch || isOver(batch, at)) return undefined;
  return { batch, outcomes: await readOutcomes(table, batch, 1, batch.fields.total) };
}

/** The outcomes that there are of these rows, in their order. Those that there are never change. */
export async function readOutcomes(
  table: Table,
  batch: Pick<BatchItem, 'pk'>,
  first: number,
  last: number,
): Promise<OutcomeItem[]> {
  const outcomes: OutcomeItem[] = [];
  let ExclusiveStartKey: Record<string, unknown> | undefined;
  do {
    const query = new QueryCommand({
      TableName: table.name,
      KeyConditionExpression: 'pk = :batch AND sk BETWEEN :first AND :last',
      ExpressionAttributeValues: {
        ':batch': batch.pk,
        ':first': outcomeKey(batch, first).sk,
        ':last': outcomeKey(batch, last).sk,
      },
      ConsistentRead: true,
      Limit: last - first + 1,
      ...(ExclusiveStartKey && { ExclusiveStartKey }),
    });
    const page = await sendRead(table, query);
    outcomes.push(...((page.Items ?? []) as OutcomeItem[]));
    ExclusiveStartKey = page.LastEvaluatedKey;
  } while (ExclusiveStartKey);
  return outcomes;
}
