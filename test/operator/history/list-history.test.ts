import { DeleteCommand, QueryCommand } from '@aws-sdk/lib-dynamodb';
import { beforeAll, describe, expect, it } from 'vitest';
import { handler } from '../../../functions/workers/record-changes.ts';
import { recordChanges } from '../../../functions/workers.ts';
import { documentClient } from '../../../shared/dynamodb/client.ts';
import { call } from '../../support/http.ts';
import { runOwnWorkers, type TestWorkers, useOwnStream } from '../../support/own-stream.ts';
import { instant, invalid, newAmili, newBeel, newEnkash, newOperator, notFound } from '../worlds.ts';

let workers: TestWorkers;

beforeAll(async () => {
  await useOwnStream();
  workers = await runOwnWorkers([{ worker: recordChanges, handler }]);
});

const at = expect.stringMatching(instant);
const request_id = expect.any(String);
const none = {
  refusal: null,
  trace_id: null,
  blockers: [],
  changed: null,
  values_left_out: null,
  reason: null,
};

type Item = Readonly<Record<string, unknown>>;

async function history(path: string, operate?: Awaited<ReturnType<typeof newOperator>>) {
  await workers.drained();
  const answer = await (operate ?? (await newOperator()))(`GET ${path}`);
  return { ...answer, body: answer.body as { items: Item[]; next: string | null } };
}

const words = (items: readonly Item[]) => items.map(({ change, version }) => [change, version]);

describe('GET /operator/v1/{vendor}/{tenant}/customers/{customer_id}/history', () => {
  it('tells of each change and of each refused delete, of EnKash', async () => {
    const enkash = await newEnkash();
    const { authorization } = enkash;
    const customer = await enkash.customer('Acme');
    const path = `/api/v0/customer/${customer}`;
    await call(`PATCH ${path}`, { authorization, json: { legalName: 'Acme Ltd' } });
    const invoice = await enkash.invoice(customer);
    const refused = await call(`DELETE ${path}`, { authorization });
    expect(refused.status).toBe(422);
    await call(`PUT /api/v0/customer/deactivate/${customer}`, { authorization });

    const { status, body } = await history(`${enkash.path}/${customer}/history`);

    const common = { ...none, at, request_id, by: expect.any(String) };
    expect(status).toBe(200);
    expect(body).toEqual({
      items: [
        {
          ...{ ...common, change: 'created', version: 1, operation: 'enkash/customers/create-customer' },
          changed: expect.objectContaining({ legalName: { after: 'Acme' } }),
        },
        {
          ...{ ...common, change: 'updated', version: 2, operation: 'enkash/customers/update-customer' },
          changed: { legalName: { before: 'Acme', after: 'Acme Ltd' } },
        },
        {
          ...{ ...common, change: 'delete_refused', version: 2, refusal: 'linked' },
          ...{ operation: 'enkash/customers/delete-customer', trace_id: refused.headers['x-request-id'] },
          blockers: [{ kind: 'invoice', id: invoice }],
        },
        {
          ...{ ...common, change: 'deactivated', version: 3 },
          operation: 'enkash/customers/deactivate-customer',
        },
      ],
      next: null,
    });
  });

  it('shows a deleted customer of BeeL without what its fields held, and goes on by cursor', async () => {
    const beel = await newBeel();
    const customer = await beel.customer('Acme SL');
    const path = `/api/v1/companies/${beel.company}/customers/${customer}`;
    const { authorization } = beel;
    await call(`PATCH ${path}`, { authorization, json: { legal_name: 'Acme SA' } });
    await call(`PATCH ${path}`, { authorization, json: { active: false } });
    await call(`PATCH ${path}`, { authorization, json: { active: true, legal_name: 'Acme' } });
    expect((await call(`DELETE ${path}`, { authorization })).status).toBe(204);

    const own = `${beel.path}/${customer}/history`;
    const pages: Item[][] = [];
    for (let next: string | null = ''; next !== null; ) {
      const { body } = await history(`${own}?limit=2${next && `&cursor=${next}`}`);
      pages.push(body.items);
      next = body.next;
    }

    const items = pages.flat();
    expect(pages.map(({ length }) => length)).toEqual([2, 2, 1]);
    expect(words(items)).toEqual([
      ['created', 1],
      ['updated', 2],
      ['deactivated', 3],
      ['reactivated', 4],
      ['deleted', 5],
    ]);
    expect(items[3]).toMatchObject({ changed: { legal_name: {} }, values_left_out: 'deleted' });
    expect(items[4]).toMatchObject({ changed: null, values_left_out: null });
    expect(JSON.stringify(items)).not.toContain('Acme');
  });

  it('tells the lives of a number of Amili apart, and has lost what the first held', async () => {
    const amili = await newAmili();
    await amili.createCustomer({ customerNo: '1', name: 'Ada' });
    await amili.deleteCustomer('1');
    await amili.createCustomer({ customerNo: '1', name: 'Bo' });
    await amili.createDocument({ documentNo: 'd1', documentType: 'IN', customerNo: '1' });
    expect((await amili.deleteCustomer('1')).status).toBe(422);
    expect((await amili.deleteCustomer('1', '?options=validateOnly')).status).toBe(422);

    const { body } = await history(`${amili.path}/1/history`);

    expect(words(body.items)).toEqual([
      ['created', 1],
      ['deleted', 2],
      ['created', 1],
      ['delete_refused', 1],
    ]);
    const [first, , second, refused] = body.items;
    expect(first).toMatchObject({ changed: { name: {} }, values_left_out: 'erased' });
    expect(second).toMatchObject({ changed: { name: { after: 'Bo' } }, values_left_out: null });
    expect(refused!.blockers).toHaveLength(2);
    expect(refused!.blockers).toContainEqual({ kind: 'document', id: 'D1' });
  });

  it('keeps each refused row of a bulk delete, and the refusals of the flat API', async () => {
    const beel = await newBeel();
    const flat = { authorization: beel.authorization };
    const customers = [await beel.customer('One'), await beel.customer('Two'), await beel.customer('Three')];
    const [free, ...held] = customers as [string, string, string];
    for (const customer of held) await beel.invoice(customer);
    const ids = `ids=${customers.join('&ids=')}`;
    await call(`DELETE /api/v1/customers/bulk?${ids}`, flat);
    await call(`DELETE /api/v1/companies/${beel.company}/customers/bulk?${ids}`, flat);
    await call(`DELETE /api/v1/customers/${held[0]}`, flat);
    await call(`DELETE /api/v1/companies/${beel.company}/customers/${held[0]}`, flat);

    const all = await Promise.all(customers.map((id) => history(`${beel.path}/${id}/history`)));

    const refusals = ({ body }: (typeof all)[number]) =>
      body.items.filter(({ change }) => change === 'delete_refused').map(({ operation }) => operation);
    expect(words(all[0]!.body.items)).toEqual([
      ['created', 1],
      ['deactivated', 2],
      ['deleted', 3],
    ]);
    const bulk = ['beel-flat/customers/deactivate-customers', 'beel/customers/delete-customers'];
    expect(all.map(refusals)).toEqual([
      [],
      [...bulk, 'beel-flat/customers/deactivate-customer', 'beel/customers/delete-customer'],
      bulk,
    ]);
    expect(free).toBe(customers[0]);
  });

  it('has why a caller did it, and a delete of what was no longer as seen; of a dry run nothing', async () => {
    const enkash = await newEnkash();
    const customer = await enkash.customer('Acme');
    await enkash.invoice(customer);
    const remove = (headers: Record<string, string>) =>
      call(`DELETE /api/v0/customer/${customer}`, {
        headers: { authorization: enkash.authorization, ...headers },
      });
    const statuses = [
      await remove({ 'offboard-dry-run': 'true', 'offboard-reason': 'only asking' }),
      await remove({ 'if-match': '"nothing"', 'offboard-reason': 'closed their shop' }),
      await remove({ 'if-match': '"nothing"', 'offboard-dry-run': 'true' }),
    ].map(({ status }) => status);
    expect(statuses).toEqual([422, 412, 412]);

    const { items } = (await history(`${enkash.path}/${customer}/history`)).body;

    expect(words(items)).toEqual([
      ['created', 1],
      ['delete_refused', 1],
    ]);
    expect(items[1]).toMatchObject({ refusal: 'changed', reason: 'closed their shop', blockers: [] });
  });

  it('says of which versions there is no entry', async () => {
    const enkash = await newEnkash();
    const customer = await enkash.customer('Acme');
    const path = `/api/v0/customer/${customer}`;
    const { authorization } = enkash;
    for (const legalName of ['Two', 'Three', 'Four'])
      await call(`PATCH ${path}`, { authorization, json: { legalName } });
    await workers.drained();
    const own = `${enkash.path}/${customer}/history`;
    const { items } = (await history(own)).body;
    expect(words(items).at(-1)).toEqual(['updated', 4]);
    await forget(`enkash#${enkash.tenant}#HISTORY#${customer}`, [1, 2, 4]);

    expect((await history(own)).body.items).toEqual([
      { change: 'unrecorded', versions: { from: 1, to: 2 } },
      items[2],
      { change: 'unrecorded', versions: { from: 4, to: 4 } },
    ]);
    const first = (await history(`${own}?limit=1`)).body;
    const rest = (await history(`${own}?limit=1&cursor=${first.next}`)).body;
    expect([...first.items, ...rest.items]).toHaveLength(3);
  });

  it('is 404 of whom nobody knows, and 400 for a cursor of another list', async () => {
    const enkash = await newEnkash();
    const path = `${enkash.path}/${enkash.nobody}/history`;
    expect(await history(path)).toMatchObject({ status: 404, body: notFound(path) });
    const cursor = Buffer.from('["x"]').toString('base64url');
    const { status, body } = await history(`${path}?cursor=${cursor}`);
    expect([status, body]).toEqual([400, invalid(path, 'cursor', 'is no cursor of this list')]);
  });

  it('is 404 for a key that does not reach the tenant, and 401 without a key', async () => {
    const enkash = await newEnkash();
    const path = `${enkash.path}/${await enkash.customer('Acme')}/history`;
    const stranger = await newOperator({ tenants: ['enkash:CEKFOWV7UQ'] });
    expect(await history(path, stranger)).toMatchObject({ status: 404, body: notFound(path) });
    expect((await call(`GET ${path}`)).status).toBe(401);
    expect((await history(path, await newOperator({ scopes: ['write'] }))).status).toBe(403);
  });
});

/** Removes entries, as their end does. */
async function forget(pk: string, versions: readonly number[]) {
  const TableName = process.env.RECEIVABLES_TABLE;
  const { Items = [] } = await documentClient.send(
    new QueryCommand({
      TableName,
      KeyConditionExpression: 'pk = :pk',
      ExpressionAttributeValues: { ':pk': pk },
    }),
  );
  for (const { sk, version } of Items)
    if (versions.includes(version))
      await documentClient.send(new DeleteCommand({ TableName, Key: { pk, sk } }));
}
