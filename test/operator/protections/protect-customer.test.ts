import { afterEach, describe, expect, it, vi } from 'vitest';
import { writesMeet } from '../../repeats/writes-meet.ts';
import { problem } from '../../support/envelopes.ts';
import { droppedAfter } from '../../support/faults.ts';
import { call } from '../../support/http.ts';
import { storedCustomer } from '../../support/store.ts';
import { tenantState } from '../../support/tenant-state.ts';
import { instant, invalid, newAmili, newEnkash, newOperator, notFound } from '../worlds.ts';

const [operate, enkash, amili] = await Promise.all([newOperator(), newEnkash(), newAmili()]);

afterEach(() => vi.restoreAllMocks());

const protect = (path: string, reason: unknown = 'Its contract runs on', headers = {}) =>
  operate(`PUT ${path}/protection`, { json: { reason }, headers });

/** A new customer of EnKash: its path, its ref, and what is stored of it. */
async function made() {
  const id = await enkash.customer('Keep');
  const ref = { vendor: 'enkash', tenant: enkash.tenant, id };
  return { id, ref, path: `${enkash.path}/${id}`, before: (await storedCustomer(ref))! };
}

const gone = (path: string, at: unknown) =>
  problem(409, 'deleted', 'Deleted', `it was deleted at ${at}`, path);

describe('PUT /operator/v1/{vendor}/{tenant}/customers/{customer_id}/protection', () => {
  it('protects a customer, says who did it, when and why, and answers as GET does', async () => {
    const { ref, path, before } = await made();

    const answer = await protect(path);

    expect(answer.status).toBe(200);
    expect((answer.body as { protection: unknown }).protection).toEqual({
      at: expect.stringMatching(instant),
      by: expect.stringMatching(/^[0-9a-f]{64}$/),
      request_id: expect.any(String),
      operation: 'operator/protections/protect-customer',
      reason: 'Its contract runs on',
    });
    const shown = await operate(`GET ${path}`);
    expect(answer.body).toEqual(shown.body);
    expect(answer.headers.etag).toBe(shown.headers.etag);
    const { protection, settled, ...stored } = (await storedCustomer(ref))!;
    expect(stored).toEqual({ ...before, version: 2, update: protection });
    expect(settled?.size).toBe(1);
  });

  it('counts no links by kind of a customer that has any, and shows how many', async () => {
    const { id, path } = await made();
    await enkash.invoice(id);
    expect((await protect(path)).body).toMatchObject({ link_count: 1, links_by_kind: null });
  });

  it('writes nothing for the same reason again, and takes another one in its place', async () => {
    const { ref, path } = await made();
    const first = await protect(path);
    const stored = await storedCustomer(ref);

    const again = await protect(path);
    expect([again.status, again.body]).toEqual([200, first.body]);
    expect(await storedCustomer(ref)).toEqual(stored);

    const other = await protect(path, 'Audited');
    expect(other.body).toMatchObject({ version: 3, protection: { reason: 'Audited' } });
    expect((await storedCustomer(ref))?.protection?.reason).toBe('Audited');
  });

  it('protects an inactive customer, which stays inactive', async () => {
    const { id, path } = await made();
    await call(`PUT /api/v0/customer/deactivate/${id}`, { authorization: enkash.authorization });
    expect((await protect(path)).body).toMatchObject({
      state: 'inactive',
      protection: { reason: expect.any(String) },
    });
  });

  it('protects a customer of Amili in whatever case its number is written, and leaves its place in lists', async () => {
    await amili.createCustomer({ customerNo: 'ab1', name: 'Owe' });
    const ref = { ...amili.ref, id: 'AB1' };
    const before = await storedCustomer(ref);
    expect((await protect(`${amili.path}/aB1`)).status).toBe(200);
    const { listed, listKey, listOrder } = (await storedCustomer(ref))!;
    expect({ listed, listKey, listOrder }).toEqual({
      ...{ listed: before?.listed, listKey: before?.listKey, listOrder: before?.listOrder },
    });
  });

  it('takes a reason of 200 characters, whatever the script', async () => {
    const { path } = await made();
    const reason = '契'.repeat(199).concat('🔒');
    expect((await protect(path, reason)).body).toMatchObject({ protection: { reason } });
  });

  it.each([
    ['is missing', {}, 'is required'],
    ['is empty', { reason: '' }],
    ['is blank', { reason: '  ' }],
    ['has 201 characters', { reason: 'x'.repeat(201) }],
    ['has a line end', { reason: 'a\nb' }],
    ['has what nobody sees', { reason: 'a\u200bb' }],
  ])('answers 400 where the reason %s', async (_, json, detail = 'must be 1 to 200 printable characters') => {
    const { path, ref, before } = await made();
    const answer = await operate(`PUT ${path}/protection`, { json });
    expect(answer.status).toBe(400);
    expect(answer.body).toEqual(invalid(`${path}/protection`, 'reason', detail, 'body'));
    expect(await storedCustomer(ref)).toEqual(before);
  });

  it('answers 400 where something else is said', async () => {
    const { path } = await made();
    const answer = await operate(`PUT ${path}/protection`, { json: { reason: 'x', until: '2028-01-01' } });
    expect(answer.status).toBe(400);
  });

  it('protects what was seen alone, where If-Match says so', async () => {
    const { id, path } = await made();
    const { etag } = (await operate(`GET ${path}`)).headers;
    await enkash.invoice(id);
    const first = await protect(path, 'One', { 'if-match': etag });
    expect(first.status).toBe(200);
    const before = await tenantState('enkash', enkash.tenant);

    const second = await protect(path, 'Two', { 'if-match': etag });

    expect([second.status, second.body]).toEqual([
      412,
      problem(
        412,
        'changed',
        'Changed since it was seen',
        'it is not what If-Match has seen',
        `${path}/protection`,
      ),
    ]);
    expect(await tenantState('enkash', enkash.tenant)).toEqual(before);
    expect((await protect(path, 'Two', { 'if-match': first.headers.etag })).status).toBe(200);
  });

  it('answers 404 where there is no customer, and to a key that does not reach it', async () => {
    const path = `${enkash.path}/${enkash.nobody}`;
    const missing = await protect(path);
    expect([missing.status, missing.body]).toEqual([404, notFound(`${path}/protection`)]);
    const { path: there, ref, before } = await made();
    const restricted = await newOperator({ vendors: ['beel'] });
    const refused = await restricted(`PUT ${there}/protection`, { json: { reason: 'x' } });
    expect([refused.status, refused.body]).toEqual([404, notFound(`${there}/protection`)]);
    expect(await storedCustomer(ref)).toEqual(before);
  });

  it('answers 409 where the customer is deleted, and leaves it so', async () => {
    const { id, ref, path } = await made();
    await call(`DELETE /api/v0/customer/${id}`, { authorization: enkash.authorization });
    const before = await storedCustomer(ref);
    const answer = await protect(path);
    expect([answer.status, answer.body]).toEqual([409, gone(`${path}/protection`, before?.deletion?.at)]);
    expect(await storedCustomer(ref)).toEqual(before);
  });

  it('is refused to a key that may only read', async () => {
    const { ref, path, before } = await made();
    const reader = await newOperator({ scopes: ['read'] });
    const answer = await reader(`PUT ${path}/protection`, { json: { reason: 'x' } });
    expect([answer.status, answer.body]).toEqual([
      403,
      problem(
        403,
        'insufficient-scope',
        'Insufficient scope',
        'the key lacks the scope write',
        `${path}/protection`,
      ),
    ]);
    expect(await storedCustomer(ref)).toEqual(before);
  });

  it('is told as done, and done once, where the first answer is lost', async () => {
    const { ref, path } = await made();
    writesMeet(droppedAfter);
    const answer = await protect(path);
    expect(answer.body).toMatchObject({ version: 2, protection: { reason: 'Its contract runs on' } });
    expect((await storedCustomer(ref))?.version).toBe(2);
  });

  it('is told as done where it landed without an answer, and was lifted since', async () => {
    const { ref, path } = await made();
    writesMeet(async ({ apply }) => {
      await apply();
      vi.restoreAllMocks();
      await operate(`DELETE ${path}/protection`);
      throw Object.assign(new Error('socket hang up'), { code: 'ECONNRESET' });
    });
    const answer = await protect(path);
    expect(answer.body).toMatchObject({ version: 2, protection: { reason: 'Its contract runs on' } });
    const stored = await storedCustomer(ref);
    expect([stored?.version, stored?.protection]).toEqual([3, undefined]);
  });
});
