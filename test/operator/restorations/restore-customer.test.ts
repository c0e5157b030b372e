import { afterEach, describe, expect, it, vi } from 'vitest';
import { uniqueItemKey } from '../../../shared/receivables/customers/unique-keys.ts';
import { writesMeet } from '../../repeats/writes-meet.ts';
import { problem } from '../../support/envelopes.ts';
import { droppedAfter } from '../../support/faults.ts';
import { call } from '../../support/http.ts';
import { loggedBy } from '../../support/log.ts';
import { damage, storedUniqueKey } from '../../support/scenes.ts';
import { storedCustomer } from '../../support/store.ts';
import { tenantState } from '../../support/tenant-state.ts';
import { instant, invalid, newAmili, newBeel, newEnkash, newOperator, notFound } from '../worlds.ts';

const [operate, enkash, amili, beel] = await Promise.all([newOperator(), newEnkash(), newAmili(), newBeel()]);

afterEach(() => {
  vi.restoreAllMocks();
  vi.unstubAllEnvs();
});

const DAY = 24 * 60 * 60 * 1000;

const restore = (path: string, options = {}) => operate(`POST ${path}/restoration`, options);
const restorableUntil = async (path: string) =>
  ((await operate(`GET ${path}`)).body as { restorable_until: string | null }).restorable_until;

const ofEnkash = {
  ref: (id: string) => ({ vendor: 'enkash', tenant: enkash.tenant, id }),
  call: (route: string) => call(route, { authorization: enkash.authorization }),
  async deleted(name: string) {
    const id = await enkash.customer(name);
    await ofEnkash.call(`DELETE /api/v0/customer/${id}`);
    return { id, path: `${enkash.path}/${id}`, ref: ofEnkash.ref(id) };
  },
};

const ofAmili = {
  async deleted(customerNo: string) {
    await amili.createCustomer({ customerNo, name: 'Owe Armstrong', language: 'no' });
    const ref = { ...amili.ref, id: customerNo };
    const before = await storedCustomer(ref);
    await amili.deleteCustomer(customerNo);
    return { path: `${amili.path}/${customerNo}`, ref, before };
  },
};

const ofBeel = {
  at: (id: string) => `/api/v1/companies/${beel.company}/customers/${id}`,
  call: (route: string, json?: unknown) => call(route, { authorization: beel.authorization, json }),
  ref: (id: string) => ({ vendor: 'beel', tenant: beel.tenant, id }),
  async deleted(name: string) {
    const id = await beel.customer(name);
    const { body } = await ofBeel.call(`GET ${ofBeel.at(id)}`);
    const { data } = body as { data: Record<string, unknown> };
    await ofBeel.call(`DELETE ${ofBeel.at(id)}`);
    return { id, path: `${beel.path}/${id}`, ref: ofBeel.ref(id), before: data };
  },
};

/** As if it had been deleted so many days ago. */
async function deletedDaysAgo(ref: ReturnType<typeof ofEnkash.ref>, days: number): Promise<void> {
  const { deletion, expiresAt } = (await storedCustomer(ref)) ?? {};
  const at = new Date(Date.parse(deletion?.at as string) - days * DAY).toISOString();
  const earlier = expiresAt && { expiresAt: expiresAt - (days * DAY) / 1000 };
  await damage(ref, { deletion: { ...deletion, at }, ...earlier });
}

describe('POST /operator/v1/{vendor}/{tenant}/customers/{customer_id}/restoration', () => {
  it('brings back a customer of EnKash, and answers as GET does', async () => {
    const { id, path } = await ofEnkash.deleted('Back');
    const gone = await operate(`GET ${path}`);

    const answer = await restore(path);

    expect(answer.status).toBe(200);
    expect(answer.body).toMatchObject({
      ...{ vendor: 'enkash', tenant: enkash.tenant, id, name: 'Back', state: 'active', version: 3 },
      ...{ link_count: 0, links_by_kind: {}, deletion: null, restorable_until: null },
      profile: { legalName: 'Back' },
      update: { operation: 'operator/restorations/restore-customer', by: expect.any(String), reason: null },
    });
    const shown = await operate(`GET ${path}`);
    expect(answer.body).toEqual(shown.body);
    expect(answer.headers.etag).toBe(shown.headers.etag);
    expect(answer.headers.etag).not.toBe(gone.headers.etag);
    const again = await ofEnkash.call(`PUT /api/v0/customer/deactivate/${id}`);
    expect(again.status).toBe(200);
  });

  it('brings back a customer of Amili with its number and account, to all of its routes', async () => {
    const { ref, path, before } = await ofAmili.deleted('500');
    expect((await amili.getCustomer('500')).status).toBe(404);

    expect((await restore(path)).status).toBe(200);

    const { settled, ...stored } = (await storedCustomer(ref)) as NonNullable<typeof before>;
    expect(stored).toEqual({ ...before, version: 3, update: stored.update });
    expect(settled?.size).toBe(2);
    expect((await amili.getCustomer('500')).body).toMatchObject({
      ...{ customerNo: '500', accountNo: before?.reference.accountNo, name: 'Owe Armstrong', language: 'no' },
    });
    const { body } = await amili.listCustomers(`?name=owe&accountno=${before?.reference.accountNo}`);
    expect((body as { customers: object[] }).customers).toMatchObject([{ customerNo: '500' }]);
    const document = { documentType: 'IN', documentNo: '1', customerNo: '500' };
    expect((await amili.createDocument(document)).status).toBe(200);
    expect((await amili.deleteCustomer('500')).status).toBe(422);
  });

  it('brings back a customer of BeeL, inactive as it was, to both generations', async () => {
    const { id, path } = await ofBeel.deleted('Twice SL').then(async (deleted) => {
      await restore(deleted.path);
      await ofBeel.call(`PATCH ${ofBeel.at(deleted.id)}`, { active: false });
      await ofBeel.call(`DELETE ${ofBeel.at(deleted.id)}`);
      return deleted;
    });
    expect((await ofBeel.call(`GET ${ofBeel.at(id)}`)).status).toBe(404);

    const answer = await restore(path);

    expect(answer.body).toMatchObject({
      state: 'inactive',
      deletion: null,
      deactivation: { by: expect.any(String) },
    });
    for (const route of [ofBeel.at(id), `/api/v1/customers/${id}`])
      expect((await ofBeel.call(`GET ${route}`)).body).toMatchObject({
        data: { legal_name: 'Twice SL', active: false },
      });
  });

  it('claims the tax id of a customer of BeeL back, which nobody has since', async () => {
    const { id, path, ref, before } = await ofBeel.deleted('Claims SL');
    const { nif } = before;
    const other = { legal_name: 'Other SL', nif, address: before.address };
    const create = async () => {
      const { body } = await ofBeel.call(`POST /api/v1/companies/${beel.company}/customers`, other);
      return body as { data: { id: string }; error?: { code: string } };
    };
    const since = (await create()).data.id;

    const refused = await restore(path);

    const detail = `customer ${since} has its identifier by now`;
    expect(refused.status).toBe(409);
    expect(refused.body).toEqual(
      problem(409, 'duplicate', 'Identifier taken', detail, `${path}/restoration`),
    );
    expect((await storedCustomer(ref))?.version).toBe(2);

    await ofBeel.call(`DELETE ${ofBeel.at(since)}`);
    expect((await restore(path)).status).toBe(200);
    const key = { name: 'NIF', value: nif as string, freedByDeletion: true };
    expect(await storedUniqueKey(ref, key)).toEqual({
      ...uniqueItemKey(ref, key),
      holder: `beel#${beel.tenant}#${id}`,
    });
    expect((await create()).error?.code).toBe('CLIENT_DUPLICATE');
  });

  it('restores only what If-Match has seen', async () => {
    const { path, ref } = await ofEnkash.deleted('Seen');
    const { etag } = (await operate(`GET ${path}`)).headers as { etag: string };
    const before = await storedCustomer(ref);
    const url = `${path}/restoration`;

    for (const tag of ['"MSBhbm90aGVy"', '"x"', '""', `W/${etag}`]) {
      const refused = await restore(path, { headers: { 'if-match': tag } });
      expect(refused.status).toBe(412);
      const detail = 'it is not what If-Match has seen';
      expect(refused.body).toEqual(problem(412, 'changed', 'Changed since it was seen', detail, url));
    }
    for (const text of ['x', '', `${etag}, ${etag}`, etag.slice(1)]) {
      const refused = await restore(path, { headers: { 'if-match': text } });
      expect(refused.body).toEqual(invalid(url, 'If-Match', 'must be one entity tag, or *', 'header'));
    }
    expect(await storedCustomer(ref)).toEqual(before);

    expect((await restore(path, { headers: { 'if-match': etag } })).status).toBe(200);
    await ofEnkash.call(`DELETE /api/v0/customer/${ref.id}`);
    expect((await restore(path, { headers: { 'if-match': '*' } })).status).toBe(200);
  });

  it('says the truth where the first answer of the table is lost', async () => {
    for (const { path, ref } of [await ofEnkash.deleted('Lost'), await ofBeel.deleted('Lost SL')]) {
      writesMeet(droppedAfter);
      expect((await restore(path)).status).toBe(200);
      expect(await storedCustomer(ref)).toMatchObject({ version: 3 });
      vi.restoreAllMocks();
    }
  });
});

describe('409', () => {
  it('is the answer where it is not deleted', async () => {
    const id = await enkash.customer('There');
    const { creation } = (await storedCustomer(ofEnkash.ref(id))) ?? {};
    const path = `${enkash.path}/${id}`;
    const answer = await restore(path);
    expect(answer.status).toBe(409);
    const detail = `there is a customer with this id, created at ${creation?.at} and last changed at ${creation?.at}`;
    expect(answer.body).toEqual(problem(409, 'not-deleted', 'Not deleted', detail, `${path}/restoration`));
  });

  it('is the answer where its number is used again, and whose it is stays', async () => {
    const { path, ref } = await ofAmili.deleted('600');
    expect((await amili.createCustomer({ customerNo: '600', name: 'Next' })).body).toMatchObject({
      result: 'CREATED',
    });
    const next = await storedCustomer(ref);
    const answer = await restore(path);
    expect(answer.body).toMatchObject({
      type: 'urn:offboard:problem:not-deleted',
      detail: expect.stringContaining(`created at ${next?.creation.at}`),
    });
    expect(await storedCustomer(ref)).toEqual(next);
  });

  it('is the answer once the time is over', async () => {
    const { path, ref } = await ofEnkash.deleted('Long gone');
    await deletedDaysAgo(ref, 31);
    const before = await storedCustomer(ref);
    const answer = await restore(path);
    expect(answer.status).toBe(409);
    const detail = `it was deleted at ${before?.deletion?.at}`;
    expect(answer.body).toEqual(
      problem(409, 'restoration-over', 'No longer to be restored', detail, `${path}/restoration`),
    );
    expect(await storedCustomer(ref)).toEqual(before);
  });
});

describe('the time in which a customer can be restored', () => {
  it('is shown, and null where there is none', async () => {
    const { path, ref } = await ofEnkash.deleted('Shown');
    const { deletion } = (await storedCustomer(ref)) ?? {};
    const until = new Date(Date.parse(deletion?.at as string) + 30 * DAY).toISOString();
    expect(await restorableUntil(path)).toBe(until);
    expect(until).toMatch(instant);
    expect((await operate(`POST ${path}/deletion-preview`)).body).toMatchObject({ restorable_until: until });
    vi.stubEnv('RESTORATION_DAYS', '0');
    expect(await restorableUntil(path)).toBe(null);
    expect((await restore(path)).status).toBe(409);
  });

  it('ends for a customer of Amili with all of it: nobody sees what is still stored', async () => {
    const { path, ref } = await ofAmili.deleted('700');
    const listed = async () =>
      ((await operate(`GET ${amili.path}?state=deleted&id=700`)).body as { items: object[] }).items;
    expect(await listed()).toMatchObject([{ id: '700', name: 'Owe Armstrong', state: 'deleted' }]);
    expect(await restorableUntil(path)).toMatch(instant);

    await deletedDaysAgo(ref, 30);

    const before = await tenantState('amili', amili.tenant);
    expect(await listed()).toEqual([]);
    for (const [method, url] of [
      ['GET', path],
      ['GET', `${path}/dependents`],
      ['POST', `${path}/deletion-preview`],
      ['POST', `${path}/restoration`],
    ] as const)
      expect((await operate(`${method} ${url}`)).body).toEqual(notFound(url));
    expect(await tenantState('amili', amili.tenant)).toEqual(before);
    expect((await amili.createCustomer({ customerNo: '700', name: 'New' })).body).toMatchObject({
      result: 'CREATED',
    });
  });

  it('is none for what was erased', async () => {
    vi.stubEnv('RESTORATION_DAYS', '0');
    const { path, ref } = await ofAmili.deleted('800');
    vi.unstubAllEnvs();
    expect((await storedCustomer(ref))?.profile).toBe(undefined);
    expect(await restorableUntil(path)).toBe(null);
    expect((await restore(path)).body).toMatchObject({ type: 'urn:offboard:problem:restoration-over' });
  });
});

describe('refuses', () => {
  it('a customer that never was, and one that the key does not reach, in one way', async () => {
    const { path, ref } = await ofEnkash.deleted('Not for everybody');
    const before = await storedCustomer(ref);
    const restricted = await newOperator({ tenants: [`beel:${enkash.tenant}`] });
    const nobody = `${enkash.path}/${enkash.nobody}/restoration`;
    expect((await operate(`POST ${nobody}`)).body).toEqual(notFound(nobody));
    const url = `${path}/restoration`;
    expect((await restricted(`POST ${url}`)).body).toEqual(notFound(url));
    expect(await storedCustomer(ref)).toEqual(before);
  });

  it('a key that may only read', async () => {
    const { path, ref } = await ofEnkash.deleted('Read only');
    const before = await storedCustomer(ref);
    const reader = await newOperator({ scopes: ['read'] });
    const answer = await reader(`POST ${path}/restoration`);
    expect(answer.status).toBe(403);
    expect(answer.body).toEqual(
      problem(
        403,
        'insufficient-scope',
        'Insufficient scope',
        'the key lacks the scope write',
        `${path}/restoration`,
      ),
    );
    expect(await storedCustomer(ref)).toEqual(before);
  });

  it('where the table is not there, without a word of it', async () => {
    const { path } = await ofEnkash.deleted('No table');
    vi.stubEnv('RECEIVABLES_TABLE', 'gone');
    const { answer } = await loggedBy(() => restore(path));
    expect(answer.status).toBe(500);
    expect(JSON.stringify(answer.body)).not.toMatch(/gone|ResourceNotFound/);
  });
});
