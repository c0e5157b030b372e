import { randomUUID } from 'node:crypto';
import { expect } from 'vitest';
import type { CompanyProfile } from '../../../functions/beel/companies/company.ts';
import { defaultSeries } from '../../../functions/beel/series/series.ts';
import type { CustomerRef, DependentRef } from '../../../shared/receivables/keys.ts';
import { beelCanonicalFailure } from '../../support/envelopes.ts';
import { type Answer, call } from '../../support/http.ts';
import { storeCustomer, storedDependent } from '../../support/store.ts';
import { companyProfile, newKnownCompany } from '../companies/companies.ts';
import { address, isoTime, newNif, profile } from '../samples.ts';

export const IVA = { type: 'IVA', percentage: 21, regime_key: '01' };

export const line = { description: 'Consulting', quantity: 1, unit_price: 100, main_tax: IVA };

export const today = () => new Date().toLocaleDateString('sv-SE', { timeZone: 'Europe/Madrid' });

export const daysFromToday = (days: number) =>
  new Date(Date.parse(`${today()}T12:00:00Z`) + days * 86_400_000).toISOString().slice(0, 10);

/** The number that an invoice of today has in the default series with this code. */
export const numberOfToday = (code: string, number: number) =>
  `${code}-${today().slice(0, 4)}-${String(number).padStart(4, '0')}`;

/** Somebody who is no registered customer. */
export const stranger = () => ({ legal_name: 'Ada SL', nif: newNif(), address });

export interface ShownInvoice extends Record<string, unknown> {
  readonly id: string;
  readonly number: number | null;
  readonly status: string;
}

export const dataOf = ({ body }: Answer) => (body as { data: ShownInvoice }).data;

export const codeOf = ({ status, body }: Answer): [number, string | undefined] => [
  status,
  (body as { error?: { code: string } }).error?.code,
];

/** A company of the test's own with its invoices. With null for a profile it cannot issue any. */
export async function newInvoices(known: CompanyProfile | null = companyProfile()) {
  const { company, authorization, key } = await newKnownCompany(known ?? undefined);
  const tenant = { vendor: 'beel', tenant: `live:${company}` };
  const path = (below = '') => `/api/v1/companies/${company}/invoices${below}`;
  const send = (method: string, below: string, json?: unknown, headers: Record<string, string> = {}) =>
    call(`${method} ${path(below)}`, { authorization, json, headers });
  const create = (json: object = {}, headers = {}) =>
    send('POST', '', { type: 'STANDARD', recipient: stranger(), lines: [line], ...json }, headers);
  const invoiceRef = (id: string): DependentRef => ({ ...tenant, kind: 'INVOICE', id });
  const refuse = (code: string, message: string, below = '', details?: Record<string, unknown>) =>
    beelCanonicalFailure(code, message, path(below).slice('/api'.length), details);
  return {
    ...{ company, authorization, key, tenant, path, send, create, invoiceRef, refuse, known },
    get: (id: string) => send('GET', `/${id}`),
    patch: (id: string, json: unknown, headers = {}) => send('PATCH', `/${id}`, json, headers),
    remove: (id: string) => send('DELETE', `/${id}`),
    issue: (id: string, headers = {}) => send('POST', `/${id}/issue`, undefined, headers),
    stored: (id: string) => storedDependent(invoiceRef(id)),
    /** Creates it and gives back how it is shown. */
    made: async (json: object = {}) => {
      const answer = await create(json);
      expect(answer.status).toBe(201);
      return dataOf(answer);
    },
    customer: async (change: object = {}): Promise<CustomerRef> => {
      const ref = { ...tenant, id: randomUUID() };
      await storeCustomer(ref, { ...profile(), ...change });
      return ref;
    },
    series: (type: string) => {
      const { id, code } = defaultSeries(tenant).find(({ document_type }) => document_type === type)!;
      return { id, code };
    },
  };
}

export type Invoices = Awaited<ReturnType<typeof newInvoices>>;

/** An invoice of one line of 100 euros, as answers show it, but for its recipient. */
export const shownInvoice = (own: Invoices, change: object = {}) => ({
  id: expect.stringMatching(/^[0-9a-f-]{36}$/),
  invoice_number: null,
  number: null,
  type: 'STANDARD',
  status: 'DRAFT',
  series: own.series('STANDARD'),
  issue_date: today(),
  issuer: own.known ?? {},
  lines: [shownLine()],
  totals: {
    taxable_base: 100,
    total_discounts: 0,
    vat_breakdown: [{ type: 21, base: 100, amount: 21, regime_key: '01' }],
    total_vat: 21,
    total_equivalence_surcharge: 0,
    total_irpf: 0,
    invoice_total: 121,
    total_disbursements: 0,
    total_to_pay: 121,
  },
  verifactu: { enabled: false },
  created_at: expect.stringMatching(isoTime),
  updated_at: expect.stringMatching(isoTime),
  ...change,
});

export const shownLine = (change: object = {}) => ({
  ...line,
  unit: 'hours',
  pricing_mode: 'UNIT_PRICE',
  discount_percentage: 0,
  line_type: 'NORMAL',
  taxable_base: 100,
  line_total: 121,
  ...change,
});
