import { randomUUID } from 'node:crypto';
import { beforeAll, describe, expect, it } from 'vitest';
import { listKey } from '../../../shared/receivables/lists/listing.ts';
import { beelAuthorization } from '../../support/credentials.ts';
import { beelCanonicalFailure } from '../../support/envelopes.ts';
import { call } from '../../support/http.ts';
import { storeCustomer, storeDependent, storedCustomer } from '../../support/store.ts';
import { address, newCompany, newNif, profile } from '../samples.ts';

let own: Awaited<ReturnType<typeof newCompany>>;

beforeAll(async () => {
  own = await newCompany();
});

const path = (id: string, company: string = own.company) => `/api/v1/companies/${company}/customers/${id}`;
const deleteCustomer = (id: string, query = '', authorization = own.authorization) =>
  call(`DELETE ${path(id)}${query}`, { authorization });
const failure = (id: string, code: string, message: string, details?: Record<string, unknown>) =>
  beelCanonicalFailure(code, message, path(id).slice('/api'.length), details);

describe('DELETE /api/v1/companies/{company_id}/customers/{customer_id}', () => {
  it('deletes a customer for good: 404 from then on', async () => {
    const ref = own.ref();
    const before = await storeCustomer(ref, profile());

    const answer = await deleteCustomer(ref.id);

    expect(answer.status).toBe(204);
    expect(answer.body).toBe('');
    expect(answer.headers.sunset).toBeUndefined();
    expect(answer.headers['cache-control']).toBe('no-store');
    const stamp = {
      at: expect.any(String),
      by: expect.stringMatching(/^[0-9a-f]{64}$/),
      requestId: expect.any(String),
      operation: 'beel/customers/delete-customer',
    };
    const deleted = await storedCustomer(ref);
    const key = listKey(ref, 'CUSTOMER', 'DELETED');
    expect(deleted).toEqual({ ...before, listKey: key, version: 2, update: stamp, deletion: stamp });

    const again = await deleteCustomer(ref.id);
    expect(again.status).toBe(404);
    expect(again.body).toEqual(failure(ref.id, 'CLIENT_NOT_FOUND', 'Customer not found'));
    expect(await storedCustomer(ref)).toEqual(deleted);
  });

  it('deletes an inactive customer like any other', async () => {
    const ref = own.ref();
    await storeCustomer(ref, profile());
    await call(`DELETE /api/v1/customers/${ref.id}`, { authorization: own.authorization });

    expect((await deleteCustomer(ref.id)).status).toBe(204);
    const stored = await storedCustomer(ref);
    expect([stored?.deletion?.requestId, stored?.version]).toEqual([stored?.update.requestId, 3]);
  });

  it('frees the tax id for another customer, again and again', async () => {
    const { authorization } = own;
    const json = { legal_name: 'Ada SL', nif: newNif(), address };
    const ids = new Set<string>();
    for (let round = 0; round < 3; round++) {
      const created = await call('POST /api/v1/customers', { authorization, json });
      expect(created.status).toBe(201);
      const { id } = (created.body as { data: { id: string } }).data;
      ids.add(id);
      expect((await call('POST /api/v1/customers', { authorization, json })).status).toBe(409);
      expect((await deleteCustomer(id)).status).toBe(204);
    }
    expect(ids.size).toBe(3);
  });

  it('refuses while an invoice refers to the customer', async () => {
    const ref = own.ref();
    await storeCustomer(ref, profile());
    const { id } = await storeDependent(ref);
    const before = await storedCustomer(ref);

    const answer = await deleteCustomer(ref.id);

    expect(answer.status).toBe(409);
    const details = { blockers: [{ type: 'invoice', id }] };
    const message =
      'A customer with invoices cannot be deleted: its tax record is kept intact. ' +
      'Deactivate it (active: false) to stop using it.';
    expect(answer.body).toEqual(failure(ref.id, 'CLIENT_HAS_INVOICES', message, details));
    expect(await storedCustomer(ref)).toEqual(before);
  });

  it('answers 403 to another company, whether it exists or not', async () => {
    const stranger = await newCompany();
    const theirs = stranger.ref();
    const before = await storeCustomer(theirs, profile());

    for (const company of [stranger.company, randomUUID()]) {
      const answer = await call(`DELETE ${path(theirs.id, company)}`, { authorization: own.authorization });
      expect(answer.status).toBe(403);
      const message = 'You do not have permission to access this resource';
      const instance = path(theirs.id, company).slice('/api'.length);
      expect(answer.body).toEqual(beelCanonicalFailure('ACTIVE_COMPANY_NOT_ACCESSIBLE', message, instance));
    }
    expect(await storedCustomer(theirs)).toEqual(before);
  });

  it('answers 404 to an unknown customer, another company’s, and one of the other environment', async () => {
    const [theirs, test] = [(await newCompany()).ref(), own.ref(randomUUID(), 'test')];
    for (const ref of [theirs, test]) await storeCustomer(ref, profile());

    for (const id of [randomUUID(), theirs.id, test.id]) {
      const answer = await deleteCustomer(id);
      expect(answer.status).toBe(404);
      expect(answer.body).toEqual(failure(id, 'CLIENT_NOT_FOUND', 'Customer not found'));
    }
    const testKey = await beelAuthorization({ company: own.company, mode: 'test' });
    expect((await deleteCustomer(test.id, '', testKey)).status).toBe(204);
    expect((await storedCustomer(theirs))?.version).toBe(1);
  });

  it('takes ids in upper case', async () => {
    const ref = own.ref();
    await storeCustomer(ref, profile());
    const upper = path(ref.id.toUpperCase(), own.company.toUpperCase());

    expect((await call(`DELETE ${upper}`, { authorization: own.authorization })).status).toBe(204);
    expect((await storedCustomer(ref))?.version).toBe(2);
  });

  it('answers 400 to ids that are no UUIDs and to any query parameter', async () => {
    const id = randomUUID();
    const answer = await deleteCustomer('42');
    expect(answer.status).toBe(400);
    const message = "Invalid parameter 'customer_id': must be a UUID";
    const details = { field: 'customer_id', invalid_value: '42', expected_format: 'UUID' };
    expect(answer.body).toEqual(failure('42', 'VALIDATION_ERROR', message, details));

    const forced = await deleteCustomer(id, '?force=true');
    expect(forced.status).toBe(400);
    const unknown = "Invalid parameter 'force': unknown";
    expect(forced.body).toEqual(failure(id, 'VALIDATION_ERROR', unknown, { field: 'force' }));
  });
});
