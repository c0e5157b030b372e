import type { Table } from '../../dynamodb/tables.ts';
import { eachRow } from '../each-row.ts';
import { type CustomerRef, customerKey } from '../keys.ts';
import { type RowFailure, rowFailure } from '../row-failure.ts';
import type { Stamp } from '../stamp.ts';
import { type CheckOptions, foreseen, type Removable } from './check-removal.ts';
import { readCustomers } from './read-many.ts';
import { classifyRemoval, isRemovable, type Removal, type RemovalOutcome } from './removal-outcome.ts';

/** What one of many removals would be told now. */
export type CheckedBulkRemoval = Removable | RemovalOutcome | RowFailure;

/** Customers that are read at a time: they may be large, and all of them must not be in memory. */
const CHUNK = 50;

/**
 * What each of many removals would be told now, as checkRemoval has it of one. No customer may be there twice.
 * @returns an outcome for each, in order
 */
export async function checkRemovals(
  table: Table,
  refs: readonly CustomerRef[],
  removal: Removal,
  stamp: Stamp,
  { foresee }: Pick<CheckOptions, 'foresee'> = {},
): Promise<CheckedBulkRemoval[]> {
  const chunks: CustomerRef[][] = [];
  for (let start = 0; start < refs.length; start += CHUNK) chunks.push(refs.slice(start, start + CHUNK));
  const checked = await eachRow(table, chunks, 1, async (chunk) => {
    const customers = await readCustomers(table, chunk);
    const check = async (ref: CustomerRef): Promise<CheckedBulkRemoval> => {
      const customer = customers.get(customerKey(ref));
      if (customer && isRemovable(customer, removal, stamp)) return { outcome: 'removable', customer };
      return foreseen(ref, classifyRemoval(customer, removal, stamp), foresee);
    };
    return Promise.all(chunk.map((ref) => check(ref).catch(rowFailure)));
  });
  return checked.flatMap((outcomes, index): readonly CheckedBulkRemoval[] =>
    Array.isArray(outcomes) ? outcomes : (chunks[index] as CustomerRef[]).map(() => outcomes as RowFailure),
  );
}
