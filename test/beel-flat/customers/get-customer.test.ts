import { randomUUID } from 'node:crypto';
import { beforeAll, describe, expect, it } from 'vitest';
import { address, newCompany, newNif, profile } from '../../beel/samples.ts';
import { beelAuthorization } from '../../support/credentials.ts';
import { beelFailure, beelSuccess } from '../../support/envelopes.ts';
import { call } from '../../support/http.ts';
import { storeCustomer } from '../../support/store.ts';

let own: Awaited<ReturnType<typeof newCompany>>;

beforeAll(async () => {
  own = await newCompany();
});

const get = (id: string, authorization = own.authorization) =>
  call(`GET /api/v1/customers/${id}`, { authorization });

describe('GET /api/v1/customers/{customer_id}', () => {
  it('gives the customer as create did', async () => {
    const json = { legal_name: 'Ada SL', nif: newNif(), address, web: 'https://ada.es', notes: 'Hola' };
    const created = await call('POST /api/v1/customers', { authorization: own.authorization, json });
    const { data } = created.body as { data: { id: string } };

    const answer = await get(data.id.toUpperCase());

    expect(answer.status).toBe(200);
    expect(answer.body).toEqual(beelSuccess(data));
  });

  it('shows an inactive customer as such', async () => {
    const ref = own.ref();
    const fields = profile();
    const stored = await storeCustomer(ref, fields);
    await call(`DELETE /api/v1/customers/${ref.id}`, { authorization: own.authorization });

    const answer = await get(ref.id);

    expect(answer.status).toBe(200);
    const created_at = `${stored.creation.at.slice(0, 19)}Z`;
    const updated_at = expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/);
    expect(answer.body).toEqual(
      beelSuccess({ id: ref.id, ...fields, active: false, created_at, updated_at }),
    );
  });

  it('answers 404 to a deleted, an unknown and another company’s customer, and to one of the test environment', async () => {
    const [deleted, theirs, test] = [own.ref(), (await newCompany()).ref(), own.ref(randomUUID(), 'test')];
    for (const ref of [deleted, theirs, test]) await storeCustomer(ref, profile());
    const { company, authorization } = own;
    await call(`DELETE /api/v1/companies/${company}/customers/${deleted.id}`, { authorization });

    for (const id of [deleted.id, randomUUID(), theirs.id, test.id]) {
      const answer = await get(id);
      expect(answer.status).toBe(404);
      expect(answer.body).toEqual(beelFailure('NOT_FOUND', 'Resource not found'));
    }
    const testKey = await beelAuthorization({ company, mode: 'test' });
    expect((await get(test.id, testKey)).status).toBe(200);
  });

  it('answers 400 to an id that is no UUID', async () => {
    const answer = await get('42');

    expect(answer.status).toBe(400);
    expect(answer.body).toEqual(
      beelFailure('BAD_REQUEST', "Invalid parameter 'customer_id': must be a UUID"),
    );
  });
});
