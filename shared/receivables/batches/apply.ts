import { GetCommand, PutCommand } from '@aws-sdk/lib-dynamodb';
import { failedCondition } from '../../dynamodb/failed-condition.ts';
import { GaveUp } from '../../dynamodb/gave-up.ts';
import { sendRead, sendWrite } from '../../dynamodb/send.ts';
import type { Table } from '../../dynamodb/tables.ts';
import { log } from '../../log.ts';
import { dependentRefOf } from '../keys.ts';
import { readRecord } from '../records/read.ts';
import type { Stamp } from '../stamp.ts';
import { type AppliedRows, applyRows } from './apply-rows.ts';
import { type BatchFields, type BatchItem, type ChunkItem, chunkKey, isOver } from './batch.ts';
import type { BatchJob, BatchRow } from './job.ts';
import { readOutcomes } from './read.ts';
import { preparedRow, writeRows } from './write-rows.ts';

/** How often a row may fail for unforeseen reasons. */
export const MOST_TRIES = 5;

export type AppliedBatch =
  /** The chunk's rows have their outcomes, and the batch is at its next place. */
  | 'advanced'
  /** Some rows have none yet: the batch was written anew, so that the stream tells of it again. */
  | 'left'
  /** All chunks were done before. */
  | 'finished'
  /** It has been written since it was told of: whoever did that is told of it anew. */
  | 'stale'
  /** Its time is over. */
  | 'over';

/**
 * Applies the chunk of rows that a batch is at, and then moves the batch to its next place, on the condition that it is
 * still at this one. The stream tells of that write, and so of the next chunk: batches that are under way take turns, and
 * one that fails is in nobody's way.
 * @param told the batch as the stream tells of it
 * @param table with the deadline of this call
 */
export async function applyBatch(
  table: Table,
  told: Pick<BatchItem, 'pk' | 'revision'>,
  jobOf: (batch: BatchItem) => BatchJob,
  at: Date,
): Promise<AppliedBatch> {
  const batch = await readRecord<BatchFields>(table, dependentRefOf(told.pk));
  if (!batch || isOver(batch, at)) return 'over';
  if (batch.revision !== told.revision) return 'stale';
  const { chunks, place, tries } = batch.fields;
  if (place === chunks.length) return 'finished';
  const rows = await readRows(table, batch, at);
  if (!rows) return 'over';
  const job = jobOf(batch);
  const applied = await applyRows(table, batch, rows, job, ({ rowNo }) => rowNo in tries);
  logFailures(batch, applied);
  const left = await giveUp(table, batch, applied, job);
  return move(table, batch, left, at);
}

/** The rows of the batch's chunk that have no outcome yet; undefined where DynamoDB has begun to remove the batch. */
async function readRows(table: Table, batch: BatchItem, at: Date): Promise<BatchRow[] | undefined> {
  const { chunks, place, total } = batch.fields;
  const start = chunks[place] as number;
  const end = chunks[place + 1] ?? total + 1;
  const Key = chunkKey(batch, place);
  const [{ Item }, outcomes] = await Promise.all([
    sendRead(table, new GetCommand({ TableName: table.name, Key, ConsistentRead: true })),
    readOutcomes(table, batch, start, end - 1),
  ]);
  if (!Item) return undefined;
  const done = new Set(outcomes.map(({ rowNo }) => rowNo));
  const rows = JSON.parse((Item as ChunkItem).rows) as unknown[];
  return rows
    .map((row, index) => ({ rowNo: start + index, row, stamp: stampOf(batch, start + index, at) }))
    .filter(({ rowNo }) => !done.has(rowNo));
}

/** The stamp of a row: its request is the row, whichever call applies it. */
function stampOf({ pk, creation }: BatchItem, rowNo: number, at: Date): Stamp {
  const requestId = `${dependentRefOf(pk).id}#${rowNo}`;
  return { ...creation, at: at.toISOString(), requestId };
}

function logFailures({ pk }: BatchItem, { failures }: AppliedRows<unknown>): void {
  for (const [rowNo, error] of failures)
    log(error instanceof GaveUp ? 'warn' : 'error', 'a row of a batch failed', { pk, rowNo, error });
}

/** The rows that are left, with how often they have failed. */
interface Left {
  readonly rows: number;
  readonly tries: BatchFields['tries'];
}

/** Ends rows that have failed as often as they may. Their outcome shuts out attempts without an answer. */
async function giveUp(
  table: Table,
  batch: BatchItem,
  { left, failures }: AppliedRows<unknown>,
  job: BatchJob,
): Promise<Left> {
  const counted = [...failures.keys()].map((rowNo) => [rowNo, (batch.fields.tries[rowNo] ?? 0) + 1]);
  const tries: Record<string, number> = { ...batch.fields.tries, ...Object.fromEntries(counted) };
  const ended = left.filter(({ rowNo }) => (tries[rowNo] ?? 0) >= MOST_TRIES);
  for (const row of ended) {
    const outcome = preparedRow(table, batch, row, { writes: [], outcome: job.givenUp(row.row) });
    const unwritten = { again: new Set<number>(), failures: new Map<number, unknown>() };
    await writeRows(table, [outcome], unwritten);
    for (const cause of unwritten.failures.values()) throw cause;
  }
  return { rows: left.length - ended.length, tries };
}

async function move(table: Table, batch: BatchItem, { rows, tries }: Left, at: Date): Promise<AppliedBatch> {
  const isDone = rows === 0;
  const { place } = batch.fields;
  const Item: BatchItem = {
    ...batch,
    fields: { ...batch.fields, ...(isDone ? { place: place + 1, tries: {} } : { tries }) },
    update: { ...batch.creation, at: at.toISOString() },
    revision: batch.revision + 1,
  };
  const put = new PutCommand({
    TableName: table.name,
    Item,
    ConditionExpression: 'revision = :seen',
    ExpressionAttributeValues: { ':seen': batch.revision },
  });
  try {
    await sendWrite(table, put);
  } catch (error) {
    // An attempt of this call has landed, or another call was faster: the stream tells of either.
    failedCondition(error);
  }
  return isDone ? 'advanced' : 'left';
}
