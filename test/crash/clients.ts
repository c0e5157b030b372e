import { randomInt } from 'node:crypto';
import type { Seeds } from '../../infra/local/seeds.ts';
import { sampleNif } from '../../infra/sample-nif.ts';

/** What a client knows of one request: `unknown` where no answer came, or a 5xx, which promises nothing. */
export interface Call {
  readonly action: 'create' | 'attach' | 'detach' | 'delete' | 'restore';
  /** Key of the customer or invoice. Of a new one it is known only when the client was told. */
  readonly key?: string;
  readonly outcome: 'done' | 'refused' | 'unknown';
}

/** How the clients of one vendor speak. */
export interface Tongue {
  /** `<vendor>#<tenant>` */
  readonly tenant: string;
  create(): Promise<Call>;
  attach(customer: string): Promise<Call>;
  detach(invoice: string): Promise<Call>;
  remove(customer: string): Promise<Call>;
  restore(customer: string): Promise<Call>;
}

type Send = (
  method: string,
  path: string,
  json?: unknown,
) => Promise<{ readonly outcome: Call['outcome']; readonly body?: unknown }>;

/** Sends requests to a service that may die at any moment. */
export const sender =
  (url: string, authorization: string): Send =>
  async (method, path, json) => {
    try {
      const headers = { authorization, 'content-type': 'application/json' };
      const body = json === undefined ? null : JSON.stringify(json);
      const response = await fetch(`${url}${path}`, { method, headers, body });
      const text = await response.text();
      if (response.status >= 500) return { outcome: 'unknown' };
      return { outcome: response.ok ? 'done' : 'refused', ...(text && { body: JSON.parse(text) }) };
    } catch {
      return { outcome: 'unknown' };
    }
  };

/** Brings a customer back, with the operator's key. */
const restorer =
  (url: string, { operator }: Seeds) =>
  async (key: string): Promise<Call> => {
    const [vendor, tenant] = key.split('#', 2);
    const path = `/operator/v1/${vendor}/${tenant}/customers/${idOf(key)}/restoration`;
    const { outcome } = await sender(url, operator.authorization)('POST', path);
    return { action: 'restore', key, outcome };
  };

const idOf = (key: string): string => key.slice(key.lastIndexOf('#') + 1);

export function enkash(url: string, seeds: Seeds): Tongue {
  const { companyId, authorization } = seeds.enkash;
  const send = sender(url, authorization);
  const tenant = `enkash#${companyId}`;
  return {
    tenant,
    async create() {
      const contact = { deleted: false, legalName: 'Ada', name: 'Ada', mobile: '9876543210' };
      const { outcome, body } = await send('POST', '/api/v0/customer', {
        legalName: 'Ada',
        customerKeyContacts: [contact],
      });
      const { payload } = (body ?? {}) as { payload?: { customerId: string } };
      return { action: 'create', outcome, ...(payload && { key: `${tenant}#${payload.customerId}` }) };
    },
    async attach(customer) {
      const json = { customerId: idOf(customer), baseAmount: 10, dueDate: '2027-01-31' };
      const { outcome, body } = await send('POST', '/api/v0/invoice', json);
      const { payload } = (body ?? {}) as { payload?: { invoiceId: string } };
      return { action: 'attach', outcome, ...(payload && { key: `${tenant}#INVOICE#${payload.invoiceId}` }) };
    },
    async detach(key) {
      const { outcome, body } = await send('POST', '/api/v0/invoice/bulk/delete', {
        invoiceIds: [idOf(key)],
      });
      const { payload } = (body ?? {}) as { payload?: { success_count: number } };
      return {
        action: 'detach',
        key,
        outcome: outcome === 'done' && payload?.success_count === 0 ? 'refused' : outcome,
      };
    },
    async remove(key) {
      const { outcome } = await send('DELETE', `/api/v0/customer/${idOf(key)}`);
      return { action: 'delete', key, outcome };
    },
    restore: restorer(url, seeds),
  };
}

export function beel(url: string, seeds: Seeds): Tongue {
  const { company, mode, authorization } = seeds.beel;
  const send = sender(url, authorization);
  const tenant = `beel#${mode}:${company}`;
  const idIn = (body: unknown) => (body as { data?: { id: string } } | undefined)?.data?.id;
  return {
    tenant,
    async create() {
      const address = {
        street: 'Gran Vía',
        number: '1',
        postal_code: '28013',
        city: 'Madrid',
        province: 'Madrid',
      };
      const json = { legal_name: 'Ada', nif: sampleNif(), address };
      const { outcome, body } = await send('POST', '/api/v1/customers', json);
      const id = outcome === 'done' ? idIn(body) : undefined;
      return { action: 'create', outcome, ...(id && { key: `${tenant}#${id}` }) };
    },
    async attach(customer) {
      const lines = [{ description: 'Consulting', quantity: 1, unit_price: 10 }];
      const json = { type: 'STANDARD', recipient: { customer_id: idOf(customer) }, lines };
      const { outcome, body } = await send('POST', '/api/v1/invoices', json);
      const id = outcome === 'done' ? idIn(body) : undefined;
      return { action: 'attach', outcome, ...(id && { key: `${tenant}#INVOICE#${id}` }) };
    },
    async detach(key) {
      const { outcome } = await send('DELETE', `/api/v1/invoices/${idOf(key)}`);
      return { action: 'detach', key, outcome };
    },
    async remove(key) {
      // One at a time or in bulk: two ways to the same condition.
      const one = `/api/v1/companies/${company}/customers/${idOf(key)}`;
      if (randomInt(2) === 0) return { action: 'delete', key, outcome: (await send('DELETE', one)).outcome };
      const { outcome, body } = await send(
        'DELETE',
        `/api/v1/companies/${company}/customers/bulk?ids=${idOf(key)}`,
      );
      const { data } = (body ?? {}) as { data?: { statistics: { deleted: number; errors: number } } };
      if (outcome !== 'done') return { action: 'delete', key, outcome };
      const { deleted = 0, errors = 0 } = data?.statistics ?? {};
      return { action: 'delete', key, outcome: errors > 0 ? 'unknown' : deleted > 0 ? 'done' : 'refused' };
    },
    restore: restorer(url, seeds),
  };
}
