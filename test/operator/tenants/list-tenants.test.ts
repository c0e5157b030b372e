import { beforeAll, describe, expect, it } from 'vitest';
import { handler } from '../../../functions/workers/record-changes.ts';
import { recordChanges } from '../../../functions/workers.ts';
import { receivables } from '../../../shared/dynamodb/tables.ts';
import { registerTenants } from '../../../shared/receivables/tenants/register.ts';
import { newEnkashCompany, type OperatorKeyOptions } from '../../support/credentials.ts';
import { call } from '../../support/http.ts';
import { runOwnWorkers, type TestWorkers, useOwnStream } from '../../support/own-stream.ts';
import { invalid, newAmili, newBeel, newEnkash, newOperator } from '../worlds.ts';

const PATH = '/operator/v1/tenants';

interface Tenant {
  readonly vendor: string;
  readonly tenant: string;
}

let workers: TestWorkers;
/** In the order of their keys. */
let all: Tenant[];

beforeAll(async () => {
  await useOwnStream();
  workers = await runOwnWorkers([{ worker: recordChanges, handler }]);
  const [enkash, other, amili, beel] = [
    ...[await newEnkash(), await newEnkash()],
    ...[await newAmili(), await newBeel()],
  ] as const;
  await enkash.customer('Acme');
  await enkash.customer('Acme');
  await other.customer('Acme');
  await amili.createCustomer({ customerNo: '1', name: 'Ada' });
  await beel.customer('Acme SL');
  // Nobody's dialect: it is in the table, and no route of the operator could be about it.
  await registerTenants(receivables(), [{ vendor: 'constructor', tenant: 'x' }]);
  await workers.drained();
  all = [
    { vendor: 'amili', tenant: amili.tenant },
    { vendor: 'beel', tenant: beel.tenant },
    ...[enkash.tenant, other.tenant].sort().map((tenant) => ({ vendor: 'enkash', tenant })),
  ];
});

async function list(query = '', grant: OperatorKeyOptions = {}) {
  const { status, body } = await (await newOperator(grant))(`GET ${PATH}${query}`);
  return { status, body: body as { items: Tenant[]; next: string | null } };
}

/** The tenants on all pages, a page a list. */
async function pages(limit: number, grant: OperatorKeyOptions = {}) {
  const found: Tenant[][] = [];
  let cursor = '';
  do {
    const { body } = await list(`?limit=${limit}${cursor}`, grant);
    found.push(body.items);
    cursor = body.next === null ? '' : `&cursor=${body.next}`;
  } while (cursor !== '' && found.length < 20);
  return found;
}

const named = ({ vendor, tenant }: Tenant) => `${vendor}:${tenant}`;

describe('GET /operator/v1/tenants', () => {
  it('lists every tenant that has had a customer, once, for a key that reaches all', async () => {
    expect(await list()).toEqual({ status: 200, body: { items: all, next: null } });
    expect((await pages(1)).flat()).toEqual(all);
  });

  it('leaves out what a key of some vendors does not reach', async () => {
    const [amili, beel, ...enkash] = all;
    expect((await list('', { vendors: ['enkash'] })).body).toEqual({ items: enkash, next: null });
    expect((await pages(1, { vendors: ['amili', 'beel'] })).flat()).toEqual([amili, beel]);
    expect((await list('', { vendors: [] })).body).toEqual({ items: [], next: null });
  });

  it('lists what a key names, whether it has customers or not, and nothing that nobody can be called', async () => {
    const empty = { vendor: 'enkash', tenant: newEnkashCompany() };
    const [amili, beel, enkash] = all as [Tenant, Tenant, Tenant];
    const tenants = [empty, enkash, beel, amili, amili].map(named);
    const known = [amili, beel, ...[empty, enkash].sort((a, b) => (a.tenant < b.tenant ? -1 : 1))];
    const bad = ['enkash:x', 'sap:1', 'enkash', 'constructor:x'];
    expect((await list('', { tenants: [...tenants, ...bad] })).body).toEqual({ items: known, next: null });
    expect(await pages(3, { tenants })).toEqual([known.slice(0, 3), known.slice(3)]);
    expect(await pages(2, { tenants })).toEqual([known.slice(0, 2), known.slice(2)]);
    const both = { tenants, vendors: ['beel'] };
    expect((await list('', both)).body).toEqual({ items: [beel], next: null });
  });

  it('refuses what is no page', async () => {
    const { status, body } = await list('?limit=0');
    expect([status, body]).toEqual([400, invalid(PATH, 'limit', 'must be at least 1')]);
    const cursor = Buffer.from('[1]').toString('base64url');
    expect((await list(`?cursor=${cursor}`)).body).toEqual(
      invalid(PATH, 'cursor', 'is no cursor of this list'),
    );
    expect((await list('?vendor=enkash')).status).toBe(400);
    expect((await call(`GET ${PATH}`)).status).toBe(401);
    expect((await list('', { scopes: ['write'] })).status).toBe(403);
  });
});
