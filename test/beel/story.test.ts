import { randomUUID } from 'node:crypto';
import { expect, it } from 'vitest';
import { call } from '../support/http.ts';
import { companyProfile, newKnownCompany } from './companies/companies.ts';
import { fileOf, form } from './customers/files.ts';

/** What a client written from the vendor's contract alone sees of an answer. */
interface Seen {
  readonly status: number;
  // biome-ignore lint/suspicious/noExplicitAny: answers of many shapes
  readonly data: any;
  // biome-ignore lint/suspicious/noExplicitAny: refusals of many shapes
  readonly error: any;
  readonly location: string | undefined;
}

async function newClient() {
  const { company, authorization } = await newKnownCompany(companyProfile());
  async function send(method: string, path: string, options: object = {}): Promise<Seen> {
    const answer = await call(`${method} /api/v1${path}`, { authorization, ...options });
    const { data, error } = Object(answer.body) as Partial<Seen>;
    return { status: answer.status, data, error, location: answer.headers.location };
  }
  const below = (path: string) => `/companies/${company}${path}`;
  return {
    company,
    authorization,
    send,
    get: (path: string) => send('GET', below(path)),
    make: (path: string, json: unknown) =>
      send('POST', below(path), { json, headers: { 'idempotency-key': randomUUID() } }),
    act: (path: string) => send('POST', below(path)),
    patch: (path: string, json: unknown) => send('PATCH', below(path), { json }),
    put: (path: string, json: unknown) => send('PUT', below(path), { json }),
    remove: (path: string) => send('DELETE', below(path)),
    async import(file: Blob, key: string): Promise<Seen> {
      const { raw, headers } = await form(file, { source: 'csv' });
      const options = { raw, headers: { ...headers, 'idempotency-key': key } };
      return send('POST', below('/customers/imports'), options);
    },
  };
}

const line = { description: 'Consultoría', quantity: 40, unit_price: 37.5 };
const taxed = { ...line, main_tax: { type: 'IVA', percentage: 21 } };

it('leads from an empty company to customers, invoices, refusals that name what blocks, and deletions', async () => {
  const client = await newClient();

  // Who am I, and who issues?
  const identity = await client.send('GET', '/me/identity');
  expect(identity.data.credential).toMatchObject({ type: 'api_key', environment: 'PROD' });
  const companies = await client.send('GET', `/accounts/${identity.data.account_id}/companies`);
  expect(companies.data.companies.map(({ id }: { id: string }) => id)).toEqual([client.company]);
  expect((await client.get('/customers')).data.pagination.total_items).toBe(0);

  // The template is filled in and imported; importing it again makes nothing twice.
  const template = await call('GET /api/v1/templates/customer-import', {
    authorization: client.authorization,
  });
  const file = fileOf(...String(template.body).trim().split('\n'));
  const key = randomUUID();
  const imported = await client.import(file, key);
  expect([imported.status, imported.data.statistics.imported]).toEqual([201, 4]);
  expect((await client.import(file, key)).data.customers_validation).toEqual(
    imported.data.customers_validation,
  );
  const again = await client.import(file, randomUUID());
  expect(again.data.statistics).toMatchObject({ imported: 0, duplicates: 4 });

  // One is found by a part of its name without accents, and corrected.
  const found = await client.get('/customers?search=construcciones%20garcia');
  const [garcia] = found.data.customers;
  expect([found.data.pagination.total_items, garcia.legal_name]).toEqual([
    1,
    'Construcciones García y Asociados SL',
  ]);
  const corrected = await client.patch(`/customers/${garcia.id}`, { email: 'facturas@garcia.es' });
  expect([corrected.status, corrected.data.email]).toEqual([200, 'facturas@garcia.es']);
  const others = (await client.get('/customers')).data.customers.filter(
    ({ id }: { id: string }) => id !== garcia.id,
  );
  const [tuor, nunez, martin] = others.map(({ id }: { id: string }) => id) as [string, string, string];

  // A draft, moved to another customer: its link moves with it.
  const recipient = { customer_id: garcia.id };
  const draft = await client.make('/invoices', { type: 'STANDARD', recipient, lines: [taxed] });
  expect([draft.status, draft.data.status, draft.data.totals.invoice_total]).toEqual([201, 'DRAFT', 1_815]);
  expect(draft.location).toBe(`/api/v1/companies/${client.company}/invoices/${draft.data.id}`);
  const blocked = await client.remove(`/customers/${garcia.id}`);
  expect([blocked.status, blocked.error.code, blocked.error.details]).toEqual([
    409,
    'CLIENT_HAS_INVOICES',
    { blockers: [{ type: 'invoice', id: draft.data.id }] },
  ]);
  const moved = await client.patch(`/invoices/${draft.data.id}`, { recipient: { customer_id: tuor } });
  expect([moved.status, moved.data.recipient.customer_id]).toEqual([200, tuor]);
  expect((await client.remove(`/customers/${garcia.id}`)).status).toBe(204);

  // It is issued, and so its customer stays for ever, though the invoice is voided.
  const issued = await client.act(`/invoices/${draft.data.id}/issue`);
  expect([issued.status, issued.data.status, issued.data.number]).toEqual([200, 'ISSUED', 1]);
  const reason = 'Se emitió por error';
  const voided = await client.make(`/invoices/${draft.data.id}/void`, { reason });
  expect([voided.status, voided.error, voided.data?.status]).toEqual([200, undefined, 'VOIDED']);
  expect((await client.remove(`/customers/${tuor}`)).error.code).toBe('CLIENT_HAS_INVOICES');

  // A recurring invoice blocks while it is active or paused, in words of its own.
  const series_id = (await client.get('/series/defaults')).data.defaults[0].series_id;
  const recurring = await client.make('/recurring-invoices', {
    name: 'Mantenimiento',
    day_of_month: 1,
    start_date: '2099-01-01',
    series_id,
    invoice_type: 'STANDARD',
    customer_id: nunez,
    lines: [{ ...line, vat_rate: 21 }],
  });
  expect([recurring.status, recurring.data.status]).toEqual([201, 'ACTIVE']);
  const status = (value: string) =>
    client.put(`/recurring-invoices/${recurring.data.id}/status`, { status: value });
  expect((await status('PAUSED')).data.status).toBe('PAUSED');
  const paused = await client.remove(`/customers/${nunez}`);
  expect([paused.status, paused.error.code, paused.error.details]).toEqual([
    400,
    'REFERENCED_BY_RECURRING_INVOICE',
    { blockers: [{ type: 'recurring_invoice', id: recurring.data.id }] },
  ]);
  expect((await status('COMPLETED')).data.status).toBe('COMPLETED');

  // What may be deleted is deleted, each decided on its own.
  const bulk = await client.remove(`/customers/bulk?ids=${[tuor, nunez, martin].join(',')}`);
  expect(bulk.data.customers_deletion.map((row: { status: string }) => row.status)).toEqual([
    'HAS_INVOICES',
    'DELETED',
    'DELETED',
  ]);
  const left = await client.get('/customers');
  expect(left.data.customers.map(({ id }: { id: string }) => id)).toEqual([tuor]);
  const invoices = await client.get(`/invoices?customer_id=${tuor}`);
  expect(invoices.data.invoices.map(({ id }: { id: string }) => id)).toEqual([draft.data.id]);
});
