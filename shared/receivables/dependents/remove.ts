import type { Table } from '../../dynamodb/tables.ts';
import type { HolderItem, HolderRef, Stamp } from '../items.ts';
import { type DetachOutcome, detachLink } from './detach.ts';
import { readHolder } from './read.ts';

/** Rounds of reading again what another request changed in between. */
const ROUNDS = 8;

export type HolderRemovalOutcome =
  | Exclude<DetachOutcome, { outcome: 'changed' }>
  /** `removable` said no. */
  | { readonly outcome: 'refused'; readonly holder: HolderItem };

/** Deletes a holder that `removable` allows to be deleted, decided on the very version that is deleted. */
export async function removeHolder(
  table: Table,
  ref: HolderRef,
  removable: (holder: HolderItem) => boolean,
  stamp: Stamp,
): Promise<HolderRemovalOutcome> {
  for (let round = 0; round < ROUNDS; round++) {
    const holder = await readHolder(table, ref);
    if (!holder) return { outcome: 'notFound' };
    if (!removable(holder)) return { outcome: 'refused', holder };
    const result = await detachLink(table, holder, stamp);
    if (result.outcome !== 'changed') return result;
  }
  throw new Error(`removing ${ref.kind} ${ref.id} lost ${ROUNDS} rounds against other requests`);
}
