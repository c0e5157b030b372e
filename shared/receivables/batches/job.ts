import type { Table } from '../../dynamodb/tables.ts';
import type { TransactionWrite } from '../../dynamodb/transaction-write.ts';
import type { Stamp } from '../stamp.ts';
import type { RowOutcome } from './batch.ts';

/** A row that is to be applied. */
export interface BatchRow<Row = unknown> {
  /** From 1 on. */
  readonly rowNo: number;
  readonly row: Row;
  /** What its writes leave: its request is the row's alone. */
  readonly stamp: Stamp;
}

/** What becomes of a row, if that is still so when it is written. */
export interface DecidedRow {
  /** None where it is refused. Each asks that what it was decided by is still so; together they are at most 99. */
  readonly writes: readonly TransactionWrite[];
  readonly outcome: RowOutcome;
}

/** What a dialect does with the rows of a batch. */
export interface BatchJob<Row = unknown> {
  /**
   * Names all that a row writes or is decided by: of rows that have a name in common, the later one waits until the
   * earlier one has its outcome.
   */
  touches(row: Row): readonly string[];
  /** Decides on rows that touch nothing in common, by what is stored now: one for each, in order. */
  decide(table: Table, rows: readonly BatchRow<Row>[]): Promise<readonly DecidedRow[]>;
  /** Of a row that failed for an unforeseen reason as often as it may be tried. */
  givenUp(row: Row): RowOutcome;
}
