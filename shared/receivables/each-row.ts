import { hasTime, newEffort } from '../dynamodb/send.ts';
import type { Table } from '../dynamodb/tables.ts';
import { type RowFailure, rowFailure, unreached } from './row-failure.ts';

/**
 * Decides on each of many rows by itself, until the table's deadline: a row that it leaves no time for is not begun.
 * @param atATime rows that are decided at once
 * @returns an outcome for each row, in order
 */
export async function eachRow<Row, Outcome>(
  table: Table,
  rows: readonly Row[],
  atATime: number,
  decide: (row: Row) => Promise<Outcome>,
): Promise<(Outcome | RowFailure)[]> {
  const effort = newEffort(table);
  const outcomes: (Outcome | RowFailure)[] = rows.map(unreached);
  const left = rows.entries();
  const decideInTurn = async () => {
    for (const [index, row] of left) {
      if (index > 0 && !hasTime(effort)) return;
      outcomes[index] = await decide(row).catch(rowFailure);
    }
  };
  await Promise.all(Array.from({ length: atATime }, decideInTurn));
  return outcomes;
}
