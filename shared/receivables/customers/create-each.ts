import { hasTime, newEffort } from '../../dynamodb/send.ts';
import type { Table } from '../../dynamodb/tables.ts';
import { type RowFailure, rowFailure, unreached } from '../row-failure.ts';
import type { Stamp } from '../stamp.ts';
import { type CreationOutcome, createCustomer, type NewCustomer } from './create.ts';

export type EachCreation<Profile extends object = Record<string, unknown>> =
  | CreationOutcome<Profile>
  | RowFailure;

/** Customers that are created at a time. */
const AT_A_TIME = 16;

/**
 * Creates many customers, each decided on its own, and ends with the table's deadline. Of two with the same unique key
 * only one is created.
 * @returns an outcome for each, in order
 */
export async function createEach<Profile extends object>(
  table: Table,
  wanted: readonly NewCustomer<Profile>[],
  stamp: Stamp,
): Promise<EachCreation<Profile>[]> {
  const effort = newEffort(table);
  const outcomes: EachCreation<Profile>[] = wanted.map(unreached);
  const rows = wanted.entries();
  const create = async () => {
    for (const [index, each] of rows) {
      if (index > 0 && !hasTime(effort)) return;
      outcomes[index] = await createCustomer(table, each, stamp).catch(rowFailure);
    }
  };
  await Promise.all(Array.from({ length: AT_A_TIME }, create));
  return outcomes;
}
