import { sampleNif } from '../../../sample-nif.ts';
import type { Smoke } from '../smoke.ts';

const address = {
  street: 'Calle Mayor',
  number: '1',
  postal_code: '28013',
  city: 'Madrid',
  province: 'Madrid',
  country: 'España',
};

const line = {
  description: 'Smoke',
  quantity: 1,
  unit_price: 1,
  main_tax: { type: 'IVA', percentage: 21 },
};

const HAS_INVOICES = { success: false, error: { code: 'CLIENT_HAS_INVOICES' } };

interface Data {
  readonly data: { readonly id: string };
}

interface Failure {
  readonly meta: { readonly request_id: string };
}

/** A customer that the routes of today delete. What creates and attaches is the flat routes' alone. */
export async function beelStory({ api, tenants: { beel }, logged }: Smoke): Promise<string> {
  const { authorization, company, profile } = beel;
  const known = { data: { id: company, legal_name: profile.legal_name } };
  await api.expect(`GET /api/v1/companies/${company}`, { authorization }, 200, known);
  await api.expect(`PUT /api/v1/companies/${company}/series/defaults`, { authorization }, 200);
  const customers = `/api/v1/companies/${company}/customers`;
  const id = await newCustomer(api, authorization, customers);
  const customer = `${customers}/${id}`;
  const json = { notes: 'Seen by smoke' };
  await api.expect(`PATCH ${customer}`, { authorization, json }, 200, { data: { id, ...json } });
  const invoice = await attach(api, authorization, id);
  const refusal = await api.expect<Failure>(`DELETE ${customer}`, { authorization }, 409, HAS_INVOICES);
  logged.push({ stack: 'beel', log: 'Log', id: refusal.meta.request_id });
  const bulk = `DELETE /api/v1/companies/${company}/customers/bulk?ids=${id}`;
  await api.expect(bulk, { authorization }, 200, { data: { failed: 1 } });
  await api.expect(`DELETE /api/v1/invoices/${invoice}`, { authorization }, 204);
  await api.expect(`DELETE ${customer}`, { authorization }, 204);
  await api.expect(`DELETE ${customer}`, { authorization }, 404, { error: { code: 'CLIENT_NOT_FOUND' } });
  return 'company and series, created, changed, attached, refused (alone and in bulk), detached, deleted, gone';
}

/** A customer that the flat routes deactivate. */
export async function beelFlatStory({ api, tenants: { beel }, logged }: Smoke): Promise<string> {
  const { authorization } = beel;
  const id = await newCustomer(api, authorization);
  const customer = `/api/v1/customers/${id}`;
  const invoice = await attach(api, authorization, id);
  const refusal = await api.expect<Failure>(`DELETE ${customer}`, { authorization }, 409, HAS_INVOICES);
  logged.push({ stack: 'beel-flat', log: 'Log', id: refusal.meta.request_id });
  await api.expect(`DELETE /api/v1/invoices/${invoice}`, { authorization }, 204);
  await api.expect(`DELETE ${customer}`, { authorization }, 200, { success: true });
  await api.expect(`GET ${customer}`, { authorization }, 200, { data: { id, active: false } });
  return 'created, attached, refused, detached, deactivated';
}

export async function newCustomer(
  api: Smoke['api'],
  authorization: string,
  route = '/api/v1/customers',
): Promise<string> {
  const json = { legal_name: 'Smoke SL', nif: sampleNif(), address };
  const { data } = await api.expect<Data>(`POST ${route}`, { authorization, json }, 201);
  return data.id;
}

async function attach(api: Smoke['api'], authorization: string, customer_id: string): Promise<string> {
  const json = { type: 'STANDARD', recipient: { customer_id }, lines: [line] };
  const { data } = await api.expect<Data>('POST /api/v1/invoices', { authorization, json }, 201, {
    success: true,
  });
  return data.id;
}
