import { newEffort, nextRound } from '../../../shared/dynamodb/send.ts';
import { credentials, receivables, type Table } from '../../../shared/dynamodb/tables.ts';
import type { Origin } from '../../../shared/http/operation.ts';
import { readCustomer } from '../../../shared/receivables/customers/read.ts';
import {
  attachUniqueDependent,
  type UniqueAttachOutcome,
} from '../../../shared/receivables/dependents/attach.ts';
import type { CustomerRef, Tenant } from '../../../shared/receivables/keys.ts';
import type { Stamp } from '../../../shared/receivables/stamp.ts';
import { readCompany } from '../companies/company.ts';
import type { Customer } from '../customers/customer.ts';
import type { BeelCaller } from '../dialect/caller.ts';
import type { Creation } from '../dialect/idempotency.ts';
import { lookAtSeries, readSeries, type Series, seriesFor } from '../series/series.ts';
import { type Invoice, issued, newInvoice, type Surroundings } from './invoice.ts';
import { requireReady, withNextNumber } from './numbering.ts';
import { customerNotFound, type Recipient, registered } from './recipient.ts';

interface Wanted<Requested> {
  readonly type: Invoice['type'];
  readonly series_id?: string | null | undefined;
  readonly recipient: Requested;
}

interface MaybeRegistered {
  readonly customer_id?: string | null | undefined;
}

/**
 * What a draft is made of: its customer, series and issuer, as they are.
 * @param adHoc a recipient that is no registered customer, as it is stored
 * @throws Failure when one is not there
 */
export async function surroundingsOf<Requested extends MaybeRegistered>(
  origin: Origin,
  { company: id }: BeelCaller,
  tenant: Tenant,
  { type, series_id, recipient }: Wanted<Requested>,
  adHoc: (recipient: Requested) => Recipient,
): Promise<Surroundings & { readonly series: Series; readonly customer: CustomerRef | undefined }> {
  const table = receivables(origin);
  const customer = recipient.customer_id ? { ...tenant, id: recipient.customer_id } : undefined;
  const [company, series, found] = await Promise.all([
    readCompany(credentials(origin), id),
    lookAtSeries(table, tenant),
    customer && readCustomer<Customer>(table, customer),
  ]);
  if (customer && !found) throw customerNotFound();
  return {
    customer,
    company,
    recipient: found ? registered(found) : adHoc(recipient),
    series: seriesFor(series, type, series_id),
    termDays: found?.profile?.preferred_payment_method?.payment_term_days,
    now: origin.receivedAt,
  };
}

/** @throws Failure when the company cannot issue what is to be issued at once */
export function born(draft: Invoice, isIssued: boolean, { company, now }: Surroundings): Invoice {
  if (draft.type === 'PROFORMA') return { ...draft, status: 'ACTIVE' };
  if (!isIssued) return draft;
  requireReady(company);
  return issued(draft, company, now);
}

/** Stores an invoice. One that is more than a draft gets the next number of its series. */
export async function createInvoice(
  table: Table,
  tenant: Tenant,
  creation: Creation,
  invoice: Invoice,
  { customer, series }: { readonly customer: CustomerRef | undefined; readonly series: Series },
  stamp: Stamp,
): Promise<Exclude<UniqueAttachOutcome<Invoice>, { outcome: 'numberTaken' }>> {
  const isNumbered = invoice.status !== 'DRAFT';
  if (isNumbered) await readSeries(table, tenant, stamp);
  const effort = newEffort(table);
  for (;;) {
    const next = isNumbered ? await withNextNumber(table, tenant, series, invoice) : undefined;
    const wanted = newInvoice(tenant, creation, next?.fields ?? invoice, customer);
    const dependent = { ...wanted, ...(next && { number: next.number }) };
    const result = await attachUniqueDependent(table, dependent, stamp);
    if (result.outcome !== 'numberTaken') return result;
    await nextRound(effort, `numbering invoice ${creation.id}`);
  }
}
