import { randomUUID } from 'node:crypto';
import { beforeAll, describe, expect, it } from 'vitest';
import type { CustomerRef } from '../../../shared/receivables/keys.ts';
import { listKey } from '../../../shared/receivables/lists/listing.ts';
import { beelAuthorization } from '../../support/credentials.ts';
import { beelCanonicalFailure, beelSuccess } from '../../support/envelopes.ts';
import { call } from '../../support/http.ts';
import { loggedBy } from '../../support/log.ts';
import { storeDependent, storedCustomer } from '../../support/store.ts';
import { tenantState } from '../../support/tenant-state.ts';
import { damage, newCompany, storedBeelCustomer } from '../samples.ts';

let own: Awaited<ReturnType<typeof newCompany>>;

beforeAll(async () => {
  own = await newCompany();
});

const path = (company: string = own.company) => `/api/v1/companies/${company}/customers/bulk`;
const deleteAll = (query: string, authorization = own.authorization) =>
  call(`DELETE ${path()}${query}`, { authorization });
const failure = (code: string, message: string, details?: Record<string, unknown>) =>
  beelCanonicalFailure(code, message, path().slice('/api'.length), details);

const stored = () => storedBeelCustomer(own.ref());

async function linked(): Promise<CustomerRef> {
  const ref = await stored();
  await storeDependent(ref);
  return ref;
}

const MESSAGES: Record<string, string> = {
  NOT_FOUND: 'Customer not found',
  CLIENT_HAS_INVOICES:
    'A customer with invoices cannot be deleted: its tax record is kept intact. Deactivate it (active: false) to stop using it.',
  INTERNAL_ERROR: 'Internal server error',
};

/** The whole report for rows of [id, status, code of the error]. */
function report(rows: readonly (readonly [id: string, status: string, code?: string])[]) {
  const customers_deletion = rows.map(([customer_id, status, code], index) => ({
    index,
    customer_id,
    status,
    ...(code && { error: { code, message: MESSAGES[code] } }),
  }));
  const count = (wanted: string) => rows.filter(([, status]) => status === wanted).length;
  const deleted_ids = rows.filter(([, status]) => status === 'DELETED').map(([id]) => id);
  return beelSuccess({
    metadata: { total_customers: rows.length, operation: 'DELETE_CUSTOMERS', is_dry_run: false },
    customers_deletion,
    statistics: {
      total_processed: rows.length,
      deleted: deleted_ids.length,
      not_found: count('NOT_FOUND'),
      has_invoices: count('HAS_INVOICES'),
      has_recurring_invoice: 0,
      errors: count('ERROR'),
    },
    deleted_ids,
    deactivated_ids: deleted_ids,
    total: rows.length,
    successful: deleted_ids.length,
    failed: rows.length - deleted_ids.length,
    errors: customers_deletion
      .filter(({ status }) => status !== 'DELETED')
      .map(({ customer_id, error }) => ({ customer_id, error })),
  });
}

describe('DELETE /api/v1/companies/{company_id}/customers/bulk', () => {
  it('gives one row for each submitted id, in order', async () => {
    const [first, withInvoices, inactive, theirs] = [
      await stored(),
      await linked(),
      await stored(),
      await storedBeelCustomer((await newCompany()).ref()),
    ];
    await call(`DELETE /api/v1/customers/${inactive.id}`, { authorization: own.authorization });
    const unknown = randomUUID();
    const untouched = await Promise.all([withInvoices, theirs].map(storedCustomer));
    const before = await storedCustomer(first);

    const ids = [withInvoices.id, first.id, unknown, inactive.id.toUpperCase(), theirs.id].join('%2C');
    const answer = await deleteAll(`?ids=${ids}`);

    expect(answer.status).toBe(200);
    expect(answer.body).toEqual(
      report([
        [withInvoices.id, 'HAS_INVOICES', 'CLIENT_HAS_INVOICES'],
        [first.id, 'DELETED'],
        [unknown, 'NOT_FOUND', 'NOT_FOUND'],
        [inactive.id, 'DELETED'],
        [theirs.id, 'NOT_FOUND', 'NOT_FOUND'],
      ]),
    );
    expect(answer.headers.sunset).toBeUndefined();
    const stamp = {
      at: expect.any(String),
      by: expect.stringMatching(/^[0-9a-f]{64}$/),
      requestId: expect.any(String),
      operation: 'beel/customers/delete-customers',
    };
    expect(await storedCustomer(first)).toEqual({
      ...before,
      listKey: listKey(first, 'CUSTOMER', 'DELETED'),
      version: 2,
      update: stamp,
      deletion: stamp,
    });
    expect(await Promise.all([withInvoices, theirs].map(storedCustomer))).toEqual(untouched);
  });

  it('deletes an id that repeats once, and finds nothing at its next rows', async () => {
    const [ref, withInvoices] = [await stored(), await linked()];

    const answer = await deleteAll(
      `?ids=${ref.id},${withInvoices.id}&ids=${ref.id},${withInvoices.id},${ref.id}`,
    );

    expect(answer.status).toBe(200);
    expect(answer.body).toEqual(
      report([
        [ref.id, 'DELETED'],
        [withInvoices.id, 'HAS_INVOICES', 'CLIENT_HAS_INVOICES'],
        [ref.id, 'NOT_FOUND', 'NOT_FOUND'],
        [withInvoices.id, 'HAS_INVOICES', 'CLIENT_HAS_INVOICES'],
        [ref.id, 'NOT_FOUND', 'NOT_FOUND'],
      ]),
    );
    expect((await storedCustomer(ref))?.version).toBe(2);
  });

  it('answers 200 even when nothing succeeded, the second time for instance', async () => {
    const ref = await stored();
    await deleteAll(`?ids=${ref.id}`);
    const deleted = await storedCustomer(ref);

    const answer = await deleteAll(`?ids=${ref.id}`);

    expect(answer.status).toBe(200);
    expect(answer.body).toEqual(report([[ref.id, 'NOT_FOUND', 'NOT_FOUND']]));
    expect(await storedCustomer(ref)).toEqual(deleted);
  });

  it('reports one that fails unexpectedly without its cause, which is logged', async () => {
    const [damaged, good] = [await stored(), await stored()];
    await damage(damaged);

    const { answer, lines } = await loggedBy(() => deleteAll(`?ids=${damaged.id},${good.id}`));

    const body = report([
      [damaged.id, 'ERROR', 'INTERNAL_ERROR'],
      [good.id, 'DELETED'],
    ]);
    expect(answer).toMatchObject({ status: 200, body });
    expect(lines.map(({ message, key, outcome }) => [message, key, outcome])).toEqual([
      ['a row of many has no outcome', `beel#live:${own.company}#${damaged.id}`, 'failed'],
    ]);
  });

  it.each([
    ['no ids', '', 'MISSING_PARAMETER', "Missing required parameter 'ids'", { field: 'ids' }],
    [
      'empty ids',
      '?ids=',
      'VALIDATION_ERROR',
      "Invalid parameter 'ids': names no customer",
      { field: 'ids', invalid_value: '' },
    ],
    [
      'commas only',
      '?ids=,%2C',
      'VALIDATION_ERROR',
      "Invalid parameter 'ids': names no customer",
      { field: 'ids', invalid_value: ',,' },
    ],
    [
      'a query parameter that there is not',
      `?ids=${randomUUID()}&force=true`,
      'VALIDATION_ERROR',
      "Invalid parameter 'force': unknown",
      { field: 'force' },
    ],
    [
      'a malformed id among good ones',
      `?ids=${randomUUID()},nonsense`,
      'VALIDATION_ERROR',
      "Invalid parameter 'ids': 'nonsense' is not a UUID",
      { field: 'ids', invalid_value: 'nonsense', expected_format: 'UUID' },
    ],
  ])('answers 400 to %s', async (_, query, code, message, details) => {
    const answer = await deleteAll(query);

    expect(answer.status).toBe(400);
    expect(answer.body).toEqual(failure(code, message, details));
  });

  it('deletes nothing of a request with a malformed id, or with more than 500', async () => {
    const ref = await stored();
    const before = await tenantState('beel', ref.tenant);

    expect((await deleteAll(`?ids=${ref.id},nonsense`)).status).toBe(400);
    const many = `${ref.id},${Array.from({ length: 500 }, () => '0').join(',')}`;
    const answer = await deleteAll(`?ids=${many}`);

    expect(answer.status).toBe(400);
    const message = "Invalid parameter 'ids': names 501 customers; at most 500 are taken";
    const details = { field: 'ids', invalid_value: `${many.slice(0, 100)}…` };
    expect(answer.body).toEqual(failure('VALIDATION_ERROR', message, details));
    expect(await tenantState('beel', ref.tenant)).toEqual(before);
  });

  it('answers 403 to another company, whether it exists or not, and sees test data with a test key only', async () => {
    const stranger = await newCompany();
    const theirs = await storedBeelCustomer(stranger.ref());
    for (const company of [stranger.company, randomUUID()]) {
      const { authorization } = own;
      const answer = await call(`DELETE ${path(company)}?ids=${theirs.id}`, { authorization });
      expect(answer.status).toBe(403);
      const message = 'You do not have permission to access this resource';
      expect(answer.body).toEqual(
        beelCanonicalFailure('ACTIVE_COMPANY_NOT_ACCESSIBLE', message, path(company).slice('/api'.length)),
      );
    }
    expect((await storedCustomer(theirs))?.version).toBe(1);

    const live = await stored();
    const testKey = await beelAuthorization({ company: own.company, mode: 'test' });
    const inTest = await deleteAll(`?ids=${live.id}`, testKey);
    expect(inTest.body).toEqual(report([[live.id, 'NOT_FOUND', 'NOT_FOUND']]));
    expect((await storedCustomer(live))?.version).toBe(1);
  });
});
