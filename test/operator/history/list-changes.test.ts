import { beforeAll, describe, expect, it } from 'vitest';
import { handler } from '../../../functions/workers/record-changes.ts';
import { recordChanges } from '../../../functions/workers.ts';
import { call } from '../../support/http.ts';
import { runOwnWorkers, type TestWorkers, useOwnStream } from '../../support/own-stream.ts';
import { storedCustomer } from '../../support/store.ts';
import { instant, invalid, newAmili, newBeel, newEnkash, newOperator, notFound } from '../worlds.ts';

let workers: TestWorkers;

beforeAll(async () => {
  await useOwnStream();
  workers = await runOwnWorkers([{ worker: recordChanges, handler }]);
});

const none = { operation: null, trace_id: null, reason: null, refusal: null, blockers: [], changed: [] };

interface Body {
  readonly items: Record<string, unknown>[];
  readonly next: string | null;
}

async function changes(path: string, operate?: Awaited<ReturnType<typeof newOperator>>) {
  await workers.drained();
  const answer = await (operate ?? (await newOperator()))(`GET ${path}`);
  return { ...answer, body: answer.body as Body };
}

describe('GET /operator/v1/{vendor}/{tenant}/requests/{request_id}', () => {
  it('has what a request did to customers and to what refers to them', async () => {
    const amili = await newAmili();
    for (const customerNo of ['c1', 'c2']) await amili.createCustomer({ customerNo, name: 'Ada' });
    const document = { documentNo: 'd1', documentType: 'IN', customerNo: 'c1', subCustomerNo: 'c2' };
    await amili.createDocument(document);
    await workers.drained();
    const log = (await amili.listLogItems('?entity=documents')).body as { logItems: { requestId: string }[] };
    const request_id = log.logItems[0]!.requestId;
    const path = `/operator/v1/amili/${amili.tenant}/requests/${request_id}`;

    const { status, body } = await changes(path);

    const common = {
      ...{ ...none, at: expect.stringMatching(instant), by: expect.any(String), version: 1 },
      ...{ request_id, operation: 'amili/documents/create-document' },
      ...{ change: 'attached', from_customer_id: null },
    };
    expect(status).toBe(200);
    expect(body).toEqual({
      items: [
        { ...common, kind: 'ar_item', id: expect.any(String), customer_id: 'C1' },
        { ...common, kind: 'document', id: 'D1', customer_id: 'C1' },
        { ...common, kind: 'sub_customer', id: 'D1', customer_id: 'C2' },
      ],
      next: null,
    });
    const pages: unknown[] = [];
    let next: string | null = '';
    while (next !== null) {
      const { body }: { body: Body } = await changes(`${path}?limit=1${next && `&cursor=${next}`}`);
      pages.push(...body.items);
      next = body.next;
    }
    expect(pages).toEqual(body.items);
  });

  it('names the fields that changed, and never what they hold', async () => {
    const enkash = await newEnkash();
    const { authorization, tenant } = enkash;
    const id = await enkash.customer('Acme');
    await call(`PATCH /api/v0/customer/${id}`, { authorization, json: { legalName: 'Acme Ltd' } });
    const { update } = (await storedCustomer({ vendor: 'enkash', tenant, id }))!;
    const { body } = await changes(`/operator/v1/enkash/${tenant}/requests/${update.requestId}`);
    expect(body.items).toEqual([
      {
        ...{ ...none, kind: 'customer', id, customer_id: null, from_customer_id: null, change: 'updated' },
        ...{ at: update.at, by: update.by, operation: update.operation, request_id: update.requestId },
        ...{ version: 2, changed: ['legalName'] },
      },
    ]);
  });

  it('leads from what a client was told to the delete that was refused, as its own id does', async () => {
    const enkash = await newEnkash();
    const { authorization, tenant } = enkash;
    const id = await enkash.customer('Acme');
    const invoice = await enkash.invoice(id);
    const refused = await call(`DELETE /api/v0/customer/${id}`, { authorization });
    const { requestId: trace } = (refused.body as { errorResponse: { requestId: string } }).errorResponse;
    const path = `/operator/v1/enkash/${tenant}/requests`;

    const { status, body } = await changes(`${path}/${trace}`);

    expect([refused.status, refused.headers['x-request-id']]).toEqual([422, trace]);
    expect([status, body]).toEqual([
      200,
      {
        items: [
          {
            ...{ kind: 'customer', id, customer_id: null, from_customer_id: null, changed: [], version: 1 },
            ...{ change: 'delete_refused', refusal: 'linked', blockers: [{ kind: 'invoice', id: invoice }] },
            ...{ at: expect.stringMatching(instant), by: expect.any(String), reason: null, trace_id: trace },
            operation: 'enkash/customers/delete-customer',
            request_id: expect.not.stringMatching(trace),
          },
        ],
        next: null,
      },
    ]);
    expect((await changes(`${path}/${body.items[0]?.request_id}`)).body).toEqual(body);
    const events = (await (await newOperator())(`GET /operator/v1/events?type=customer.delete_refused`)).body;
    expect(events).toMatchObject({ items: [{ data: { id, trace_id: trace } }] });
    const stranger = `/operator/v1/enkash/${(await newEnkash()).tenant}/requests/${trace}`;
    expect((await changes(stranger)).body).toEqual({ items: [], next: null });
  });

  it('has the pages of many refusals of one trace', async () => {
    const beel = await newBeel();
    const { authorization } = beel;
    const ids = [
      await beel.customer('Acme SL'),
      await beel.customer('Bolt SL'),
      await beel.customer('Cup SL'),
    ];
    for (const id of ids) await beel.invoice(id);
    const path = `/api/v1/companies/${beel.company}/customers/bulk`;
    const { headers } = await call(`DELETE ${path}?ids=${ids}`, { authorization });
    const start = `/operator/v1/beel/${beel.tenant}/requests/${headers['x-request-id']}?limit=1`;
    const pages: unknown[][] = [];
    for (let next: string | null = ''; next !== null && pages.length < 9; ) {
      const { body }: { body: Body } = await changes(`${start}${next && `&cursor=${next}`}`);
      pages.push(body.items.map(({ id }) => id));
      next = body.next;
    }
    expect(pages.flat().sort()).toEqual(ids.sort());
    expect(pages.slice(0, 3).map(({ length }) => length)).toEqual([1, 1, 1]);
  });

  it('is empty of a request that nobody knows, or that is of another tenant', async () => {
    const [enkash, other] = [await newEnkash(), await newEnkash()];
    const id = await other.customer('Acme');
    const { creation } = (await storedCustomer({ vendor: 'enkash', tenant: other.tenant, id }))!;
    for (const request of [creation.requestId, crypto.randomUUID()]) {
      const { status, body } = await changes(`/operator/v1/enkash/${enkash.tenant}/requests/${request}`);
      expect([status, body]).toEqual([200, { items: [], next: null }]);
    }
  });

  it('is 404 for a key that does not reach the tenant, 401 without one, 403 without its scope', async () => {
    const path = `/operator/v1/enkash/${(await newEnkash()).tenant}/requests/a1`;
    const stranger = await newOperator({ tenants: ['enkash:CEKFOWV7UQ'] });
    expect(await changes(path, stranger)).toMatchObject({ status: 404, body: notFound(path) });
    expect((await call(`GET ${path}`)).status).toBe(401);
    expect((await changes(path, await newOperator({ scopes: ['write'] }))).status).toBe(403);
  });

  it('is 400 for what is no id of a request, and for a cursor of another list', async () => {
    const start = `/operator/v1/enkash/${(await newEnkash()).tenant}/requests`;
    const bad = await changes(`${start}/a%20b`);
    expect([bad.status, bad.body]).toEqual([
      400,
      invalid(`${start}/a%20b`, 'request_id', 'must be the id of a request', 'path'),
    ]);
    const cursor = Buffer.from('["x","y"]').toString('base64url');
    const answer = await changes(`${start}/a1?cursor=${cursor}`);
    expect(answer.body).toEqual(invalid(`${start}/a1`, 'cursor', 'is no cursor of this list'));
  });
});
