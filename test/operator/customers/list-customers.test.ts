import { beforeAll, describe, expect, it } from 'vitest';
import { receivables } from '../../../shared/dynamodb/tables.ts';
import { createCustomer } from '../../../shared/receivables/customers/create.ts';
import { call } from '../../support/http.ts';
import { damage } from '../../support/scenes.ts';
import { newStamp } from '../../support/store.ts';
import {
  customersPath,
  instant,
  invalid,
  newAmili,
  newBeel,
  newEnkash,
  newOperator,
  notFound,
} from '../worlds.ts';

const [operate, enkash, amili, beel] = await Promise.all([newOperator(), newEnkash(), newAmili(), newBeel()]);

interface Row {
  readonly id: string;
  readonly name: string | null;
}

async function list(path: string, query = '') {
  const answer = await operate(`GET ${path}${query && `?${query}`}`);
  return {
    ...answer,
    body: answer.body as { items: Row[]; next: string | null; errors: { detail: string }[] },
  };
}

const names = async (path: string, query = ''): Promise<(string | null)[]> =>
  (await list(path, query)).body.items.map(({ name }) => name);

/** The names on all pages, a page a list. */
async function pages(path: string, query: string): Promise<(string | null)[][]> {
  const all: (string | null)[][] = [];
  let cursor: string | null = null;
  do {
    const { body } = await list(path, `${query}${cursor === null ? '' : `&cursor=${cursor}`}`);
    all.push(body.items.map(({ name }) => name));
    cursor = body.next;
  } while (cursor !== null && all.length < 20);
  return all;
}

/** Seven customers of each vendor, in this order made. */
const NAMES = ['Delta', 'Ánna', 'berta', 'Echo', 'Gamma', 'alpha', 'Zeta'];
const byName = ['alpha', 'Ánna', 'berta', 'Delta', 'Echo', 'Gamma', 'Zeta'];
const ids = new Map<string, string>();

beforeAll(async () => {
  for (const [index, name] of NAMES.entries()) {
    ids.set(name, await enkash.customer(name));
    ids.set(`${name} SL`, await beel.customer(name));
    await amili.createCustomer({ customerNo: `c${7 - index}`, name });
  }
});

describe('GET /operator/v1/{vendor}/{tenant}/customers', () => {
  it('shows the customers of a tenant, without their profiles', async () => {
    const answer = await list(amili.path, 'limit=1');
    expect(answer.status).toBe(200);
    expect(answer.body).toEqual({
      items: [
        {
          ...{ vendor: 'amili', tenant: amili.tenant, id: 'c1', name: 'Zeta', state: 'active' },
          ...{ is_protected: false, link_count: 0, version: 1 },
          created_at: expect.stringMatching(instant),
          updated_at: expect.stringMatching(instant),
        },
      ],
      next: expect.stringMatching(/^[\w-]+$/),
      total: null,
    });
  });

  it('marks who is protected', async () => {
    const own = await newEnkash();
    const id = await own.customer('Kept');
    await operate(`PUT ${own.path}/${id}/protection`, { json: { reason: 'audit' } });
    expect((await list(own.path)).body.items).toMatchObject([{ id, is_protected: true }]);
  });

  it.each([
    ['enkash', () => enkash.path, NAMES],
    ['amili', () => amili.path, NAMES.toReversed()],
    ['beel', () => beel.path, byName],
  ] as const)('has the pages of %s in its default order, both ways', async (_, path, expected) => {
    const cut = (all: readonly string[]) => [all.slice(0, 3), all.slice(3, 6), all.slice(6)];
    expect(await pages(path(), 'limit=3')).toEqual(cut(expected));
    expect(await pages(path(), 'limit=3&direction=desc')).toEqual(cut(expected.toReversed()));
    expect(await pages(path(), 'limit=7')).toEqual([expected]);
  });

  it.each([
    ['enkash', () => enkash.path, 'name', byName],
    ['enkash', () => enkash.path, 'created', NAMES],
    ['amili', () => amili.path, 'name', byName],
    ['amili', () => amili.path, 'id', NAMES.toReversed()],
    ['beel', () => beel.path, 'created', NAMES],
    ['beel', () => beel.path, 'name', byName],
  ] as const)('has the pages of %s %#, ordered by what rows have', async (_, path, order, expected) => {
    expect(await pages(path(), `limit=4&order=${order}`)).toEqual([expected.slice(0, 4), expected.slice(4)]);
    expect((await pages(path(), `limit=4&order=${order}&direction=desc`)).flat()).toEqual(
      expected.toReversed(),
    );
  });

  it('keeps equals apart over pages', async () => {
    const own = await newEnkash();
    for (let n = 0; n < 5; n++) await own.customer('Same');
    const rows: Row[] = [];
    for (let cursor = '', first = true; first || cursor; first = false) {
      const { body } = await list(own.path, `order=name&limit=2${cursor && `&cursor=${cursor}`}`);
      rows.push(...body.items);
      cursor = body.next ?? '';
    }
    expect(new Set(rows.map(({ id }) => id)).size).toBe(5);
    expect(rows).toHaveLength(5);
  });

  it.each([
    ['enkash', () => enkash.path],
    ['amili', () => amili.path],
    ['beel', () => beel.path],
  ])('finds customers of %s by a part of their names, without case and accents', async (_, path) => {
    expect((await names(path(), 'name=AN')).sort()).toEqual(['Ánna']);
    expect((await names(path(), 'name=ta')).sort()).toEqual(['Delta', 'Zeta', 'berta']);
    expect(await pages(path(), 'name=ta&order=name&limit=2')).toEqual([['berta', 'Delta'], ['Zeta']]);
    expect(await names(path(), 'name=nobody')).toEqual([]);
  });

  it('finds a customer by its id, as the vendor’s clients write it', async () => {
    expect(await names(enkash.path, `id=${ids.get('Echo')}`)).toEqual(['Echo']);
    expect(await names(amili.path, 'id=C1')).toEqual(['Zeta']);
    expect(await names(beel.path, `id=${ids.get('Echo SL')?.toUpperCase()}`)).toEqual(['Echo']);
    for (const { path } of [enkash, amili, beel]) expect(await names(path, 'id=x')).toEqual([]);
    expect(await names(amili.path, 'id=c1&name=alpha')).toEqual([]);
  });

  it('has inactive customers beside active ones, and deleted ones where they are asked for', async () => {
    const own = await newEnkash();
    const { authorization } = own;
    await own.customer('Active');
    await call(`PUT /api/v0/customer/deactivate/${await own.customer('Inactive')}`, { authorization });
    await call(`DELETE /api/v0/customer/${await own.customer('Deleted')}`, { authorization });
    expect(await names(own.path)).toEqual(['Active', 'Inactive']);
    expect(await names(own.path, 'state=inactive')).toEqual(['Inactive']);
    expect(await names(own.path, 'state=deleted')).toEqual(['Deleted']);
    expect(await names(own.path, 'state=deleted,active')).toEqual(['Active', 'Deleted']);
    const { body } = await list(own.path, 'state=deleted');
    expect(body.items).toMatchObject([{ state: 'deleted' }]);
  });

  it('has what was created or changed between two times, the later one not in', async () => {
    const { items } = (await list(enkash.path)).body as unknown as { items: { created_at: string }[] };
    const [second, fourth] = [items[1]?.created_at, items[3]?.created_at];
    expect(await names(enkash.path, `created_from=${second}&created_to=${fourth}`)).toEqual([
      'Ánna',
      'berta',
    ]);
    for (const path of [enkash.path, beel.path]) {
      expect(await names(path, 'created_from=2020-01-01&created_to=2999-01-01')).toHaveLength(7);
      expect(await names(path, 'created_to=2020-01-01')).toEqual([]);
      expect(await names(path, 'created_from=2999-01-01T00:00:00%2B02:00')).toEqual([]);
    }
    expect(await names(amili.path, 'changed_from=2020-01-01&changed_to=2999-01-01')).toHaveLength(7);
    expect(await names(amili.path, 'changed_from=2999-01-01')).toEqual([]);
    expect(await names(amili.path, 'order=changed')).toHaveLength(7);
  });

  it.each([
    ['created_from', () => amili.path, 'created_from=2020-01-01', 'changed, id, name'],
    ['created_to', () => amili.path, 'created_to=2020-01-01', 'changed, id, name'],
    ['changed_from', () => enkash.path, 'changed_from=2020-01-01', 'created, name'],
    ['changed_to', () => beel.path, 'changed_to=2020-01-01', 'created, name'],
    ['order', () => beel.path, 'order=changed', 'created, name'],
    ['order', () => enkash.path, 'order=id', 'created, name'],
  ])('refuses %s where the vendor’s rows do not have it %#', async (field, path, query, known) => {
    const answer = await list(path(), query);
    expect(answer.status).toBe(400);
    const detail = `lists of this vendor's customers know of ${known} only`;
    expect(answer.body).toEqual(invalid(path(), field, detail));
  });

  it.each([
    ['limit', '101'],
    ['limit', '0'],
    ['state', 'gone'],
    ['name', '%20'],
    ['order', 'phone'],
    ['direction', 'up'],
    ['created_from', 'yesterday'],
    ['unused_since', '2026-13-01'],
    ['offset', '1'],
  ])('refuses %s=%s', async (field, value) => {
    const answer = await list(enkash.path, `${field}=${value}`);
    expect(answer.status).toBe(400);
    const [error] = answer.body.errors;
    expect(answer.body).toEqual(invalid(enkash.path, field, error?.detail as string));
  });

  it.each([
    ['a word', 'x'],
    ['nothing', ''],
    ['one value', '["a"]'],
    ['an empty value', '["","KC0000000000000A"]'],
    ['another list’s values', '{"kind":"INVOICE"}'],
    ['a value that is longer than a sort key', JSON.stringify(['a'.repeat(1_001), 'b'])],
    ['half a surrogate pair', '["\\ud800","a"]'],
  ])('refuses a cursor of %s', async (_, text) => {
    const answer = await list(enkash.path, `cursor=${Buffer.from(text).toString('base64url')}`);
    expect(answer.status).toBe(400);
    expect(answer.body).toEqual(invalid(enkash.path, 'cursor', 'is no cursor of this list'));
  });

  it('answers whatever place a cursor names', async () => {
    const cursor = (...values: unknown[]) => Buffer.from(JSON.stringify(values)).toString('base64url');
    for (const values of [
      ['\0', 'a'],
      [0, 'a'],
      ['a'.repeat(1_000), 'a'],
      ['9\tx', '#'],
      [1e300, 'a'],
    ])
      for (const query of ['', '&direction=desc', '&order=name', '&order=name&direction=desc']) {
        const { status } = await list(enkash.path, `cursor=${cursor(...values)}${query}`);
        expect([values, query, status]).toEqual([values, query, 200]);
      }
  });
});

describe('unused_since', () => {
  const YESTERDAY = new Date(Date.now() - 86_400_000).toISOString();
  const TOMORROW = new Date(Date.now() + 86_400_000).toISOString();

  it('finds customers to whom nothing refers, and that have not changed since', async () => {
    const own = await newEnkash();
    const { authorization } = own;
    await own.invoice(await own.customer('Linked'));
    await own.customer('Free');
    await call(`PUT /api/v0/customer/deactivate/${await own.customer('Inactive')}`, { authorization });
    await call(`DELETE /api/v0/customer/${await own.customer('Deleted')}`, { authorization });
    const damaged = await own.customer('Of an unknown count');
    await damage({ vendor: 'enkash', tenant: own.tenant, id: damaged }, { linkCount: undefined });

    const unused = (query: string) => names(own.path, `${query}&state=active,inactive,deleted`);
    expect(await unused(`unused_since=${TOMORROW}`)).toEqual(['Free', 'Inactive']);
    expect(await unused(`unused_since=${YESTERDAY}`)).toEqual([]);
  });

  it('asks for the last change, not for the creation', async () => {
    const own = await newEnkash();
    const wanted = (id: string) => ({
      ...{ ref: { vendor: 'enkash', tenant: own.tenant, id }, reference: {} },
      profile: { legalName: id },
      listing: () => ({ values: { name: id.toLowerCase() }, order: '2020-01-01T00:00:00.000Z' }),
    });
    const old = { ...newStamp(), at: '2020-01-01T00:00:00.000Z' };
    for (const id of ['KC0000000000000A', 'KC0000000000000B'])
      await createCustomer(receivables(), wanted(id), { ...old, requestId: id });
    const { authorization } = own;
    await call('PUT /api/v0/customer/deactivate/KC0000000000000B', { authorization });

    expect(await names(own.path, 'unused_since=2020-01-01T00:00:00.001Z')).toEqual(['KC0000000000000A']);
    expect(await names(own.path, 'unused_since=2020-01-01')).toEqual([]);
    expect(await names(own.path, `unused_since=${TOMORROW}`)).toHaveLength(2);
  });

  it('looks at a page of customers at a time, and goes on behind those that are used', async () => {
    const own = await newEnkash();
    for (const name of ['1 free', '2 used', '3 used', '4 used', '5 free']) {
      const id = await own.customer(name);
      if (name.endsWith('used')) await own.invoice(id);
    }
    const found = await pages(own.path, `limit=2&unused_since=${TOMORROW}`);
    expect(found).toEqual([['1 free'], [], ['5 free']]);
  });
});

describe('a tenant', () => {
  it('without customers has an empty list', async () => {
    const { path } = await newEnkash();
    expect((await list(path)).body).toEqual({ items: [], next: null, total: null });
  });

  it.each([
    ['that there cannot be', () => customersPath('enkash', 'acme'), {}],
    ['of another vendor than the key’s', () => enkash.path, { vendors: ['beel'] }],
    ['that is not among the key’s', () => enkash.path, { tenants: ['enkash:CEK0000000'] }],
  ])('%s is not found', async (_, path, grant) => {
    const restricted = await newOperator(grant);
    const answer = await restricted(`GET ${path()}`);
    expect(answer.status).toBe(404);
    expect(answer.body).toEqual(notFound(path()));
  });

  it('of no vendor is refused, with the vendors that there are', async () => {
    const path = customersPath('sap', '1');
    const answer = await operate(`GET ${path}`);
    expect(answer.status).toBe(400);
    const detail = 'Invalid option: expected one of "enkash"|"amili"|"beel"';
    expect(answer.body).toEqual(invalid(path, 'vendor', detail, 'path'));
  });
});

describe('total', () => {
  const total = async (path: string, query: string) => {
    const { status, body } = await list(path, query);
    return [status, (body as unknown as { total: unknown }).total];
  };

  it('counts what is on all pages, on each of them', async () => {
    for (const { path } of [enkash, amili, beel]) {
      expect(await total(path, 'total=true&limit=3')).toEqual([200, 7]);
      expect(await total(path, 'total=true&limit=100&direction=desc')).toEqual([200, 7]);
      expect(await total(path, 'total=true&limit=3&order=name')).toEqual([200, 7]);
      expect(await total(path, 'total=true&limit=1&name=ta')).toEqual([200, 3]);
      expect(await total(path, 'total=true&state=inactive')).toEqual([200, 0]);
      expect(await total(path, 'total=false')).toEqual([200, null]);
      for (const query of ['total=true&limit=3', 'total=true&limit=2&name=ta']) {
        const { next } = (await list(path, query)).body;
        const count = query.includes('name') ? 3 : 7;
        expect(await total(path, `${query}&cursor=${next}`)).toEqual([200, count]);
      }
    }
    expect(await total(enkash.path, `total=true&id=${ids.get('Echo')}`)).toEqual([200, 1]);
    expect(await total(enkash.path, 'total=true&id=KC0000000000000A')).toEqual([200, 0]);
  });

  it('counts the states that are asked for', async () => {
    const own = await newEnkash();
    const { authorization } = own;
    for (let n = 0; n < 3; n++) await own.customer('Active');
    for (let n = 0; n < 2; n++)
      await call(`PUT /api/v0/customer/deactivate/${await own.customer('Inactive')}`, { authorization });
    await call(`DELETE /api/v0/customer/${await own.customer('Deleted')}`, { authorization });
    for (const [state, count] of [
      ['', 5],
      ['&state=active', 3],
      ['&state=inactive,deleted', 3],
      ['&state=deleted', 1],
    ])
      expect(await total(own.path, `limit=1&total=true${state}`)).toEqual([200, count]);
  });

  it('is refused together with unused_since, and of other words than true and false', async () => {
    const both = await list(enkash.path, 'total=true&unused_since=2026-01-01');
    const detail = 'is not known where unused_since is given';
    expect([both.status, both.body]).toEqual([400, invalid(enkash.path, 'total', detail)]);
    expect((await list(enkash.path, 'total=false&unused_since=2026-01-01')).status).toBe(200);
    const word = await list(enkash.path, 'total=yes');
    expect([word.status, word.body]).toEqual([400, invalid(enkash.path, 'total', 'must be true or false')]);
  });
});
