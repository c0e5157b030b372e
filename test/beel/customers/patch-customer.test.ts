import { randomUUID } from 'node:crypto';
import { beforeAll, describe, expect, it } from 'vitest';
import { beelAuthorization } from '../../support/credentials.ts';
import { beelCanonicalFailure, beelSuccess } from '../../support/envelopes.ts';
import { call } from '../../support/http.ts';
import { storeCustomer, storeDependent, storedCustomer } from '../../support/store.ts';
import { tenantState } from '../../support/tenant-state.ts';
import { address, newCompany, newNif, profile } from '../samples.ts';
import { type CompanyCustomers, dataOf, newCompanyCustomers } from './companies.ts';

let own: CompanyCustomers;

beforeAll(async () => {
  own = await newCompanyCustomers();
});

const full = () => ({
  legal_name: 'Ada SL',
  trade_name: 'Ada',
  nif: newNif(),
  address,
  phone: '915551234',
  email: 'ada@example.es',
  website: 'https://ada.es',
  billing_emails: ['facturas@ada.es'],
  contact_person: 'Ada',
  notes: 'Hola',
  preferred_payment_method: { method: 'CARD', payment_term_days: 30 },
  general_discount: 5,
});

const created = async (json: object = full()) => dataOf(await own.create(json));
const state = () => tenantState('beel', own.ref().tenant);

/** Sends changes that are refused, and sees that nothing is written. */
async function refusal(id: string, json: unknown) {
  const before = await state();
  const { status, body } = await own.patch(id, json);
  expect(await state()).toEqual(before);
  return [status, body];
}

describe('PATCH /api/v1/companies/{company_id}/customers/{customer_id}', () => {
  it('changes what is named, each whole, and leaves the rest', async () => {
    const customer = await created();
    const ref = own.ref(customer.id);
    const before = await storedCustomer(ref);
    const { number, ...elsewhere } = { ...address, street: 'Rambla & Sol', city: 'Barcelona (Gràcia)' };
    const changes = {
      legal_name: 'Ada y Compañía SL',
      address: elsewhere,
      preferred_payment_method: { method: 'BIZUM' },
      billing_emails: ['a@ada.es', 'b@ada.es'],
      website: '',
      general_discount: 0.5,
    };

    const sent = { ...changes, address: { ...elsewhere, country: 'Spain', country_code: null } };
    const answer = await own.patch(customer.id, { ...sent, unknown: { field: 1 }, web: 'https://x.es' });

    expect(answer.status).toBe(200);
    const updated_at = expect.any(String);
    expect(answer.body).toEqual(beelSuccess({ ...customer, ...changes, updated_at }));
    expect(answer.headers.location).toBe(undefined);
    const update = {
      at: expect.any(String),
      by: before?.creation.by,
      requestId: expect.any(String),
      operation: 'beel/customers/patch-customer',
    };
    const { website: web, ...fields } = changes;
    expect(await storedCustomer(ref)).toEqual({
      ...before,
      profile: { ...before?.profile, ...fields, web },
      listed: { ...before?.listed, city: 'barcelona (gracia)' },
      listOrder: `ada y compania sl\t${ref.id}`,
      update,
      version: 2,
      settled: expect.any(Set),
    });
    expect(dataOf(await own.get(customer.id))).toEqual(dataOf(answer));
  });

  it('clears what null may clear, on both routes', async () => {
    const customer = await created();
    const cleared = ['trade_name', 'phone', 'email', 'website', 'billing_emails', 'contact_person', 'notes'];
    const changes = Object.fromEntries([...cleared, 'general_discount'].map((name) => [name, null]));

    const answer = await own.patch(customer.id, changes);

    const left = Object.entries(customer).filter(([name]) => !cleared.includes(name));
    const updated_at = expect.any(String);
    expect(answer.body).toEqual(
      beelSuccess({ ...Object.fromEntries(left), general_discount: 0, updated_at }),
    );
    const flat = await call(`GET /api/v1/customers/${customer.id}`, own);
    expect(dataOf(flat)).toEqual(dataOf(answer));
    const { profile: stored } = (await storedCustomer(own.ref(customer.id))) as { profile: object };
    const names = ['legal_name', 'nif', 'address', 'preferred_payment_method', 'general_discount'];
    expect(Object.keys(stored).sort()).toEqual(names.sort());
  });

  it('clears the addresses for invoices also where none is given', async () => {
    const { id } = await created();
    expect(dataOf(await own.patch(id, { billing_emails: [] })).billing_emails).toBe(undefined);
  });

  it.each(['legal_name', 'nif', 'alternative_id', 'address', 'preferred_payment_method'])(
    'does not clear %s',
    async (name) => {
      const { id } = await created();
      const details = { [name]: 'cannot be cleared' };
      const message = 'The provided data is not valid.';
      expect(await refusal(id, { notes: 'other', [name]: null })).toEqual([
        422,
        own.failure('VALIDATION_ERROR', message, id, details),
      ]);
    },
  );

  it('changes nothing, and writes nothing, where it names nothing that is otherwise', async () => {
    const json = full();
    const customer = await created(json);
    const before = await state();

    for (const changes of [{}, { unknown: 1 }, json, { active: true }, { notes: 'Hola', active: true }]) {
      const answer = await own.patch(customer.id, changes);
      expect([answer.status, answer.body]).toEqual([200, beelSuccess(customer)]);
    }
    expect(await state()).toEqual(before);
  });

  it('deactivates a customer whatever refers to it, and brings it back', async () => {
    const customer = await created();
    const ref = own.ref(customer.id);
    await storeDependent(ref);
    const line = { description: 'Consulting', quantity: 1, unit_price: 100 };
    const json = { type: 'STANDARD', recipient: { customer_id: ref.id }, lines: [line] };
    const invoice = () => call('POST /api/v1/invoices', { ...own, json });

    const inactive = await own.patch(ref.id, { active: false });
    const stored = await storedCustomer(ref);
    const refused = await invoice();
    const again = await own.patch(ref.id, { active: false });
    const active = await own.patch(ref.id, { active: true });
    const attached = await invoice();

    const updated_at = expect.any(String);
    expect(inactive.body).toEqual(beelSuccess({ ...customer, active: false, updated_at }));
    expect(stored).toMatchObject({ linkCount: 1, version: 2, deactivation: stored?.update });
    expect([refused.status, attached.status]).toEqual([422, 201]);
    expect(again.body).toEqual(beelSuccess(dataOf(inactive)));
    expect(active.body).toEqual(beelSuccess({ ...customer, active: true, updated_at }));
    const end = await storedCustomer(ref);
    expect(end).toMatchObject({ linkCount: 2, version: 3 });
    expect(end).not.toHaveProperty('deactivation');
  });

  it('changes an inactive customer, which stays inactive', async () => {
    const { id } = await created();
    await own.patch(id, { active: false });
    const answer = await own.patch(id, { notes: 'Adiós' });
    expect(dataOf(answer)).toMatchObject({ notes: 'Adiós', active: false });
  });

  it('leaves the copy in an invoice as it was', async () => {
    const { id } = await created();
    const line = { description: 'Consulting', quantity: 1, unit_price: 100 };
    const json = { type: 'STANDARD', recipient: { customer_id: id }, lines: [line] };
    const invoice = dataOf(await call('POST /api/v1/invoices', { ...own, json }));
    const before = await state();

    await own.patch(id, { legal_name: 'Other SL' });

    const key = [...before.keys()].find((name) => name.includes(invoice.id)) as string;
    expect((await state()).get(key)).toEqual(before.get(key));
  });

  it('says what is wrong with its fields', async () => {
    const { id } = await created();
    const [status, body] = await refusal(id, { general_discount: 101, legal_name: '' });
    const details = { general_discount: expect.any(String), legal_name: expect.any(String) };
    const message = 'The provided data is not valid.';
    expect([status, body]).toEqual([422, own.failure('VALIDATION_ERROR', message, id, details)]);
    for (const json of [{ active: null }, { active: 'no' }, { legal_name: {} }, [], 'active']) {
      const [bad, failure] = await refusal(id, json);
      expect([bad, (failure as { error: { code: string } }).error.code]).toEqual([
        400,
        'INVALID_JSON_FORMAT',
      ]);
    }
  });

  it('needs a body of JSON, and no query parameter', async () => {
    const { id } = await created();
    const { authorization } = own;
    const headers = { 'content-type': 'application/json' };
    const empty = await call(`PATCH ${own.path(id)}`, { authorization, headers });
    const typed = await call(`PATCH ${own.path(id)}`, {
      authorization,
      raw: '{}',
      headers: { 'content-type': 'text/xml' },
    });
    const queried = await call(`PATCH ${own.path(id)}?force=1`, { authorization, json: {} });
    const malformed = await own.patch('42', {});

    expect([empty.status, empty.body]).toEqual([
      400,
      own.failure('INVALID_JSON_FORMAT', 'the body is not valid JSON', id),
    ]);
    const message = 'Unsupported media type: text/xml. Supported: application/json';
    expect([typed.status, typed.body]).toEqual([415, own.failure('UNSUPPORTED_MEDIA_TYPE', message, id)]);
    const unknown = "Invalid parameter 'force': unknown";
    expect([queried.status, queried.body]).toEqual([
      400,
      own.failure('VALIDATION_ERROR', unknown, id, { field: 'force' }),
    ]);
    expect(malformed.status).toBe(400);
  });

  it('answers 404 alike to a deleted, an unknown and another company’s customer, and to one of the test environment', async () => {
    const [deleted, theirs, test] = [own.ref(), (await newCompany()).ref(), own.ref(randomUUID(), 'test')];
    for (const ref of [deleted, theirs, test]) await storeCustomer(ref, profile());
    await call(`DELETE ${own.path(deleted.id)}`, own);
    const before = await Promise.all([deleted, theirs, test].map(storedCustomer));

    for (const id of [deleted.id, randomUUID(), theirs.id, test.id]) {
      for (const json of [{ notes: 'other' }, {}]) {
        const { status, body } = await own.patch(id, json);
        expect([status, body]).toEqual([404, own.failure('CLIENT_NOT_FOUND', 'Customer not found', id)]);
      }
    }
    expect(await Promise.all([deleted, theirs, test].map(storedCustomer))).toEqual(before);
  });

  it('answers 403 for another company, whether it exists or not, and without the scope', async () => {
    const theirs = (await newCompany()).ref();
    const before = await storeCustomer(theirs, profile());
    for (const company of [theirs.tenant.slice('live:'.length), randomUUID()]) {
      const { status, body } = await call(`PATCH ${own.path(theirs.id, company)}`, { ...own, json: {} });
      const message = 'You do not have permission to access this resource';
      const instance = own.path(theirs.id, company).slice('/api'.length);
      expect([status, body]).toEqual([
        403,
        beelCanonicalFailure('ACTIVE_COMPANY_NOT_ACCESSIBLE', message, instance),
      ]);
    }
    const authorization = await beelAuthorization({ company: own.company, scopes: ['customers:read'] });
    const { status, body } = await call(`PATCH ${own.path(theirs.id)}`, { authorization, json: {} });
    const details = { missing_scopes: 'customers:write', required_scopes: 'customers:write' };
    const lacking = 'The API key lacks the scope customers:write';
    expect([status, body]).toEqual([403, own.failure('INSUFFICIENT_SCOPE', lacking, theirs.id, details)]);
    expect((await call(`PATCH ${own.path(theirs.id)}`, { json: {} })).status).toBe(401);
    expect(await storedCustomer(theirs)).toEqual(before);
  });
});
