import type { Table } from '../../../shared/dynamodb/tables.ts';
import type { DependentRef } from '../../../shared/receivables/keys.ts';
import type { Stamp } from '../../../shared/receivables/stamp.ts';
import { type KeyedAct, REPLAY } from '../dialect/idempotency.ts';
import { changeByAct, type KeyedChange } from '../dialect/keyed-change.ts';
import { duplicate, type Invoice, notFound, shown } from './invoice.ts';
import { listingOf } from './invoice-listing.ts';
import { customerInactive, customerNotFound } from './recipient.ts';

export type ChangeOf = KeyedChange<Invoice>['changeOf'];

/**
 * Changes an invoice. A repeat with the same key is answered again, with the invoice as it is now: our choice.
 * @param changeOf throws Failure where the invoice is not what it must be
 */
export const transition = (
  table: Table,
  ref: DependentRef,
  act: KeyedAct,
  changeOf: ChangeOf,
  stamp: Stamp,
) => changeByAct<Invoice>(table, ref, act, { changeOf, listingOf: (fields) => listingOf(fields) }, stamp);

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
