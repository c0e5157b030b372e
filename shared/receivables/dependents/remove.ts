import { newEffort, nextRound } from '../../dynamodb/send.ts';
import type { Table } from '../../dynamodb/tables.ts';
import type { UniqueKey } from '../customers/unique-keys.ts';
import type { DependentItem } from '../items.ts';
import type { DependentRef } from '../keys.ts';
import type { Stamp } from '../stamp.ts';
import { type CheckedDependentRemoval, checkDependentRemoval } from './check-removal.ts';
import { type DetachOutcome, detachDependent } from './detach.ts';

export type DependentRemovalOutcome<Fields extends object> =
  | Exclude<DetachOutcome, { outcome: 'changed' }>
  | Exclude<CheckedDependentRemoval<Fields>, { outcome: 'removable' }>;

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
    const checked = await checkDependentRemoval<Fields>(table, ref, removable);
    if (checked.outcome !== 'removable') return checked;
    const { dependent } = checked;
    const result = await detachDependent(table, dependent, stamp, uniqueKeyOf(dependent));
    if (result.outcome !== 'changed') return result;
    await nextRound(effort, `removing ${ref.kind} ${ref.id}`);
  }
}
