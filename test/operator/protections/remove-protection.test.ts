import { afterEach, describe, expect, it, vi } from 'vitest';
import { writesMeet } from '../../repeats/writes-meet.ts';
import { problem } from '../../support/envelopes.ts';
import { droppedAfter } from '../../support/faults.ts';
import { call } from '../../support/http.ts';
import { storedCustomer } from '../../support/store.ts';
import { newEnkash, newOperator, notFound } from '../worlds.ts';

const [operate, enkash] = await Promise.all([newOperator(), newEnkash()]);

afterEach(() => vi.restoreAllMocks());

const lift = (path: string, headers = {}) => operate(`DELETE ${path}/protection`, { headers });

/** A protected customer of EnKash. */
async function made() {
  const id = await enkash.customer('Kept');
  const ref = { vendor: 'enkash', tenant: enkash.tenant, id };
  const path = `${enkash.path}/${id}`;
  const { headers } = await operate(`PUT ${path}/protection`, { json: { reason: 'Audited' } });
  return { id, ref, path, etag: headers.etag as string, before: (await storedCustomer(ref))! };
}

const remove = (id: string) => call(`DELETE /api/v0/customer/${id}`, { authorization: enkash.authorization });

describe('DELETE /operator/v1/{vendor}/{tenant}/customers/{customer_id}/protection', () => {
  it('lifts the protection, answers as GET does, and the customer can be deleted again', async () => {
    const { id, ref, path, before } = await made();
    expect((await remove(id)).status).toBe(422);

    const answer = await lift(path);

    expect(answer.status).toBe(200);
    expect(answer.body).toMatchObject({
      ...{ version: 3, protection: null },
      update: { operation: 'operator/protections/remove-protection', reason: null },
    });
    const shown = await operate(`GET ${path}`);
    expect(answer.body).toEqual(shown.body);
    expect(answer.headers.etag).toBe(shown.headers.etag);
    const { protection, ...left } = before;
    const stored = (await storedCustomer(ref))!;
    expect(stored).toEqual({ ...left, version: 3, update: stored.update, settled: stored.settled });
    expect((await remove(id)).status).toBe(200);
  });

  it('writes nothing where there is none to lift', async () => {
    const { ref, path } = await made();
    const first = await lift(path);
    const stored = await storedCustomer(ref);
    const again = await lift(path);
    expect([again.status, again.body]).toEqual([200, first.body]);
    expect(await storedCustomer(ref)).toEqual(stored);
  });

  it('lifts that of what was seen alone, where If-Match says so', async () => {
    const { ref, path, etag } = await made();
    await operate(`PUT ${path}/protection`, { json: { reason: 'Audited again' } });
    const before = await storedCustomer(ref);
    const url = `${path}/protection`;

    const stale = await lift(path, { 'if-match': etag });

    expect([stale.status, stale.body]).toEqual([
      412,
      problem(412, 'changed', 'Changed since it was seen', 'it is not what If-Match has seen', url),
    ]);
    expect(await storedCustomer(ref)).toEqual(before);
    const { headers } = await operate(`GET ${path}`);
    expect((await lift(path, { 'if-match': headers.etag })).status).toBe(200);
  });

  it('answers 404 where there is no customer, and to a key that does not reach it', async () => {
    const path = `${enkash.path}/${enkash.nobody}`;
    const missing = await lift(path);
    expect([missing.status, missing.body]).toEqual([404, notFound(`${path}/protection`)]);
    const { path: there, ref, before } = await made();
    const restricted = await newOperator({ tenants: ['enkash:CEK0000000'] });
    const refused = await restricted(`DELETE ${there}/protection`);
    expect([refused.status, refused.body]).toEqual([404, notFound(`${there}/protection`)]);
    expect(await storedCustomer(ref)).toEqual(before);
  });

  it('answers 409 where the customer is deleted', async () => {
    const { id, ref, path } = await made();
    await lift(path);
    await remove(id);
    const before = await storedCustomer(ref);
    const answer = await lift(path);
    const detail = `it was deleted at ${before?.deletion?.at}`;
    expect([answer.status, answer.body]).toEqual([
      409,
      problem(409, 'deleted', 'Deleted', detail, `${path}/protection`),
    ]);
    expect(await storedCustomer(ref)).toEqual(before);
  });

  it('is refused to a key that may only read', async () => {
    const { ref, path, before } = await made();
    const answer = await (await newOperator({ scopes: ['read'] }))(`DELETE ${path}/protection`);
    const detail = 'the key lacks the scope write';
    expect([answer.status, answer.body]).toEqual([
      403,
      problem(403, 'insufficient-scope', 'Insufficient scope', detail, `${path}/protection`),
    ]);
    expect(await storedCustomer(ref)).toEqual(before);
  });

  it('is told as done, and done once, where the first answer is lost', async () => {
    const { ref, path } = await made();
    writesMeet(droppedAfter);
    expect((await lift(path)).body).toMatchObject({ version: 3, protection: null });
    expect((await storedCustomer(ref))?.version).toBe(3);
  });
});
