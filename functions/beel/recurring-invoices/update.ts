import { newEffort, nextRound } from '../../../shared/dynamodb/send.ts';
import type { Table } from '../../../shared/dynamodb/tables.ts';
import { readDependent } from '../../../shared/receivables/dependents/read.ts';
import { type DependentChange, updateDependent } from '../../../shared/receivables/dependents/update.ts';
import type { DependentRef } from '../../../shared/receivables/keys.ts';
import type { Stamp } from '../../../shared/receivables/stamp.ts';
import type { DataAnswer } from '../dialect/envelope.ts';
import { isRepeated, type KeyedAct, REPLAY, withAct } from '../dialect/idempotency.ts';
import { inactiveCustomer, unknownCustomer } from './recipient.ts';
import { notFound, type RecurringInvoice, shown } from './recurring-invoice.ts';
import { listingOf } from './recurring-invoice-listing.ts';
import type { Answered } from './recurring-invoice-response.ts';

type Change = Pick<DependentChange<RecurringInvoice>, 'fields' | 'customer'>;

/**
 * Changes a recurring invoice. The read decides nothing: the change is written only if it is still the one read. If not,
 * it starts again.
 * @param act a repeat of it with the same Idempotency-Key changes nothing
 * @param changeOf what it becomes; undefined where it is that already: then nothing is written
 */
export async function update(
  table: Table,
  ref: DependentRef,
  act: KeyedAct,
  changeOf: (seen: RecurringInvoice) => Promise<Change | undefined> | Change,
  stamp: Stamp,
) {
  const effort = newEffort(table);
  for (;;) {
    const seen = await readDependent<RecurringInvoice>(table, ref);
    if (!seen) return { outcome: 'notFound' } as const;
    if (isRepeated(act, seen.fields.done)) return { outcome: 'repeated', dependent: seen } as const;
    const change = await changeOf(seen.fields);
    if (!change) return { outcome: 'unchanged', dependent: seen } as const;
    const fields = { ...change.fields, ...withAct(act, seen.fields.done) };
    const listing = listingOf(fields, seen.creation.at);
    const result = await updateDependent(table, seen, { ...change, fields, listing }, stamp);
    if (result.outcome !== 'changed') return result;
    await nextRound(effort, `changing recurring invoice ${ref.id}`);
  }
}

/** @throws Failure where it was not changed */
export function answerTo(result: Awaited<ReturnType<typeof update>>, today: string): DataAnswer<Answered> {
  switch (result.outcome) {
    case 'updated':
    case 'unchanged':
      return { status: 200, data: shown(result.dependent, today) };
    case 'repeated':
      return { status: 200, data: shown(result.dependent, today), headers: REPLAY };
    case 'customerNotFound':
      throw unknownCustomer();
    case 'customerDeactivated':
      throw inactiveCustomer();
    case 'notFound':
      throw notFound();
    case 'duplicate':
    case 'numberTaken':
      throw new Error('a recurring invoice has neither a unique key nor a number');
  }
}
