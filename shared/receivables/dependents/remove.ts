import type { Table } from '../../dynamodb/tables.ts';
import type { DependentItem } from '../items.ts';
import type { DependentRef } from '../keys.ts';
import type { Stamp } from '../stamp.ts';
import { type DetachOutcome, detachDependent } from './detach.ts';
import { readDependent } from './read.ts';

/** How often to read again where another request changed the dependent in between. */
const ROUNDS = 8;

export type DependentRemovalOutcome<Fields extends object> =
  | Exclude<DetachOutcome, { outcome: 'changed' }>
  /** `removable` said no. */
  | { readonly outcome: 'refused'; readonly dependent: DependentItem<Fields> };

/** Deletes a dependent if `removable` says yes: to the very version that is deleted. */
export async function removeDependent<Fields extends object = Record<string, unknown>>(
  table: Table,
  ref: DependentRef,
  removable: (dependent: DependentItem<Fields>) => boolean,
  stamp: Stamp,
): Promise<DependentRemovalOutcome<Fields>> {
  for (let round = 0; round < ROUNDS; round++) {
    const dependent = await readDependent<Fields>(table, ref);
    if (!dependent) return { outcome: 'notFound' };
    if (!removable(dependent)) return { outcome: 'refused', dependent };
    const result = await detachDependent(table, dependent, stamp);
    if (result.outcome !== 'changed') return result;
  }
  throw new Error(`removing ${ref.kind} ${ref.id} lost ${ROUNDS} rounds against other requests`);
}
