import { TransactWriteCommand } from '@aws-sdk/lib-dynamodb';
import { type FailedCondition, failedConditions } from '../../dynamodb/failed-condition.ts';
import { GaveUp } from '../../dynamodb/gave-up.ts';
import { sendWrite } from '../../dynamodb/send.ts';
import type { Table } from '../../dynamodb/tables.ts';
import type { TransactionWrite } from '../../dynamodb/transaction-write.ts';
import { type BatchItem, type OutcomeItem, outcomeKey, putOutcome } from './batch.ts';
import type { BatchRow, DecidedRow } from './job.ts';

/** A row with all that its transaction writes: its outcome, and what it changes. */
export interface PreparedRow<Row = unknown> extends BatchRow<Row> {
  readonly writes: readonly TransactionWrite[];
}

/** @returns the row with its outcome as the first of its writes */
export function preparedRow<Row>(
  { name }: Table,
  batch: Pick<BatchItem, 'pk' | 'expiresAt'>,
  row: BatchRow<Row>,
  { outcome, writes }: DecidedRow,
): PreparedRow<Row> {
  const { rowNo, stamp } = row;
  const item: OutcomeItem = {
    ...outcomeKey(batch, rowNo),
    ...outcome,
    ...{ rowNo, creation: stamp, revision: 1, expiresAt: batch.expiresAt as number },
  };
  return { ...row, writes: [putOutcome(name, item), ...writes] };
}

export interface Unwritten {
  /** Rows that must be decided on again: what they were decided by is no longer so. */
  readonly again: Set<number>;
  /** Why rows failed that nobody could write. */
  readonly failures: Map<number, unknown>;
}

/**
 * Writes rows in one transaction, and where some are refused, the others in another. A row that has its outcome already,
 * by an earlier attempt or by another call of the worker, is done. An attempt without an answer needs no fence: once its
 * row has an outcome it can no longer land, and until then the row is tried again.
 */
export async function writeRows(
  table: Table,
  rows: readonly PreparedRow[],
  unwritten: Unwritten,
): Promise<void> {
  for (let left = rows; left.length > 0; ) {
    const TransactItems = left.flatMap(({ writes }) => writes);
    try {
      await sendWrite(table, new TransactWriteCommand({ TransactItems }));
      return;
    } catch (error) {
      const failed = conditionsOf(error);
      if (!failed) return writeApart(table, left, error, unwritten);
      left = left.filter(({ rowNo, writes }) => {
        const [outcome, ...others] = failed.splice(0, writes.length);
        const isRefused = others.some((failure) => failure);
        if (!outcome && isRefused) unwritten.again.add(rowNo);
        return !outcome && !isRefused;
      });
    }
  }
}

function conditionsOf(error: unknown): (FailedCondition<unknown> | undefined)[] | undefined {
  try {
    return failedConditions(error);
  } catch {
    return undefined;
  }
}

/** One row that can never be written, because it is too large, must not take the others with it. */
async function writeApart(
  table: Table,
  rows: readonly PreparedRow[],
  error: unknown,
  unwritten: Unwritten,
): Promise<void> {
  if (rows.length > 1 && !(error instanceof GaveUp)) {
    for (const row of rows) await writeRows(table, [row], unwritten);
    return;
  }
  for (const { rowNo } of rows) unwritten.failures.set(rowNo, error);
}
