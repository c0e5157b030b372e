import { newEffort, nextRound } from '../../../shared/dynamodb/send.ts';
import type { Table } from '../../../shared/dynamodb/tables.ts';
import { readDependent } from '../../../shared/receivables/dependents/read.ts';
import { type DependentChange, updateDependent } from '../../../shared/receivables/dependents/update.ts';
import type { DependentItem } from '../../../shared/receivables/items.ts';
import type { DependentRef } from '../../../shared/receivables/keys.ts';
import type { Listing } from '../../../shared/receivables/lists/listing.ts';
import type { Stamp } from '../../../shared/receivables/stamp.ts';
import { type DoneActs, isRepeated, type KeyedAct, withAct } from './idempotency.ts';

/** How a dependent of one kind is changed. */
export interface KeyedChange<Fields extends object> {
  /** What becomes of it, as it was read; undefined where it is that already: then nothing is written. */
  changeOf(
    seen: DependentItem<Fields>,
    /** Of an earlier round, where another request was faster. */
    before: DependentItem<Fields> | undefined,
  ): Promise<Omit<DependentChange<Fields>, 'listing'> | undefined>;
  listingOf(fields: Fields, seen: DependentItem<Fields>): Listing;
}

/**
 * Changes a dependent. The read decides nothing: the change is written only if it is still the one read, and its number
 * the next one. If not, it starts again. A repeat of the act with the same key changes nothing, and is told what is there.
 */
export async function changeByAct<Fields extends { readonly done?: DoneActs }>(
  table: Table,
  ref: DependentRef,
  act: KeyedAct,
  { changeOf, listingOf }: KeyedChange<Fields>,
  stamp: Stamp,
) {
  const effort = newEffort(table);
  for (let before: DependentItem<Fields> | undefined; ; ) {
    const seen = await readDependent<Fields>(table, ref);
    if (!seen) return { outcome: 'notFound' } as const;
    if (isRepeated(act, seen.fields.done)) return { outcome: 'repeated', dependent: seen } as const;
    const change = await changeOf(seen, before);
    if (!change) return { outcome: 'unchanged', dependent: seen } as const;
    const fields: Fields = { ...change.fields, ...withAct(act, seen.fields.done) };
    const listing = listingOf(fields, seen);
    const result = await updateDependent(table, seen, { ...change, fields, listing }, stamp);
    if (result.outcome !== 'changed' && result.outcome !== 'numberTaken') return result;
    before = seen;
    await nextRound(effort, `changing ${ref.kind} ${ref.id}`);
  }
}
