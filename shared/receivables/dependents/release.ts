import { readItems } from '../../dynamodb/read-items.ts';
import { newEffort, nextRound } from '../../dynamodb/send.ts';
import type { Table } from '../../dynamodb/tables.ts';
import type { CustomerItem, DependentItem } from '../items.ts';
import { type CustomerRef, customerKey } from '../keys.ts';
import type { Stamp } from '../stamp.ts';
import { readLinks } from './blockers.ts';
import { type DependentChange, updateDependent } from './update.ts';

/** Dependents that are ended for one removal: as many as one read takes. Another removal ends the next. */
export const MOST_RELEASED = 100;

/**
 * Ends the links of a customer's dependents where all of them are over. They are found by the index, which may be
 * behind, and read from the table itself. Nothing is decided by that: a dependent that came meanwhile, or that the index
 * did not know, still counts on the customer, and each change asks for the version that was seen.
 * @param ended what becomes of a dependent that is over; undefined where it is not
 * @returns whether none is known that is left
 */
export async function releaseCustomer<Fields extends object>(
  table: Table,
  customer: CustomerRef,
  ended: (dependent: DependentItem<Fields>) => DependentChange<Fields> | undefined,
  stamp: Stamp,
): Promise<boolean> {
  const effort = newEffort(table);
  for (;;) {
    const linked = await readLinked<Fields>(table, customer);
    const changes = linked.map(ended).filter((change) => change !== undefined);
    if (changes.length < linked.length) return false;
    let isChanged = false;
    // One after the other: each counts down on the same customer.
    for (const [index, seen] of linked.entries()) {
      const change = { ...(changes[index] as DependentChange<Fields>), customer: null };
      const { outcome } = await updateDependent(table, seen, change, stamp);
      isChanged ||= outcome === 'changed';
    }
    if (!isChanged) return true;
    await nextRound(effort, `ending the links of ${customerKey(customer)}`);
  }
}

/** Whether releaseCustomer would end all that a customer, as it was read, counts. It writes nothing. */
export async function isReleasable<Fields extends object>(
  table: Table,
  customer: CustomerRef,
  { linkCount }: Pick<CustomerItem, 'linkCount'>,
  ended: (dependent: DependentItem<Fields>) => DependentChange<Fields> | undefined,
): Promise<boolean> {
  const linked = await readLinked<Fields>(table, customer);
  return linked.length === linkCount && linked.every((dependent) => ended(dependent) !== undefined);
}

/** The live dependents that refer to a customer, as far as the index knows them. */
async function readLinked<Fields extends object>(
  table: Table,
  customer: CustomerRef,
): Promise<DependentItem<Fields>[]> {
  const found = await readItems<DependentItem<Fields>>(
    table,
    await readLinks(table, customer, MOST_RELEASED),
  );
  return [...found.values()].filter((item) => !item.deletion && item.customerKey === customerKey(customer));
}
