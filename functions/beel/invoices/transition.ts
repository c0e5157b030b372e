import { newEffort, nextRound } from '../../../shared/dynamodb/send.ts';
import type { Table } from '../../../shared/dynamodb/tables.ts';
import { readDependent } from '../../../shared/receivables/dependents/read.ts';
import { type DependentChange, updateDependent } from '../../../shared/receivables/dependents/update.ts';
import type { DependentItem } from '../../../shared/receivables/items.ts';
import type { DependentRef } from '../../../shared/receivables/keys.ts';
import type { Stamp } from '../../../shared/receivables/stamp.ts';
import { isRepeated, type KeyedAct, REPLAY, withAct } from '../dialect/idempotency.ts';
import { customerInactive, customerNotFound, duplicate, type Invoice, notFound, shown } from './invoice.ts';
import { listingOf } from './invoice-listing.ts';

/** What becomes of an invoice, as it was read; undefined where it is that already: then nothing is written. */
export type ChangeOf = (
  seen: DependentItem<Invoice>,
  /** Of an earlier round, where another request was faster. */
  before: DependentItem<Invoice> | undefined,
) => Promise<Omit<DependentChange<Invoice>, 'listing'> | undefined>;

/**
 * Changes an invoice. The read decides nothing: the change is written only if the invoice is still the one read, and its
 * number the next one. If not, it starts again. A repeat with the same key is answered again, with the invoice as it is
 * now: our choice.
 * @param changeOf throws Failure where the invoice is not what it must be
 */
export async function transition(
  table: Table,
  ref: DependentRef,
  act: KeyedAct,
  changeOf: ChangeOf,
  stamp: Stamp,
) {
  const effort = newEffort(table);
  for (let before: DependentItem<Invoice> | undefined; ; ) {
    const seen = await readDependent<Invoice>(table, ref);
    if (!seen) return { outcome: 'notFound' } as const;
    if (isRepeated(act, seen.fields.done)) return { outcome: 'repeated', dependent: seen } as const;
    const change = await changeOf(seen, before);
    if (!change) return { outcome: 'unchanged', dependent: seen } as const;
    const fields = { ...change.fields, ...withAct(act, seen.fields.done) };
    const result = await updateDependent(
      table,
      seen,
      { ...change, fields, listing: listingOf(fields) },
      stamp,
    );
    if (result.outcome !== 'changed' && result.outcome !== 'numberTaken') return result;
    before = seen;
    await nextRound(effort, `changing invoice ${ref.id}`);
  }
}

/** The answer to a transition. @throws Failure for what was refused */
export function answerTo(result: Awaited<ReturnType<typeof transition>>) {
  switch (result.outcome) {
    case 'updated':
    case 'unchanged':
      return { status: 200, data: shown(result.dependent) };
    case 'repeated':
      return { status: 200, data: shown(result.dependent), headers: REPLAY };
    case 'notFound':
      throw notFound();
    case 'customerNotFound':
      throw customerNotFound();
    case 'customerDeactivated':
      throw customerInactive();
    case 'duplicate':
      throw duplicate();
  }
}
