import { randomUUID } from 'node:crypto';
import type { RecurringInvoice } from '../../../functions/beel/recurring-invoices/recurring-invoice.ts';
import { listingOf } from '../../../functions/beel/recurring-invoices/recurring-invoice-listing.ts';
import { defaultSeries } from '../../../functions/beel/series/series.ts';
import { receivables } from '../../../shared/dynamodb/tables.ts';
import { attachDependents } from '../../../shared/receivables/dependents/attach.ts';
import type { CustomerRef, DependentRef } from '../../../shared/receivables/keys.ts';
import type { Stamp } from '../../../shared/receivables/stamp.ts';
import { beelCanonicalFailure } from '../../support/envelopes.ts';
import { call } from '../../support/http.ts';
import { newStamp, storeDependent, storedCustomer } from '../../support/store.ts';
import { newCompany, storedBeelCustomer } from '../samples.ts';

/** A company, and its recurring invoices as the routes of today reach them. */
export async function newCompanyRecurringInvoices() {
  const own = await newCompany();
  const { authorization, company, ref } = own;
  const { vendor, tenant } = ref();
  const [standard, simplified] = defaultSeries({ vendor, tenant }).map(({ id }) => id) as [string, string];
  const path = (id?: string, of: string = company) =>
    `/api/v1/companies/${of}/recurring-invoices${id === undefined ? '' : `/${id}`}`;
  const recurring = (id: string): DependentRef => ({ vendor, tenant, kind: 'RECURRING_INVOICE', id });
  return {
    ...own,
    ...{ standard, simplified, path, recurring },
    customer: () => storedBeelCustomer(ref()),
    create: (json: unknown, headers: Record<string, string> = {}) =>
      call(`POST ${path()}`, { authorization, json, headers }),
    get: (id: string) => call(`GET ${path(id)}`, { authorization }),
    patch: (id: string, json: unknown, headers: Record<string, string> = {}) =>
      call(`PATCH ${path(id)}`, { authorization, json, headers }),
    remove: (id: string) => call(`DELETE ${path(id)}`, { authorization }),
    setStatus: (id: string, status: unknown, headers: Record<string, string> = {}) =>
      call(`PUT ${path(id)}/status`, { authorization, json: { status }, headers }),
    list: (query = '') => call(`GET ${path()}${query}`, { authorization }),
    deleteCustomer: ({ id }: CustomerRef) =>
      call(`DELETE /api/v1/companies/${company}/customers/${id}`, { authorization }),
    minimal: (others: object = {}) => ({
      name: 'Hosting',
      day_of_month: 31,
      start_date: '2090-01-31',
      series_id: standard,
      invoice_type: 'STANDARD',
      lines: [{ description: 'Hosting', quantity: 1, unit_price: 50, vat_rate: 21 }],
      ...others,
    }),
    /** Stores one that could not be created today, such as one whose last day has passed. */
    async store(customer: CustomerRef | undefined, others: Partial<RecurringInvoice> = {}) {
      const dependent = recurring(randomUUID());
      const stamp = newStamp();
      const fields: RecurringInvoice = {
        ...{ name: 'Hosting', frequency: 'MONTHLY', day_of_month: 31, start_date: '2020-01-31' },
        ...{ status: 'ACTIVE', series_id: standard, series_code: 'F', invoice_type: 'STANDARD' },
        ...(customer && { customer_id: customer.id, recipient_fiscal_name: 'Ada SL' }),
        ...{ lines: [], amount: 0, send_automatically: false, draft_in_advance: false },
        ...{ generated_invoices: 0, ...others },
      };
      const listing = ({ at }: Stamp) => listingOf(fields, at);
      const wanted = { ref: dependent, fields, listing, ...(customer && { customer }) };
      await attachDependents(receivables(), [wanted], stamp);
      return dependent;
    },
    /** How many links a customer has, and how many of recurring invoices. */
    async counts(customer: CustomerRef) {
      const { linkCount, recurringCount } = (await storedCustomer(customer)) ?? {};
      return [linkCount, recurringCount];
    },
    invoice: (customer: CustomerRef) => storeDependent(customer),
    failure: (code: string, message: string, id?: string, details?: Record<string, unknown>) =>
      beelCanonicalFailure(code, message, path(id).slice('/api'.length), details),
  };
}

export type CompanyRecurringInvoices = Awaited<ReturnType<typeof newCompanyRecurringInvoices>>;

/** The last day of what has ended, and when that was told to be. */
export const ENDED = { end_date: '2021-06-30' } as const;
export const ENDED_COMPLETION = { reason: 'END_DATE_REACHED', at: '2021-07-01T00:00:00Z' } as const;
