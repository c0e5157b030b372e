import { newEffort, nextRound } from '../../dynamodb/send.ts';
import type { Table } from '../../dynamodb/tables.ts';
import type { CustomerItem } from '../items.ts';
import type { CustomerRef } from '../keys.ts';
import type { Stamp } from '../stamp.ts';
import { readCustomer } from './read.ts';
import { type CustomerChange, type UpdateOutcome, updateCustomer } from './update.ts';

export type ChangeOutcome<Profile extends object> =
  | Exclude<UpdateOutcome<Profile>, { outcome: 'changed' }>
  /** It is that already: nothing was written. */
  | { readonly outcome: 'unchanged'; readonly customer: CustomerItem<Profile> };

/**
 * Changes a customer. The read decides nothing: the update is written only if the customer is still the one read. If not,
 * it starts again, so that of two changes at once both are made.
 * @param changeOf what becomes of the customer seen; undefined where it is that already
 * @param first the customer as it was just read, so that it is not read once more
 */
export async function changeCustomer<Profile extends object>(
  table: Table,
  ref: CustomerRef,
  changeOf: (seen: CustomerItem<Profile>) => CustomerChange<Profile> | undefined,
  stamp: Stamp,
  first?: CustomerItem<Profile>,
): Promise<ChangeOutcome<Profile>> {
  const effort = newEffort(table);
  for (let known = first; ; known = undefined) {
    const seen = known ?? (await readCustomer<Profile>(table, ref));
    if (!seen) return { outcome: 'notFound' };
    const change = changeOf(seen);
    if (!change) return { outcome: 'unchanged', customer: seen };
    const result = await updateCustomer(table, ref, seen, change, stamp);
    if (result.outcome !== 'changed') return result;
    await nextRound(effort, `changing customer ${ref.id}`);
  }
}
