import { type Effort, hasTime, newEffort, nextRound } from '../../dynamodb/send.ts';
import type { Table } from '../../dynamodb/tables.ts';
import type { BatchItem } from './batch.ts';
import type { BatchJob, BatchRow, DecidedRow } from './job.ts';
import { type PreparedRow, preparedRow, writeRows } from './write-rows.ts';

/** Writes in one transaction: DynamoDB's limit. */
const MOST_WRITES = 100;

/** Transactions that are under way at a time. */
const AT_A_TIME = 4;

/** What a call of the worker leaves. */
export interface AppliedRows<Row> {
  /** Rows without an outcome, in order: those that failed, and those behind them or that the time did not suffice for. */
  readonly left: readonly BatchRow<Row>[];
  /** Why rows failed, by their numbers. */
  readonly failures: ReadonlyMap<number, unknown>;
}

/**
 * Applies rows in their order: many in one transaction where they touch nothing in common, and those that touch the same
 * one after the other.
 *
 *     row 1: c1   row 2: c2   row 3: c1   row 4: c3
 *       first   1, 2 and 4: decided by what is stored, written in one transaction
 *               refused: c2 has changed meanwhile. 1 and 4 are written again
 *       then    2, decided anew, and 3
 *
 * @param isAlone whether a row is written in a transaction of its own, because it has failed before
 */
export async function applyRows<Row>(
  table: Table,
  batch: Pick<BatchItem, 'pk' | 'expiresAt'>,
  rows: readonly BatchRow<Row>[],
  job: BatchJob<Row>,
  isAlone: (row: BatchRow<Row>) => boolean,
): Promise<AppliedRows<Row>> {
  const effort = newEffort(table);
  const failures = new Map<number, unknown>();
  let left = rows;
  for (let wave = first(left, job, failures); wave.length > 0; wave = first(left, job, failures)) {
    const prepared = (await decided(table, wave, job, failures)).map(([row, decision]) =>
      preparedRow(table, batch, row, decision),
    );
    const again = new Set<number>();
    const transactions = packed(prepared, isAlone).values();
    const write = async () => {
      for (const rows of transactions) await writeRows(table, rows, { again, failures });
    };
    await Promise.all(Array.from({ length: AT_A_TIME }, write));
    const done = new Set(wave.map(({ rowNo }) => rowNo).filter((rowNo) => !again.has(rowNo)));
    left = left.filter(({ rowNo }) => !done.has(rowNo) || failures.has(rowNo));
    if (again.size > 0) await untilNextRound(effort, batch, again, failures);
    if (!hasTime(effort)) break;
  }
  return { left, failures };
}

/** The rows that nothing before them is in the way of. */
function first<Row>(
  rows: readonly BatchRow<Row>[],
  job: BatchJob<Row>,
  failures: ReadonlyMap<number, unknown>,
): BatchRow<Row>[] {
  const touched = new Set<string>();
  return rows.filter(({ rowNo, row }) => {
    const names = job.touches(row);
    const isFree = !failures.has(rowNo) && !names.some((name) => touched.has(name));
    for (const name of names) touched.add(name);
    return isFree;
  });
}

type Decided<Row> = readonly [row: BatchRow<Row>, decision: DecidedRow];

/** Where no decision is made, each row is decided on alone: so the one that is at fault is found. */
async function decided<Row>(
  table: Table,
  rows: readonly BatchRow<Row>[],
  job: BatchJob<Row>,
  failures: Map<number, unknown>,
): Promise<Decided<Row>[]> {
  try {
    const decisions = await job.decide(table, rows);
    return rows.map((row, place) => [row, decisions[place]!]);
  } catch (cause) {
    if (rows.length === 1) {
      failures.set(rows[0]!.rowNo, cause);
      return [];
    }
  }
  const each: Decided<Row>[] = [];
  for (const row of rows) each.push(...(await decided(table, [row], job, failures)));
  return each;
}

/** As many rows in a transaction as it takes, in their order. */
function packed<Row>(
  rows: readonly PreparedRow<Row>[],
  isAlone: (row: BatchRow<Row>) => boolean,
): PreparedRow<Row>[][] {
  const alone = rows.filter(isAlone);
  const transactions: PreparedRow<Row>[][] = [];
  let writes = MOST_WRITES;
  for (const row of rows.filter((each) => !isAlone(each))) {
    if (writes + row.writes.length > MOST_WRITES) {
      transactions.push([]);
      writes = 0;
    }
    transactions.at(-1)!.push(row);
    writes += row.writes.length;
  }
  return [...transactions, ...alone.map((row) => [row])];
}

/** Other requests were faster. Rows that they were faster than until the time was over have failed. */
async function untilNextRound(
  effort: Effort,
  { pk }: Pick<BatchItem, 'pk'>,
  again: ReadonlySet<number>,
  failures: Map<number, unknown>,
): Promise<void> {
  try {
    await nextRound(effort, `applying rows of ${pk}`);
  } catch (cause) {
    for (const rowNo of again) failures.set(rowNo, cause);
  }
}
