import type { Table } from '../../../shared/dynamodb/tables.ts';
import { changeDependent } from '../../../shared/receivables/dependents/change.ts';
import type { DependentChange } from '../../../shared/receivables/dependents/update.ts';
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
 * Changes a dependent. A repeat of the act with the same key changes nothing, and is told what is there.
 */
export async function changeByAct<Fields extends { readonly done?: DoneActs }>(
  table: Table,
  ref: DependentRef,
  act: KeyedAct,
  { changeOf, listingOf }: KeyedChange<Fields>,
  stamp: Stamp,
) {
  let isRepeat = false;
  const result = await changeDependent<Fields>(
    table,
    ref,
    async (seen, before) => {
      isRepeat = isRepeated(act, seen.fields.done);
      const change = isRepeat ? undefined : await changeOf(seen, before);
      if (!change) return undefined;
      const fields: Fields = { ...change.fields, ...withAct(act, seen.fields.done) };
      return { ...change, fields, listing: listingOf(fields, seen) };
    },
    stamp,
  );
  return isRepeat && result.outcome === 'unchanged'
    ? ({ outcome: 'repeated', dependent: result.dependent } as const)
    : result;
}
