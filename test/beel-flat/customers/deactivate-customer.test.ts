import { randomUUID } from 'node:crypto';
import { beforeAll, describe, expect, it } from 'vitest';
import { listKey } from '../../../shared/receivables/lists/listing.ts';
import { newCompany, profile } from '../../beel/samples.ts';
import { beelAuthorization } from '../../support/credentials.ts';
import { beelFailure, beelSuccess } from '../../support/envelopes.ts';
import { call } from '../../support/http.ts';
import { storeCustomer, storeDependent, storedCustomer } from '../../support/store.ts';

let own: Awaited<ReturnType<typeof newCompany>>;

beforeAll(async () => {
  own = await newCompany();
});

const deactivate = (id: string, authorization = own.authorization) =>
  call(`DELETE /api/v1/customers/${id}`, { authorization });

const done = beelSuccess({ message: 'Customer deactivated successfully' });

describe('DELETE /api/v1/customers/{customer_id}', () => {
  it('deactivates a customer, which keeps its data', async () => {
    const ref = own.ref();
    const before = await storeCustomer(ref, profile());

    const answer = await deactivate(ref.id);

    expect(answer.status).toBe(200);
    expect(answer.body).toEqual(done);
    expect(answer.headers.sunset).toBe('Wed, 09 Dec 2026 00:00:00 GMT');
    const stamp = {
      at: expect.any(String),
      by: expect.stringMatching(/^[0-9a-f]{64}$/),
      requestId: expect.any(String),
      operation: 'beel-flat/customers/deactivate-customer',
    };
    expect(await storedCustomer(ref)).toEqual({
      ...before,
      listKey: listKey(ref, 'CUSTOMER', 'INACTIVE'),
      version: 2,
      update: stamp,
      deactivation: stamp,
    });
  });

  it('is a success again, and changes nothing', async () => {
    const ref = own.ref();
    await storeCustomer(ref, profile());
    await deactivate(ref.id);
    const inactive = await storedCustomer(ref);

    const answer = await deactivate(ref.id.toUpperCase());

    expect(answer.status).toBe(200);
    expect(answer.body).toEqual(done);
    expect(await storedCustomer(ref)).toEqual(inactive);
  });

  it('refuses while an invoice refers to the customer', async () => {
    const ref = own.ref();
    await storeCustomer(ref, profile());
    await storeDependent(ref);
    const before = await storedCustomer(ref);

    const answer = await deactivate(ref.id);

    expect(answer.status).toBe(409);
    const message = 'Cannot deactivate customer because it has associated invoices';
    expect(answer.body).toEqual(beelFailure('CLIENT_HAS_INVOICES', message));
    expect(await storedCustomer(ref)).toEqual(before);
  });

  it('answers 404 to an unknown and a deleted customer, and to what the key does not see', async () => {
    const [theirs, test, deleted] = [(await newCompany()).ref(), own.ref(randomUUID(), 'test'), own.ref()];
    for (const ref of [theirs, test, deleted]) await storeCustomer(ref, profile());
    const { company, authorization } = own;
    await call(`DELETE /api/v1/companies/${company}/customers/${deleted.id}`, { authorization });
    const before = await Promise.all([theirs, test, deleted].map(storedCustomer));

    for (const id of [randomUUID(), theirs.id, test.id, deleted.id]) {
      const answer = await deactivate(id);
      expect(answer.status).toBe(404);
      expect(answer.body).toEqual(beelFailure('NOT_FOUND', 'Resource not found'));
    }

    expect(await Promise.all([theirs, test, deleted].map(storedCustomer))).toEqual(before);
    const testKey = await beelAuthorization({ company, mode: 'test' });
    expect((await deactivate(test.id, testKey)).body).toEqual(done);
  });

  it('answers 400 to an id that is no UUID', async () => {
    const answer = await deactivate(`${randomUUID()}0`);

    expect(answer.status).toBe(400);
    expect(answer.body).toEqual(
      beelFailure('BAD_REQUEST', "Invalid parameter 'customer_id': must be a UUID"),
    );
  });
});
