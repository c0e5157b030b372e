import type { Table } from '../../../shared/dynamodb/tables.ts';
import type { DependentChange } from '../../../shared/receivables/dependents/update.ts';
import type { DependentRef } from '../../../shared/receivables/keys.ts';
import type { Stamp } from '../../../shared/receivables/stamp.ts';
import type { DataAnswer } from '../dialect/envelope.ts';
import { type KeyedAct, REPLAY } from '../dialect/idempotency.ts';
import { changeByAct } from '../dialect/keyed-change.ts';
import { customerInactive, customerNotFound } from '../invoices/recipient.ts';
import { notFound, type RecurringInvoice, shown } from './recurring-invoice.ts';
import { listingOf } from './recurring-invoice-listing.ts';
import type { Answered } from './recurring-invoice-response.ts';

type Change = Pick<DependentChange<RecurringInvoice>, 'fields' | 'customer'>;

/** @param changeOf what it becomes; undefined where it is that already: then nothing is written */
export const transition = (
  table: Table,
  ref: DependentRef,
  act: KeyedAct,
  changeOf: (seen: RecurringInvoice) => Promise<Change | undefined> | Change,
  stamp: Stamp,
) =>
  changeByAct<RecurringInvoice>(
    table,
    ref,
    act,
    {
      changeOf: async ({ fields }) => changeOf(fields),
      listingOf: (fields, { creation }) => listingOf(fields, creation.at),
    },
    stamp,
  );

/** @throws Failure where it was not changed */
export function answerTo(
  result: Awaited<ReturnType<typeof transition>>,
  today: string,
): DataAnswer<Answered> {
  switch (result.outcome) {
    case 'updated':
    case 'unchanged':
      return { status: 200, data: shown(result.dependent, today) };
    case 'repeated':
      return { status: 200, data: shown(result.dependent, today), headers: REPLAY };
    case 'customerNotFound':
      throw customerNotFound();
    case 'customerDeactivated':
      throw customerInactive();
    case 'notFound':
      throw notFound();
    case 'duplicate':
      throw new Error('a recurring invoice has no unique key');
  }
}
