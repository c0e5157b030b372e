import type { Note, Origin } from '../../../shared/http/operation.ts';
import { countsOf } from '../../../shared/http/outcome-counts.ts';
import { logRowFailures, type RowFailure } from '../../../shared/receivables/row-failure.ts';
import { type FailedRow, refuseWhereNothingWasDecided } from './bulk.ts';
import type { FileRow } from './csv-file.ts';

/** A row that is refused for what is in it. */
export interface InvalidRow {
  readonly outcome: 'invalid';
  readonly failed: FailedRow;
}

/** What became of one row of a file. */
export type Uploaded<Outcome> = Outcome | RowFailure | InvalidRow;

interface Request {
  readonly origin: Origin;
  readonly note: Note;
}

/**
 * Does what the good rows of a file ask for, whatever is wrong with others.
 * @param act gives an outcome for each of them, in order
 * @returns an outcome for each row of the file
 */
export async function upload<Read, Outcome extends { readonly outcome: string }>(
  rows: readonly FileRow<Read>[],
  act: (requested: readonly Read[]) => Promise<readonly (Outcome | RowFailure | InvalidRow)[]>,
  { origin, note }: Request,
): Promise<Uploaded<Outcome>[]> {
  const done = (
    await act(rows.flatMap(({ read }) => ('requested' in read ? [read.requested] : [])))
  ).values();
  const outcomes = rows.map(({ read }): Uploaded<Outcome> => {
    return 'failed' in read ? { outcome: 'invalid', failed: read.failed } : done.next().value!;
  });
  note({ outcomes: countsOf(outcomes.map(({ outcome }) => outcome)) });
  logRowFailures(
    rows.map(({ row }) => `row ${row}`),
    outcomes,
    origin,
  );
  refuseWhereNothingWasDecided(outcomes);
  return outcomes;
}

/** What a client does that is not told whether a row of it was done: a file that is sent again makes its records twice. */
export const LOOK_FIRST = 'look for it before you send it again';
