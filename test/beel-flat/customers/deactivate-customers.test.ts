import { randomUUID } from 'node:crypto';
import { beforeAll, describe, expect, it } from 'vitest';
import type { CustomerRef } from '../../../shared/receivables/keys.ts';
import { listKey } from '../../../shared/receivables/lists/listing.ts';
import { damage, newCompany, storedBeelCustomer } from '../../beel/samples.ts';
import { beelAuthorization } from '../../support/credentials.ts';
import { beelFailure, beelSuccess } from '../../support/envelopes.ts';
import { call } from '../../support/http.ts';
import { loggedBy } from '../../support/log.ts';
import { storeDependent, storedCustomer } from '../../support/store.ts';
import { tenantState } from '../../support/tenant-state.ts';

let own: Awaited<ReturnType<typeof newCompany>>;

beforeAll(async () => {
  own = await newCompany();
});

const deactivate = (query: string, authorization = own.authorization) =>
  call(`DELETE /api/v1/customers/bulk${query}`, { authorization });

const stored = () => storedBeelCustomer(own.ref());

async function linked(): Promise<CustomerRef> {
  const ref = await stored();
  await storeDependent(ref);
  return ref;
}

const error = (customer_id: string, code: string, message: string) => ({
  customer_id,
  error: { code, message },
});
const hasInvoices = (id: string) =>
  error(id, 'CLIENT_HAS_INVOICES', 'Cannot deactivate customer because it has associated invoices');
const notFound = (id: string) => error(id, 'NOT_FOUND', 'Resource not found');

describe('DELETE /api/v1/customers/bulk', () => {
  it('deactivates those that no invoice refers to and reports the others, in the order given', async () => {
    const [first, withInvoices, second, theirs, test] = [
      await stored(),
      await linked(),
      await stored(),
      await storedBeelCustomer((await newCompany()).ref()),
      await storedBeelCustomer(own.ref(randomUUID(), 'test')),
    ];
    const unknown = randomUUID();
    const untouched = [withInvoices, theirs, test];
    const before = await Promise.all(untouched.map(storedCustomer));
    const wasActive = await storedCustomer(first);

    const ids = [second.id, withInvoices.id, unknown, first.id, theirs.id, test.id].join('%2C');
    const answer = await deactivate(`?ids=${ids}`);

    expect(answer.status).toBe(200);
    expect(answer.body).toEqual(
      beelSuccess({
        total: 6,
        successful: 2,
        failed: 4,
        deactivated_ids: [second.id, first.id],
        errors: [hasInvoices(withInvoices.id), notFound(unknown), notFound(theirs.id), notFound(test.id)],
      }),
    );
    expect(answer.headers.sunset).toBe('Wed, 09 Dec 2026 00:00:00 GMT');
    const stamp = {
      at: expect.any(String),
      by: expect.stringMatching(/^[0-9a-f]{64}$/),
      requestId: expect.any(String),
      operation: 'beel-flat/customers/deactivate-customers',
    };
    expect(await storedCustomer(first)).toEqual({
      ...wasActive,
      listKey: listKey(first, 'CUSTOMER', 'INACTIVE'),
      version: 2,
      update: stamp,
      deactivation: stamp,
    });
    expect(await Promise.all(untouched.map(storedCustomer))).toEqual(before);
  });

  it('takes commas as they are, repeated parameters and repeated ids: each customer counts once', async () => {
    const [first, second] = [await stored(), await stored()];

    const answer = await deactivate(
      `?ids=${first.id},${first.id.toUpperCase()},&ids=${second.id}&ids=${first.id}`,
    );

    expect(answer.status).toBe(200);
    const deactivated_ids = [first.id, second.id];
    expect(answer.body).toEqual(
      beelSuccess({ total: 2, successful: 2, failed: 0, deactivated_ids, errors: [] }),
    );
  });

  it('counts one that is inactive already as a success and leaves it as it is; a deleted one is not found', async () => {
    const { company, authorization } = own;
    const [inactive, deleted] = [await stored(), await stored()];
    await call(`DELETE /api/v1/customers/${inactive.id}`, { authorization });
    await call(`DELETE /api/v1/companies/${company}/customers/${deleted.id}`, { authorization });
    const before = await Promise.all([inactive, deleted].map(storedCustomer));

    const answer = await deactivate(`?ids=${inactive.id},${deleted.id}`);

    expect(answer.status).toBe(200);
    const deactivated_ids = [inactive.id];
    const errors = [notFound(deleted.id)];
    expect(answer.body).toEqual(beelSuccess({ total: 2, successful: 1, failed: 1, deactivated_ids, errors }));
    expect(await Promise.all([inactive, deleted].map(storedCustomer))).toEqual(before);
  });

  it('answers 200 even when nothing succeeded', async () => {
    const ref = await linked();

    const answer = await deactivate(`?ids=${ref.id}`);

    expect(answer.status).toBe(200);
    const none = { total: 1, successful: 0, failed: 1, deactivated_ids: [] };
    expect(answer.body).toEqual(beelSuccess({ ...none, errors: [hasInvoices(ref.id)] }));
  });

  it('reports one that fails unexpectedly without its cause, which is logged, and decides the others', async () => {
    const [damaged, good] = [await stored(), await stored()];
    await damage(damaged);

    const { answer, lines } = await loggedBy(() => deactivate(`?ids=${damaged.id},${good.id}`));

    const errors = [error(damaged.id, 'INTERNAL_ERROR', 'Internal server error')];
    const data = { total: 2, successful: 1, failed: 1, deactivated_ids: [good.id], errors };
    expect(answer).toMatchObject({ status: 200, body: beelSuccess(data) });
    const key = `beel#live:${own.company}#${damaged.id}`;
    expect(lines).toEqual([
      {
        timestamp: expect.any(String),
        level: 'ERROR',
        message: 'a row of many has no outcome',
        key,
        outcome: 'failed',
        requestId: expect.any(String),
        traceId: expect.stringMatching(/^[0-9a-f]{32}$/),
        error: expect.objectContaining({
          message: expect.stringContaining(key),
          stack: expect.any(String),
        }),
      },
    ]);
  });

  it.each([
    ['no ids', '', "Missing required parameter 'ids'"],
    ['empty ids', '?ids=', "Invalid parameter 'ids': names no customer"],
    ['commas only', '?ids=%2C,,', "Invalid parameter 'ids': names no customer"],
    ['ids under another name', `?id=${randomUUID()}`, "Missing required parameter 'ids'"],
  ])('answers 400 to %s', async (_, query, message) => {
    const answer = await deactivate(query);

    expect(answer.status).toBe(400);
    expect(answer.body).toEqual(beelFailure('BAD_REQUEST', message));
  });

  it.each([
    ['no UUID', '42'],
    ['a UUID with a NUL', `${randomUUID()}%00`],
    ['a UUID with a space', `%20${randomUUID()}`],
    ['a separator of keys', 'a%23CUSTOMER'],
  ])('answers 400 to %s among good ids, names it, and writes nothing', async (_, bad) => {
    const ref = await stored();
    const before = await tenantState('beel', ref.tenant);

    const answer = await deactivate(`?ids=${ref.id},${bad}`);

    expect(answer.status).toBe(400);
    const message = `Invalid parameter 'ids': '${decodeURIComponent(bad)}' is not a UUID`;
    expect(answer.body).toEqual(beelFailure('BAD_REQUEST', message));
    expect(await tenantState('beel', ref.tenant)).toEqual(before);
  });

  it('answers 400 to more than 500 ids', async () => {
    const ids = Array.from({ length: 501 }, () => '0').join(',');

    const answer = await deactivate(`?ids=${ids}`);

    expect(answer.status).toBe(400);
    const message = "Invalid parameter 'ids': names 501 customers; at most 500 are taken";
    expect(answer.body).toEqual(beelFailure('BAD_REQUEST', message));
  });

  it('sees test data with a test key only', async () => {
    const [live, test] = [await stored(), await storedBeelCustomer(own.ref(randomUUID(), 'test'))];
    const testKey = await beelAuthorization({ company: own.company, mode: 'test' });

    const answer = await deactivate(`?ids=${live.id},${test.id}`, testKey);

    const errors = [notFound(live.id)];
    const data = { total: 2, successful: 1, failed: 1, deactivated_ids: [test.id], errors };
    expect(answer.body).toEqual(beelSuccess(data));
    expect((await storedCustomer(live))?.version).toBe(1);
  });
});
