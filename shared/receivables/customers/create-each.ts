import { hasTime, newEffort } from '../../dynamodb/send.ts';
import type { Table } from '../../dynamodb/tables.ts';
import { type RowFailure, rowFailure, unreached } from '../row-failure.ts';
import type { Stamp } from '../stamp.ts';
import { type CreationOutcome, createCustomer, type NewCustomer, newItem } from './create.ts';
import { type CreationRow, writeChunk } from './create-many.ts';

export type EachCreation<Profile extends object = Record<string, unknown>> =
  | CreationOutcome<Profile>
  | RowFailure;

/** Writes that are under way at a time. */
const AT_A_TIME = 16;

/** Customers without a unique key in one transaction: as many as it takes. */
const CHUNK = 100;

/**
 * Creates many customers, each decided on its own, and ends with the table's deadline. Of two with the same unique key
 * only one is created, so each that has one is written alone; of the others nothing is in the way but an id that is
 * taken, and many go into one transaction. No id may be there twice.
 * @returns an outcome for each, in order
 */
export async function createEach<Profile extends object>(
  table: Table,
  wanted: readonly NewCustomer<Profile>[],
  stamp: Stamp,
): Promise<EachCreation<Profile>[]> {
  const effort = newEffort(table);
  const outcomes: EachCreation<Profile>[] = wanted.map(unreached);
  const rows = wanted.map(
    (each, index): CreationRow<Profile> => ({ index, wanted: each, seen: { outcome: 'free' } }),
  );
  const isAlone = ({ wanted }: CreationRow<Profile>) => wanted.uniqueKey !== undefined;
  const together = rows.filter((row) => !isAlone(row));
  const writes: CreationRow<Profile>[][] = [];
  for (let start = 0; start < together.length; start += CHUNK)
    writes.push(together.slice(start, start + CHUNK));
  writes.push(...rows.filter(isAlone).map((row) => [row]));

  const pending = writes.entries();
  const create = async () => {
    for (const [place, chunk] of pending) {
      if (place > 0 && !hasTime(effort)) return;
      const [first] = chunk as [CreationRow<Profile>];
      if (!isAlone(first)) await createTogether(table, chunk, outcomes, stamp);
      else outcomes[first.index] = await createCustomer(table, first.wanted, stamp).catch(rowFailure);
    }
  };
  await Promise.all(Array.from({ length: AT_A_TIME }, create));
  return outcomes;
}

/**
 * Creates customers without unique keys in one transaction, and where ids are taken, the others in another. An attempt
 * without an answer needs no fence: it asks for the ids that were taken, and those stay.
 */
async function createTogether<Profile extends object>(
  table: Table,
  rows: readonly CreationRow<Profile>[],
  outcomes: EachCreation<Profile>[],
  stamp: Stamp,
): Promise<void> {
  const effort = newEffort(table);
  let pending = rows;
  try {
    while (pending.length > 0) {
      const items = pending.map(({ wanted, seen }) => newItem(wanted, seen.tombstone, stamp));
      const refused = await writeChunk(table, pending, items, stamp, effort);
      for (const [place, { index }] of pending.entries()) {
        const refusal = refused?.get(index);
        if (refusal) outcomes[index] = refusal;
        else if (!refused) outcomes[index] = { outcome: 'created', customer: items[place]! };
      }
      if (!refused || !hasTime(effort)) return;
      pending = pending.filter(({ index }) => !refused.has(index));
    }
  } catch (cause) {
    for (const { index } of pending) outcomes[index] = rowFailure(cause);
  }
}
