import { describe, expect, it, vi } from 'vitest';
import { newEffort } from '../../../shared/dynamodb/send.ts';
import { receivables } from '../../../shared/dynamodb/tables.ts';
import { removeCustomer } from '../../../shared/receivables/customers/remove.ts';
import { customerItemKey } from '../../../shared/receivables/keys.ts';
import { fence } from '../../../shared/receivables/repeats/fence.ts';
import { call } from '../../support/http.ts';
import { damage } from '../../support/scenes.ts';
import { newStamp, storeDependent } from '../../support/store.ts';
import { customersPath, instant, newAmili, newBeel, newEnkash, newOperator, notFound } from '../worlds.ts';

const [operate, enkash, amili, beel] = await Promise.all([newOperator(), newEnkash(), newAmili(), newBeel()]);

const stamp = (operation: string, by: unknown = expect.any(String)) => ({
  at: expect.stringMatching(instant),
  by,
  request_id: expect.stringMatching(/^[0-9a-f-]{36}$/),
  operation,
  reason: null,
});

const times = { created_at: expect.stringMatching(instant), updated_at: expect.stringMatching(instant) };

describe('GET /operator/v1/{vendor}/{tenant}/customers/{customer_id}', () => {
  it('shows a customer of EnKash, and how many links of each kind it has', async () => {
    const id = await enkash.customer('Acme');
    await enkash.invoice(id);
    await enkash.invoice(id);

    const answer = await operate(`GET ${enkash.path}/${id}`);

    const created = stamp('enkash/customers/create-customer', 'ada@example.com');
    expect(answer.status).toBe(200);
    expect(answer.headers.etag).toMatch(/^"[\w-]{40,80}\.[\w-]{16}"$/);
    expect(answer.body).toEqual({
      ...{ vendor: 'enkash', tenant: enkash.tenant, id, name: 'Acme', state: 'active' },
      ...{ link_count: 2, links_by_kind: { invoice: 2 }, version: 1, ...times },
      ...{ creation: created, update: created, deactivation: null, deletion: null, protection: null },
      ...{ restorable_until: null, is_protected: false },
      vendor_requests: {
        delete: { method: 'DELETE', path: `/api/v0/customer/${id}`, body: null },
        deactivate: { method: 'PUT', path: `/api/v0/customer/deactivate/${id}`, body: null },
        reactivate: null,
      },
      profile: {
        legalName: 'Acme',
        customerKeyContacts: [
          {
            ...{ deleted: false, legalName: 'Asha', mobile: '9876543210', name: 'Asha' },
            keyContactPersonId: expect.any(String),
          },
        ],
      },
    });
  });

  it('finds a customer of Amili in whatever case its number is written, with document and AR item', async () => {
    await amili.createCustomer({ customerNo: 'ab#1', name: 'Owe Armstrong' });
    await amili.createDocument({ documentType: 'IN', documentNo: '77', customerNo: 'ab#1' });

    for (const number of ['ab%231', 'AB%231']) {
      const { status, body } = await operate(`GET ${amili.path}/${number}`);
      expect(status).toBe(200);
      expect(body).toMatchObject({
        ...{ vendor: 'amili', id: 'ab#1', name: 'Owe Armstrong', state: 'active' },
        ...{ link_count: 2, links_by_kind: { document: 1, ar_item: 1 } },
      });
    }
  });

  it('shows since when a customer of BeeL is inactive', async () => {
    const id = await beel.customer('Acme SL');
    const { authorization } = beel;
    await call(`PATCH /api/v1/companies/${beel.company}/customers/${id}`, {
      authorization,
      json: { active: false },
    });

    const { body } = await operate(`GET ${beel.path}/${id.toUpperCase()}`);

    const patched = stamp('beel/customers/patch-customer');
    expect(body).toMatchObject({
      ...{ vendor: 'beel', tenant: beel.tenant, id, name: 'Acme SL', state: 'inactive', version: 2 },
      ...{ update: patched, deactivation: patched, deletion: null },
    });
    expect((body as { links_by_kind: object }).links_by_kind).toEqual({});
  });

  it('shows that a customer is deleted, and no profile of it', async () => {
    const id = await enkash.customer('Gone');
    const { authorization } = enkash;
    await call(`DELETE /api/v0/customer/${id}`, { authorization });
    await amili.createCustomer({ customerNo: '2', name: 'Gone' });
    await amili.deleteCustomer('2');

    const kept = await operate(`GET ${enkash.path}/${id}`);
    const expiring = await operate(`GET ${amili.path}/2`);

    const profiles = [kept, expiring].map(({ body }) => (body as { profile: object }).profile);
    expect(profiles).toEqual([{}, {}]);
    expect(kept.body).toMatchObject({
      ...{ name: 'Gone', state: 'deleted' },
      deletion: stamp('enkash/customers/delete-customer', 'ada@example.com'),
    });
    expect(expiring.body).toMatchObject({
      ...{ name: 'Gone', state: 'deleted' },
      deletion: stamp('amili/customers/delete-customer'),
    });
  });

  it('shows what is left of a customer that was erased at once', async () => {
    vi.stubEnv('RESTORATION_DAYS', '0');
    await amili.createCustomer({ customerNo: '4', name: 'Gone' });
    await amili.deleteCustomer('4');
    vi.unstubAllEnvs();
    expect((await operate(`GET ${amili.path}/4`)).body).toMatchObject({
      ...{ name: null, state: 'deleted', restorable_until: null, profile: {} },
      deletion: stamp('amili/customers/delete-customer'),
    });
  });

  it('says that a count is unknown, and does not count more links than it may', async () => {
    const ref = { vendor: 'enkash', tenant: enkash.tenant, id: await enkash.customer('Damaged') };
    await storeDependent(ref);
    const shown = async () => (await operate(`GET ${enkash.path}/${ref.id}`)).body;

    await damage(ref, { linkCount: 10_000 });
    expect(await shown()).toMatchObject({ link_count: 10_000, links_by_kind: { invoice: 1 } });
    await damage(ref, { linkCount: 10_001 });
    expect(await shown()).toMatchObject({ link_count: 10_001, links_by_kind: null });
    await damage(ref, { linkCount: undefined });
    expect(await shown()).toMatchObject({ link_count: null, links_by_kind: { invoice: 1 } });
  });

  it('has another tag once the answer has changed, whose first part is that of the customer alone', async () => {
    const id = await enkash.customer('Tagged');
    const { authorization } = enkash;
    const tag = async () => (await operate(`GET ${enkash.path}/${id}`)).headers.etag!.split('.');
    const first = await tag();
    expect(await tag()).toEqual(first);
    await enkash.invoice(id);
    const linked = await tag();
    expect(linked[0]).toBe(first[0]);
    expect(linked[1]).not.toBe(first[1]);
    await call(`PUT /api/v0/customer/deactivate/${id}`, { authorization });
    expect((await tag())[0]).not.toBe(first[0]);
  });

  it('is not sent again to who has it, until it is another one', async () => {
    const id = await enkash.customer('Known');
    const path = `${enkash.path}/${id}`;
    const etag = (await operate(`GET ${path}`)).headers.etag!;
    const again = (known: string, method = 'GET') =>
      operate(`${method} ${path}`, { headers: { 'if-none-match': known } });
    for (const known of [etag, `W/${etag}`, `"a", ${etag}`, '*']) {
      const answer = await again(known);
      expect([known, answer.status, answer.body, answer.headers.etag]).toEqual([known, 304, '', etag]);
      expect(answer.headers['cache-control']).toBe('no-store');
    }
    expect((await again(etag, 'HEAD')).status).toBe(304);
    for (const known of ['', '"a"', etag.slice(1, -1), '**', '"'])
      expect((await again(known)).status).toBe(200);
    await enkash.invoice(id);
    expect((await again(etag)).status).toBe(200);
    const nobody = await operate(`GET ${enkash.path}/${enkash.nobody}`, {
      headers: { 'if-none-match': '*' },
    });
    expect(nobody.status).toBe(404);
  });

  it('has another tag for another customer under the same number', async () => {
    const tag = async () => (await operate(`GET ${amili.path}/3`)).headers.etag;
    await amili.createCustomer({ customerNo: '3', name: 'One' });
    const first = await tag();
    await amili.deleteCustomer('3');
    await amili.createCustomer({ customerNo: '3', name: 'One' });
    expect(await tag()).not.toBe(first);
  });
});

describe('404', () => {
  const ofOthers = async () => (await newEnkash()).path;

  it.each<[string, () => Promise<string>]>([
    ['a customer that never was', async () => `${enkash.path}/${enkash.nobody}`],
    ['an id that no customer of EnKash can have', async () => `${enkash.path}/1`],
    ['an id that no customer of BeeL can have', async () => `${beel.path}/1`],
    ['a number that no customer of Amili can have', async () => `${amili.path}/${'1'.repeat(65)}`],
    ['a tenant that there is not', async () => `${await ofOthers()}/${enkash.nobody}`],
    ['a tenant that there cannot be', async () => `${customersPath('enkash', 'acme')}/${enkash.nobody}`],
    ['a tenant with a part of a key', async () => `${customersPath('amili', '1%23CUSTOMER')}/1`],
    [
      "another tenant's customer",
      async () => `${await ofOthers()}/${await enkash.customer('Not in that company')}`,
    ],
  ])('is the answer to %s', async (_, pathOf) => {
    const path = await pathOf();
    const answer = await operate(`GET ${path}`);
    expect(answer.status).toBe(404);
    expect(answer.headers['content-type']).toBe('application/problem+json');
    expect(answer.headers).not.toHaveProperty('etag');
    expect(answer.body).toEqual(notFound(path));
  });

  it('is the answer to what is nothing but a fence', async () => {
    const id = 'KC000000000FENCE'.slice(0, 16);
    const ref = { vendor: 'enkash', tenant: enkash.tenant, id };
    const table = receivables();
    await fence(table, customerItemKey(ref), newStamp(), newEffort(table));
    const answer = await operate(`GET ${enkash.path}/${id}`);
    expect(answer.body).toEqual(notFound(`${enkash.path}/${id}`));
  });

  it.each([
    ['another vendor', { vendors: ['amili', 'beel'] }],
    ['other tenants', { tenants: ['amili:2218', 'enkash:CEK0000000'] }],
    ['a tenant of the same name, but another vendor', { tenants: [`beel:${enkash.tenant}`] }],
    ['this tenant, but another vendor', { vendors: ['amili'], tenants: [`enkash:${enkash.tenant}`] }],
  ])('is the answer to a key for %s', async (_, grant) => {
    const id = await enkash.customer('Not for everybody');
    const restricted = await newOperator(grant);
    const answer = await restricted(`GET ${enkash.path}/${id}`);
    expect(answer.status).toBe(404);
    expect(answer.body).toEqual(notFound(`${enkash.path}/${id}`));
  });

  it('is not the answer to a key for this vendor or this tenant', async () => {
    const id = await enkash.customer('For some');
    for (const grant of [
      { vendors: ['enkash'] },
      { tenants: [`enkash:${enkash.tenant}`] },
      { vendors: ['enkash', 'amili'], tenants: ['amili:1', `enkash:${enkash.tenant}`] },
    ]) {
      const answer = await (await newOperator(grant))(`GET ${enkash.path}/${id}`);
      expect(answer.status).toBe(200);
    }
  });
});

it('shows a customer that was deleted without being erased in the name of another request', async () => {
  const id = await beel.customer('Ended SL');
  await removeCustomer(receivables(), { vendor: 'beel', tenant: beel.tenant, id }, 'deletion', newStamp());
  const { body } = await operate(`GET ${beel.path}/${id}`);
  // As version 0.1.0 wrote stamps: without an operation.
  expect(body).toMatchObject({ state: 'deleted', deletion: { by: 'test', operation: null } });
});
