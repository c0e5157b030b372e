import { hasTime, newEffort } from '../../dynamodb/send.ts';
import type { Table } from '../../dynamodb/tables.ts';
import type { CustomerItem } from '../items.ts';
import { type CustomerRef, customerKey } from '../keys.ts';
import { type RowFailure, rowFailure, unreached } from '../row-failure.ts';
import type { Stamp } from '../stamp.ts';
import { type ChangeOutcome, changeCustomer } from './change.ts';
import { readCustomers } from './read-many.ts';
import type { CustomerChange } from './update.ts';

/** What is to become of one of many customers, as in changeCustomer. */
export interface WantedChange<Profile extends object> {
  readonly ref: CustomerRef;
  changeOf(seen: CustomerItem<Profile>): CustomerChange<Profile> | undefined;
}

/** Customers that are read and then changed at a time: customers may be large, and all of them must not be in memory. */
const CHUNK = 16;

/**
 * Changes many customers, each decided on its own, and ends with the table's deadline. No customer may be there twice:
 * its second change would take the first one's stamp for its own.
 * @returns an outcome for each, in order
 */
export async function changeEach<Profile extends object>(
  table: Table,
  wanted: readonly WantedChange<Profile>[],
  stamp: Stamp,
): Promise<(ChangeOutcome<Profile> | RowFailure)[]> {
  const { until } = newEffort(table);
  const inTime = { ...table, deadline: until };
  const outcomes: (ChangeOutcome<Profile> | RowFailure)[] = [];
  for (let start = 0; start < wanted.length; start += CHUNK) {
    const chunk = wanted.slice(start, start + CHUNK);
    const isInTime = start === 0 || hasTime({ until });
    outcomes.push(...(isInTime ? await changeChunk(inTime, chunk, stamp) : chunk.map(unreached)));
  }
  return outcomes;
}

async function changeChunk<Profile extends object>(
  table: Table,
  wanted: readonly WantedChange<Profile>[],
  stamp: Stamp,
): Promise<(ChangeOutcome<Profile> | RowFailure)[]> {
  try {
    const refs = wanted.map(({ ref }) => ref);
    const customers = (await readCustomers(table, refs)) as Map<string, CustomerItem<Profile>>;
    const change = async ({ ref, changeOf }: WantedChange<Profile>) => {
      const seen = customers.get(customerKey(ref));
      if (!seen || seen.deletion) return { outcome: 'notFound' } as const;
      return changeCustomer(table, ref, changeOf, stamp, seen).catch(rowFailure);
    };
    return await Promise.all(wanted.map(change));
  } catch (cause) {
    return wanted.map(() => rowFailure(cause));
  }
}
