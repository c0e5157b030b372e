import { UpdateCommand } from '@aws-sdk/lib-dynamodb';
import { afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import { receivables } from '../../../shared/dynamodb/tables.ts';
import { customerItemKey } from '../../../shared/receivables/keys.ts';
import { enkashAuthorization, newEnkashCompany } from '../../support/credentials.ts';
import { enkashFailure } from '../../support/envelopes.ts';
import { call } from '../../support/http.ts';
import { loggedBy } from '../../support/log.ts';
import {
  deletedListKey,
  storeCustomer,
  storeDependent,
  storedCustomer,
  storedDependent,
} from '../../support/store.ts';

const company = newEnkashCompany();
const partner = newEnkashCompany();
let authorization: string;

beforeAll(async () => {
  authorization = await enkashAuthorization(company, { actsFor: [partner] });
});

afterEach(() => {
  vi.restoreAllMocks();
});

const customerOf = (tenant: string, digits: string) => ({
  vendor: 'enkash',
  tenant,
  id: `KCABCDEFGHIJ${digits}`,
});

const deleteInvoices = (invoiceIds: unknown, query = '') =>
  call(`POST /api/v0/invoice/bulk/delete${query}`, { authorization, json: { invoiceIds } });

interface Failed {
  readonly invoiceId: string;
  readonly errorType: string;
  readonly message: string;
}

const report = (deleted: readonly string[], failureRequests: readonly Failed[] = []) => ({
  payload: {
    total_count: deleted.length + failureRequests.length,
    success_count: deleted.length,
    failure_count: failureRequests.length,
    successRequests: deleted.map((invoiceId) => ({ invoiceId })),
    failureRequests,
  },
  response_code: 0,
  response_message: `${deleted.length} of ${deleted.length + failureRequests.length} invoice(s) deleted`,
});

const notFound = (invoiceId: string): Failed => ({
  invoiceId,
  errorType: 'RECORD_NOT_FOUND',
  message: `there is no invoice ${invoiceId}`,
});

describe('POST /api/v0/invoice/bulk/delete', () => {
  it('deletes invoices softly and takes them off the count of their customers', async () => {
    const ada = customerOf(company, '0001');
    const bob = customerOf(company, '0002');
    await storeCustomer(ada);
    const before = await storeCustomer(bob);
    const [first, second, third] = [
      await storeDependent(ada),
      await storeDependent(ada),
      await storeDependent(bob),
    ];
    const kept = await storeDependent(ada);
    const stored = await storedDependent(first);

    const answer = await deleteInvoices([first.id, third.id, second.id]);

    expect(answer.status).toBe(200);
    expect(answer.body).toEqual(report([first.id, third.id, second.id]));
    const stamp = {
      at: expect.any(String),
      by: 'ada@example.com',
      requestId: expect.any(String),
      operation: 'enkash/invoices/delete-invoices',
    };
    const { customerKey, ...rest } = stored!;
    expect(await storedDependent(first)).toEqual({
      ...{ ...rest, version: 2, update: stamp, deletion: stamp },
      listKey: deletedListKey(rest),
    });
    expect((await storedDependent(kept))?.deletion).toBe(undefined);
    expect((await storedCustomer(ada))?.linkCount).toBe(1);
    expect(await storedCustomer(bob)).toEqual(before);
  });

  it('deletes 100 invoices in one request, and more than 10 of one customer', async () => {
    const ref = customerOf(company, '0003');
    await storeCustomer(ref);
    const ids = Array.from({ length: 100 }, (_, index) => `INV-${index}`);
    for (const id of ids.slice(0, 25)) await storeDependent(ref, 'INVOICE', id);

    const answer = await deleteInvoices(ids);

    expect(answer.body).toEqual(report(ids.slice(0, 25), ids.slice(25).map(notFound)));
    expect((await storedCustomer(ref))?.linkCount).toBe(0);
  });

  it("answers alike to an unknown, a deleted and another company's invoice, and to what is no invoice", async () => {
    const ref = customerOf(company, '0004');
    await storeCustomer(ref);
    const [live, deleted, document] = [
      await storeDependent(ref),
      await storeDependent(ref),
      await storeDependent(ref, 'DOCUMENT'),
    ];
    await deleteInvoices([deleted.id]);
    const tombstone = await storedDependent(deleted);
    const stranger = customerOf(newEnkashCompany(), '0004');
    await storeCustomer(stranger);
    const strangers = await storeDependent(stranger);
    const others = [
      'unknown',
      deleted.id,
      strangers.id,
      document.id,
      ref.id,
      '',
      '#',
      '__proto__',
      `x#${live.id}`,
      `../${live.id}`,
      `${live.id}\u0000`,
      'é'.repeat(64),
    ];

    const answer = await deleteInvoices([...others, live.id]);

    expect(answer.body).toEqual(report([live.id], others.map(notFound)));
    expect(await storedDependent(deleted)).toEqual(tombstone);
    expect((await storedDependent(strangers))?.deletion).toBe(undefined);
    expect((await storedCustomer(stranger))?.linkCount).toBe(1);
    expect((await storedCustomer(ref))?.linkCount).toBe(1);
  });

  it('takes an invoice that is named twice once', async () => {
    const ref = customerOf(company, '0005');
    await storeCustomer(ref);
    const { id } = await storeDependent(ref);

    const answer = await deleteInvoices([id, 'x', id, 'x']);

    expect(answer.body).toEqual(report([id], [notFound('x')]));
    expect((await storedCustomer(ref))?.linkCount).toBe(0);
  });

  it('acts for a company that the token may act for, when sellerId names it', async () => {
    const ref = customerOf(partner, '0006');
    await storeCustomer(ref);
    const { id } = await storeDependent(ref);

    expect((await deleteInvoices([id])).body).toEqual(report([], [notFound(id)]));
    expect((await deleteInvoices([id], `?sellerId=${partner}`)).body).toEqual(report([id]));
    expect((await storedCustomer(ref))?.linkCount).toBe(0);
  });

  it('refuses to act for any other company', async () => {
    const ref = customerOf(newEnkashCompany(), '0007');
    await storeCustomer(ref);
    const { id } = await storeDependent(ref);

    const answer = await deleteInvoices([id], `?sellerId=${ref.tenant}`);

    expect(answer.status).toBe(403);
    const message = `the token may not act for company ${ref.tenant}`;
    expect(answer.body).toEqual(enkashFailure(403, 'INVALID_ACCESS', message));
    expect((await storedCustomer(ref))?.linkCount).toBe(1);
  });

  it('reports an invoice that fails for an unforeseen reason, logs it whole and deletes the others', async () => {
    const damaged = customerOf(company, '0008');
    const sound = customerOf(company, '0009');
    await storeCustomer(damaged);
    await storeCustomer(sound);
    const [bad, good] = [await storeDependent(damaged), await storeDependent(sound)];
    const { client, name } = receivables();
    const Key = customerItemKey(damaged);
    await client.send(new UpdateCommand({ TableName: name, Key, UpdateExpression: 'REMOVE linkCount' }));

    const { answer, lines } = await loggedBy(() => deleteInvoices([bad.id, good.id]));

    const message = 'the invoice could not be processed';
    const row = { invoiceId: bad.id, errorType: 'SYSTEM_ERROR', message };
    expect(answer.status).toBe(200);
    expect(answer.body).toEqual(report([good.id], [row]));
    expect(lines).toHaveLength(1);
    expect(lines[0]).toMatchObject({
      level: 'ERROR',
      message: 'a row of many has no outcome',
      key: `enkash#${company}#INVOICE#${bad.id}`,
      outcome: 'failed',
      error: { message: expect.stringContaining('is below its live links'), stack: expect.any(String) },
    });
    expect((await storedDependent(bad))?.deletion).toBe(undefined);
    expect((await storedCustomer(sound))?.linkCount).toBe(0);
  });

  const ids = (count: number) => Array.from({ length: count }, (_, index) => `${index}`);

  it.each<[string, unknown, string, string]>([
    ['no list', undefined, 'invoiceIds', 'is required'],
    ['one id without a list', 'INV-1', 'invoiceIds', 'Invalid input: expected array, received string'],
    [
      'an object as list',
      { 0: 'INV-1', length: 1 },
      'invoiceIds',
      'Invalid input: expected array, received object',
    ],
    ['an empty list', [], 'invoiceIds', 'Too small: expected array to have >=1 items'],
    ['101 ids', ids(101), 'invoiceIds', 'Too big: expected array to have <=100 items'],
    ['20,000 ids', ids(20_000), 'invoiceIds', 'Too big: expected array to have <=100 items'],
    ['a number', ['a', 7], 'invoiceIds[1]', 'Invalid input: expected string, received number'],
    ['a null', [null], 'invoiceIds[0]', 'Invalid input: expected string, received null'],
    ['a list in the list', [['a']], 'invoiceIds[0]', 'Invalid input: expected string, received array'],
    ['a long id', ['x'.repeat(190_000)], 'invoiceIds[0]', 'Too big: expected string to have <=64 characters'],
  ])('refuses %s', async (_, invoiceIds, field, message) => {
    const answer = await deleteInvoices(invoiceIds);

    expect(answer.status).toBe(400);
    const issue = expect.objectContaining({ field, message });
    expect(answer.body).toEqual(enkashFailure(400, 'VALIDATION_ERROR', `${field}: ${message}`, [issue]));
  });

  it('refuses 100,000 numbers before it looks at each', async () => {
    const answer = await deleteInvoices(Array(100_000).fill(1));

    expect(answer.status).toBe(400);
    const message = 'the body has more than 25000 values';
    expect(answer.body).toEqual(enkashFailure(400, 'CLIENT_REQUEST_ERROR', message));
  });

  it('refuses a sellerId of another form or given twice, before it looks at the body', async () => {
    for (const sellerId of ['acme', `${partner},${partner}`]) {
      const answer = await deleteInvoices(['a', 7], `?sellerId=${sellerId.replace(',', '&sellerId=')}`);

      const message = 'Invalid string: must match pattern /^CEK[A-Z0-9]{7}$/';
      const issue = { field: 'sellerId', rejectedValue: sellerId, message };
      expect(answer.status).toBe(400);
      expect(answer.body).toEqual(enkashFailure(400, 'VALIDATION_ERROR', `sellerId: ${message}`, [issue]));
    }
  });
});
