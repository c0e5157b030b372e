import { newEffort, nextRound } from '../../dynamodb/send.ts';
import type { Table } from '../../dynamodb/tables.ts';
import type { DependentItem } from '../items.ts';
import type { DependentRef } from '../keys.ts';
import type { Stamp } from '../stamp.ts';
import { readDependent } from './read.ts';
import { type DependentChange, type DependentUpdateOutcome, updateDependent } from './update.ts';

export type DependentChangeOutcome<Fields extends object> =
  | Exclude<DependentUpdateOutcome<Fields>, { outcome: 'changed' | 'numberTaken' }>
  /** It is that already: nothing was written. */
  | { readonly outcome: 'unchanged'; readonly dependent: DependentItem<Fields> };

/**
 * Changes a dependent. The read decides nothing: the change is written only if it is still the one read, and its number
 * the next one. If not, it starts again, so that of two changes at once both are made.
 * @param changeOf what becomes of the dependent seen; undefined where it is that already. `before` is how an earlier
 * round saw it, where another request was faster
 */
export async function changeDependent<Fields extends object>(
  table: Table,
  ref: DependentRef,
  changeOf: (
    seen: DependentItem<Fields>,
    before: DependentItem<Fields> | undefined,
  ) => Promise<DependentChange<Fields> | undefined> | DependentChange<Fields> | undefined,
  stamp: Stamp,
): Promise<DependentChangeOutcome<Fields>> {
  const effort = newEffort(table);
  for (let before: DependentItem<Fields> | undefined; ; ) {
    const seen = await readDependent<Fields>(table, ref);
    if (!seen) return { outcome: 'notFound' };
    const change = await changeOf(seen, before);
    if (!change) return { outcome: 'unchanged', dependent: seen };
    const result = await updateDependent(table, seen, change, stamp);
    if (result.outcome !== 'changed' && result.outcome !== 'numberTaken') return result;
    before = seen;
    await nextRound(effort, `changing ${ref.kind} ${ref.id}`);
  }
}
