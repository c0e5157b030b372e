import { randomUUID } from 'node:crypto';
import { beforeAll, describe, expect, it } from 'vitest';
import { beelAuthorization } from '../../support/credentials.ts';
import { beelCanonicalFailure, beelSuccess } from '../../support/envelopes.ts';
import { call } from '../../support/http.ts';
import { storeCustomer } from '../../support/store.ts';
import { address, newCompany, newNif, profile } from '../samples.ts';
import { type CompanyCustomers, dataOf, newCompanyCustomers } from './companies.ts';

let own: CompanyCustomers;

beforeAll(async () => {
  own = await newCompanyCustomers();
});

describe('GET /api/v1/companies/{company_id}/customers/{customer_id}', () => {
  it('gives the customer as create did, on either route', async () => {
    const json = { legal_name: 'Ada SL', nif: newNif(), address, website: 'https://ada.es', notes: 'Hola' };
    const created = dataOf(await own.create(json));
    const { web, ...createdFlat } = dataOf(await own.createFlat({ ...json, nif: newNif() }));

    for (const data of [created, createdFlat]) {
      const answer = await call(`GET ${own.path(data.id.toUpperCase(), own.company.toUpperCase())}`, own);
      expect([answer.status, answer.body]).toEqual([200, beelSuccess(data)]);
    }
    expect(web).toBe('https://ada.es');
  });

  it('shows an inactive customer as such', async () => {
    const ref = own.ref();
    const fields = profile();
    const stored = await storeCustomer(ref, fields);
    await call(`DELETE /api/v1/customers/${ref.id}`, own);

    const answer = await own.get(ref.id);

    const created_at = `${stored.creation.at.slice(0, 19)}Z`;
    const updated_at = expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/);
    const shown = { id: ref.id, ...fields, active: false, created_at, updated_at };
    expect([answer.status, answer.body]).toEqual([200, beelSuccess(shown)]);
  });

  it('answers 404 alike to a deleted, an unknown and another company’s customer, and to one of the test environment', async () => {
    const [deleted, theirs, test] = [own.ref(), (await newCompany()).ref(), own.ref(randomUUID(), 'test')];
    for (const ref of [deleted, theirs, test]) await storeCustomer(ref, profile());
    await call(`DELETE ${own.path(deleted.id)}`, own);

    for (const id of [deleted.id, randomUUID(), theirs.id, test.id]) {
      const { status, body } = await own.get(id);
      expect([status, body]).toEqual([404, own.failure('CLIENT_NOT_FOUND', 'Customer not found', id)]);
    }
    const authorization = await beelAuthorization({ company: own.company, mode: 'test' });
    expect((await call(`GET ${own.path(test.id)}`, { authorization })).status).toBe(200);
  });

  it('answers 403 for another company, whether it exists or not, and without the scope', async () => {
    const theirs = (await newCompany()).ref();
    await storeCustomer(theirs, profile());
    for (const company of [theirs.tenant.slice('live:'.length), randomUUID()]) {
      const { status, body } = await call(`GET ${own.path(theirs.id, company)}`, own);
      const message = 'You do not have permission to access this resource';
      const instance = own.path(theirs.id, company).slice('/api'.length);
      expect([status, body]).toEqual([
        403,
        beelCanonicalFailure('ACTIVE_COMPANY_NOT_ACCESSIBLE', message, instance),
      ]);
    }
    const authorization = await beelAuthorization({ company: own.company, scopes: ['customers:write'] });
    const { body } = await call(`GET ${own.path(theirs.id)}`, { authorization });
    const details = { missing_scopes: 'customers:read', required_scopes: 'customers:read' };
    const lacking = 'The API key lacks the scope customers:read';
    expect(body).toEqual(own.failure('INSUFFICIENT_SCOPE', lacking, theirs.id, details));
    expect((await call(`GET ${own.path(theirs.id)}`)).status).toBe(401);
  });

  it('answers 400 to an id that is no UUID and to any query parameter', async () => {
    const { status, body } = await own.get('42');
    const details = { field: 'customer_id', invalid_value: '42', expected_format: 'UUID' };
    const message = "Invalid parameter 'customer_id': must be a UUID";
    expect([status, body]).toEqual([400, own.failure('VALIDATION_ERROR', message, '42', details)]);

    const id = randomUUID();
    const forced = await call(`GET ${own.path(id)}?fields=nif`, own);
    const unknown = "Invalid parameter 'fields': unknown";
    const field = { field: 'fields' };
    expect([forced.status, forced.body]).toEqual([400, own.failure('VALIDATION_ERROR', unknown, id, field)]);
  });
});
