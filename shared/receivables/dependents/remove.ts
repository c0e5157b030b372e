import { newEffort, nextRound } from '../../dynamodb/send.ts';
import type { Table } from '../../dynamodb/tables.ts';
import type { UniqueKey } from '../customers/unique-keys.ts';
import type { DependentItem } from '../items.ts';
import type { DependentRef } from '../keys.ts';
import type { Stamp } from '../stamp.ts';
import { type DetachOutcome, detachDependent } from './detach.ts';
import { readDependent } from './read.ts';

export type DependentRemovalOutcome<Fields extends object> =
  | Exclude<DetachOutcome, { outcome: 'changed' }>
  /** `removable` said no. */
  | { readonly outcome: 'refused'; readonly dependent: DependentItem<Fields> };

/**
 * Deletes a dependent if `removable` says yes: to the very version that is deleted.
 * @param uniqueKeyOf the unique key that the dependent has and gives up
 */
export async function removeDependent<Fields extends object = Record<string, unknown>>(
  table: Table,
  ref: DependentRef,
  removable: (dependent: DependentItem<Fields>) => boolean,
  stamp: Stamp,
  uniqueKeyOf: (dependent: DependentItem<Fields>) => UniqueKey | undefined = () => undefined,
): Promise<DependentRemovalOutcome<Fields>> {
  const effort = newEffort(table);
  for (;;) {
    const dependent = await readDependent<Fields>(table, ref);
    if (!dependent) return { outcome: 'notFound' };
    if (!removable(dependent)) return { outcome: 'refused', dependent };
    const result = await detachDependent(table, dependent, stamp, uniqueKeyOf(dependent));
    if (result.outcome !== 'changed') return result;
    await nextRound(effort, `removing ${ref.kind} ${ref.id}`);
  }
}
