import type { Table } from '../../../shared/dynamodb/tables.ts';
import type { TransactionWrite } from '../../../shared/dynamodb/transaction-write.ts';
import { Failure } from '../../../shared/http/failure.ts';
import type { BatchJob, BatchRow, DecidedRow } from '../../../shared/receivables/batches/job.ts';
import { type RowAnswer, refusedRow } from './row-answers.ts';

/** A row as its submission stored it: as it was read, or refused for what is in it. */
export type SubmittedRow<Requested> = { readonly requested: Requested } | { readonly refused: RowAnswer };

/** What a row writes, and what it is answered with once that is written. */
export interface RowWrites {
  readonly writes: readonly TransactionWrite[];
  readonly answer: RowAnswer;
}

/** How good rows are decided on. */
export interface RowRules<Requested, Known> {
  /** Names all that a row writes or is decided by. */
  touches(requested: Requested): readonly string[];
  /** Reads what rows are decided by. */
  read(table: Table, rows: readonly Requested[]): Promise<Known>;
  /** @throws Failure where the row is refused */
  decide(table: Table, row: BatchRow<Requested>, known: Known): RowWrites;
}

/** What the worker does with rows of a client that are decided by these rules. */
export const rowJob = <Requested, Known>(
  clientNo: number,
  rules: RowRules<Requested, Known>,
): BatchJob<SubmittedRow<Requested>> => ({
  touches: (row) => ('requested' in row ? rules.touches(row.requested) : []),
  async decide(table, rows) {
    const known = await rules.read(
      table,
      rows.flatMap(({ row }) => ('requested' in row ? [row.requested] : [])),
    );
    return rows.map(({ row, ...of }): DecidedRow => {
      if ('refused' in row) return refused(row.refused);
      try {
        const { writes, answer } = rules.decide(table, { ...of, row: row.requested }, known);
        return { writes, outcome: { failed: false, answer } };
      } catch (error) {
        if (error instanceof Failure) return refused(refusedRow(clientNo, error));
        throw error;
      }
    });
  },
  givenUp: () => refused(refusedRow(clientNo, undefined)).outcome,
});

const refused = (answer: RowAnswer): DecidedRow => ({ writes: [], outcome: { failed: true, answer } });
