import type { Table } from '../../../shared/dynamodb/tables.ts';
import type { Origin } from '../../../shared/http/operation.ts';
import type { Foresee } from '../../../shared/receivables/customers/check-removal.ts';
import type { Release } from '../../../shared/receivables/customers/remove.ts';
import { isReleasable, releaseCustomer } from '../../../shared/receivables/dependents/release.ts';
import type { DependentChange } from '../../../shared/receivables/dependents/update.ts';
import type { DependentItem } from '../../../shared/receivables/items.ts';
import type { Stamp } from '../../../shared/receivables/stamp.ts';
import { dateInSpain } from '../invoices/dates.ts';
import type { RecurringInvoice } from './recurring-invoice.ts';
import { listingOf } from './recurring-invoice-listing.ts';
import { completed, endedByDate } from './status.ts';

/** Completes those of a customer's recurring invoices whose last day has passed, if it has of all. */
export const completeEnded =
  (table: Table, { receivedAt }: Origin, stamp: Stamp): Release =>
  (customer) =>
    releaseCustomer<RecurringInvoice>(
      table,
      customer,
      (item) => completion(item, dateInSpain(receivedAt)),
      stamp,
    );

/** Whether that would end all that refers to the customer, for a dry run. */
export const foreseeEnded =
  (table: Table, { receivedAt }: Origin): Foresee =>
  (ref, customer) =>
    isReleasable<RecurringInvoice>(table, ref, customer, (item) => completion(item, dateInSpain(receivedAt)));

function completion(
  { sk, fields, creation }: DependentItem<RecurringInvoice>,
  today: string,
): DependentChange<RecurringInvoice> | undefined {
  const ended = sk === 'RECURRING_INVOICE' ? endedByDate(fields, today) : undefined;
  if (!ended) return undefined;
  const after = completed(fields, ended);
  return { fields: after, listing: listingOf(after, creation.at) };
}
