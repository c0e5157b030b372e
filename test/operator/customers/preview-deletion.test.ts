import { describe, expect, it } from 'vitest';
import { defaultSeries } from '../../../functions/beel/series/series.ts';
import { operations } from '../../../functions/operations.ts';
import { receivables } from '../../../shared/dynamodb/tables.ts';
import { attachDependents } from '../../../shared/receivables/dependents/attach.ts';
import { call } from '../../support/http.ts';
import { damage } from '../../support/scenes.ts';
import { newStamp, storeDependent } from '../../support/store.ts';
import { tenantState } from '../../support/tenant-state.ts';
import { instant, newAmili, newBeel, newEnkash, newOperator, notFound } from '../worlds.ts';

const [operate, enkash, amili, beel] = await Promise.all([newOperator(), newEnkash(), newAmili(), newBeel()]);

interface Blocker {
  readonly id: string;
  readonly clearing: { readonly method: string; readonly path: string; readonly body?: object };
}

interface Preview {
  readonly link_count: number | null;
  readonly more_blockers: boolean;
  readonly blockers: readonly Blocker[];
}

async function preview(path: string) {
  const answer = await operate(`POST ${path}/deletion-preview`);
  return { ...answer, body: answer.body as Preview };
}

const NOTHING = { restorable_until: null, blockers: [], more_blockers: false };
const DELETABLE = { deletable: true, refusal: null, state: 'active', link_count: 0, ...NOTHING };

/** Recurring invoices of a customer of BeeL whose last day has passed. */
async function attachEnded(id: string, count: number, end_date = '2020-01-31'): Promise<void> {
  const customer = { vendor: 'beel', tenant: beel.tenant, id };
  const fields = { name: 'Old', amount: 10, status: 'ACTIVE', end_date };
  for (let n = 0; n < count; n += 50) {
    const some = Array.from({ length: Math.min(50, count - n) }, (_, index) => ({
      ref: { ...customer, kind: 'RECURRING_INVOICE', id: `${end_date}-${id}-${n + index}` },
      fields,
      customer,
    }));
    await attachDependents(receivables(), some, newStamp());
  }
}

describe('POST /operator/v1/{vendor}/{tenant}/customers/{customer_id}/deletion-preview', () => {
  it('says that a customer could be deleted, with its tag, and writes nothing', async () => {
    const id = await enkash.customer('Free');
    const before = await tenantState('enkash', enkash.tenant);

    const answer = await preview(`${enkash.path}/${id}`);

    expect(answer.status).toBe(200);
    expect(answer.body).toEqual(DELETABLE);
    const shown = await operate(`GET ${enkash.path}/${id}`);
    expect(answer.headers.etag?.split('.')[0]).toBe(shown.headers.etag?.split('.')[0]);
    expect(await tenantState('enkash', enkash.tenant)).toEqual(before);
  });

  it('has another tag as soon as it says something else, and a delete takes it for what was seen', async () => {
    const { authorization } = beel;
    const id = await beel.customer('Tagged SL');
    const url = `${beel.path}/${id}/deletion-preview`;
    const path = `/api/v1/companies/${beel.company}/customers/${id}`;
    const tags = [(await operate(`POST ${url}`)).headers.etag!];
    const draft = await beel.invoice(id);
    tags.push((await operate(`POST ${url}`)).headers.etag!);
    const known = (tag: string | undefined) =>
      operate(`POST ${url}`, { headers: { 'if-none-match': tag as string } });
    expect((await known(tags[0])).status).toBe(200);
    expect(await known(tags[1])).toMatchObject({ status: 304, body: '', headers: { etag: tags[1] } });

    const { items } = (await operate(`GET ${beel.path}/${id}/dependents`)).body as {
      items: { id: string; etag: string }[];
    };
    expect(items.map((item) => item.id)).toEqual([draft]);
    const invoice = `/api/v1/companies/${beel.company}/invoices/${draft}`;
    const headers = { 'if-match': items[0]!.etag };
    expect((await call(`DELETE ${invoice}`, { authorization, headers })).status).toBe(204);

    await call(`PATCH ${path}`, { authorization, json: { legal_name: 'Changed SL' } });
    const stale = { 'if-match': tags[1] as string };
    expect((await call(`DELETE ${path}`, { authorization, headers: stale })).status).toBe(412);
    const fresh = { 'if-match': (await operate(`POST ${url}`)).headers.etag as string };
    expect((await call(`DELETE ${path}`, { authorization, headers: fresh })).status).toBe(204);
  });

  it('names what is in the way, each with what clears it, which then does', async () => {
    const { authorization } = enkash;
    const id = await enkash.customer('Held');
    const other = await enkash.customer('Takes what is paid');
    await enkash.invoice(id);
    await enkash.invoice(id, { totalReceived: 1180 });

    const { body } = await preview(`${enkash.path}/${id}`);

    expect(body).toEqual({
      ...{ deletable: false, refusal: 'linked', state: 'active', link_count: 2, more_blockers: false },
      restorable_until: null,
      blockers: ((await operate(`GET ${enkash.path}/${id}/dependents`)).body as { items: unknown }).items,
    });
    expect(body.blockers).toHaveLength(2);
    for (const { clearing } of body.blockers) {
      const json = { ...clearing.body, ...(clearing.method === 'PATCH' && { customerId: other }) };
      const cleared = await call(`${clearing.method} ${clearing.path}`, { authorization, json });
      expect(cleared.status).toBe(200);
    }
    expect((await preview(`${enkash.path}/${id}`)).body).toEqual(DELETABLE);
    expect((await call(`DELETE /api/v0/customer/${id}`, { authorization })).status).toBe(200);
  });

  it('names routes of BeeL that clear what is in the way, and says what stays', async () => {
    const { authorization } = beel;
    const id = await beel.customer('Held SL');
    const series = defaultSeries({ vendor: 'beel', tenant: beel.tenant })[0]?.id as string;
    await beel.invoice(id);
    await beel.recurringInvoice(id, series);
    const path = `${beel.path}/${id}`;
    const { body } = await preview(path);
    expect(body).toMatchObject({ deletable: false, link_count: 2 });
    for (const { clearing } of body.blockers)
      expect((await call(`${clearing.method} ${clearing.path}`, { authorization })).status).toBe(204);
    expect((await preview(path)).body).toEqual(DELETABLE);

    const issued = await beel.invoice(id, true);

    expect((await preview(path)).body).toMatchObject({
      ...{ deletable: false, refusal: 'linked', link_count: 1 },
      blockers: [{ id: issued, clearing: null }],
    });
  });

  it('says of Amili that nothing clears a document', async () => {
    await amili.createCustomer({ customerNo: '1', name: 'Owe Armstrong' });
    await amili.createDocument({ documentType: 'IN', documentNo: '1', customerNo: '1' });
    const { body } = await preview(`${amili.path}/1`);
    expect(body).toMatchObject({ deletable: false, refusal: 'linked', link_count: 2 });
    expect(body.blockers.map(({ clearing }) => clearing)).toEqual([null, null]);
  });

  it('does not count recurring invoices that are over, as the delete does not', async () => {
    const id = await beel.customer('Ended SL');
    await attachEnded(id, 100);
    const path = `${beel.path}/${id}`;

    const { body } = await preview(path);

    expect(body).toEqual({ ...DELETABLE, link_count: 100 });
    const { authorization } = beel;
    const gone = await call(`DELETE /api/v1/companies/${beel.company}/customers/${id}`, { authorization });
    expect(gone.status).toBe(204);
  });

  it('promises no delete that would end a hundred of them, and be refused for the next', async () => {
    const id = await beel.customer('Long ended SL');
    await attachEnded(id, 101);
    const path = `${beel.path}/${id}`;
    const held = { ...DELETABLE, deletable: false, refusal: 'linked' };
    expect((await preview(path)).body).toEqual({ ...held, link_count: 101 });
    const { authorization } = beel;
    const refused = await call(`DELETE /api/v1/companies/${beel.company}/customers/${id}`, { authorization });
    expect(refused.status).toBe(400);
    expect((await preview(path)).body).toEqual({ ...DELETABLE, link_count: 1 });
  });

  it('counts them where something else refers to the customer, as the delete does', async () => {
    const id = await beel.customer('Half ended SL');
    await attachEnded(id, 1);
    const draft = await beel.invoice(id);
    const { body } = await preview(`${beel.path}/${id}`);
    expect(body).toMatchObject({ deletable: false, refusal: 'linked', link_count: 2 });
    expect(body.blockers).toMatchObject([{ id: draft }]);
  });

  it('looks behind those that are over for one that is not', async () => {
    const id = await beel.customer('Mostly ended SL');
    await attachEnded(id, 100);
    await attachEnded(id, 1, '2999-01-31');
    const { body } = await preview(`${beel.path}/${id}`);
    expect(body).toMatchObject({ deletable: false, refusal: 'linked', link_count: 101 });
    expect(body.blockers).toMatchObject([{ id: expect.stringMatching(/^2999/) }]);
  });

  it('does not promise a delete where the index does not know all links', async () => {
    const id = await beel.customer('Behind SL');
    await attachEnded(id, 1);
    await damage({ vendor: 'beel', tenant: beel.tenant, id }, { linkCount: 2, recurringCount: 2 });
    const { body } = await preview(`${beel.path}/${id}`);
    expect(body).toMatchObject({ deletable: false, refusal: 'linked', link_count: 2, blockers: [] });
  });

  it('does not promise a delete where the customer does not count them as recurring', async () => {
    const id = await beel.customer('Miscounted SL');
    await attachEnded(id, 1);
    await damage({ vendor: 'beel', tenant: beel.tenant, id }, { recurringCount: 0 });
    const { body } = await preview(`${beel.path}/${id}`);
    expect(body).toMatchObject({ deletable: false, refusal: 'linked', link_count: 1, blockers: [] });
    const { authorization } = beel;
    const refused = await call(`DELETE /api/v1/companies/${beel.company}/customers/${id}`, { authorization });
    expect(refused.status).toBe(409);
  });

  it('names a hundred, and says that there are more', async () => {
    const id = await enkash.customer('Has many');
    const ref = { vendor: 'enkash', tenant: enkash.tenant, id };
    await Promise.all(Array.from({ length: 101 }, () => storeDependent(ref)));
    const { body } = await preview(`${enkash.path}/${id}`);
    expect([body.link_count, body.blockers.length, body.more_blockers]).toEqual([101, 100, true]);
  });

  it('says that the count is unknown, and that unknown refuses', async () => {
    const id = await enkash.customer('Damaged');
    await damage({ vendor: 'enkash', tenant: enkash.tenant, id }, { linkCount: undefined });
    const { body } = await preview(`${enkash.path}/${id}`);
    expect(body).toMatchObject({ deletable: false, refusal: 'link_count_unknown', link_count: null });
  });

  it('says that a customer is inactive, which may be deleted, and that it is deleted, which may not', async () => {
    const { authorization } = enkash;
    const id = await enkash.customer('Ends');
    await call(`PUT /api/v0/customer/deactivate/${id}`, { authorization });
    expect((await preview(`${enkash.path}/${id}`)).body).toEqual({ ...DELETABLE, state: 'inactive' });
    await call(`DELETE /api/v0/customer/${id}`, { authorization });
    const gone = await preview(`${enkash.path}/${id}`);
    expect(gone.headers.etag).toMatch(/^"/);
    expect(gone.body).toEqual({
      ...{ ...DELETABLE, deletable: false, refusal: 'deleted', state: 'deleted' },
      restorable_until: expect.stringMatching(instant),
    });
  });

  it('answers 404 where there is no customer, and to a key that does not reach it', async () => {
    const path = `${enkash.path}/${enkash.nobody}`;
    expect((await preview(path)).body).toEqual(notFound(`${path}/deletion-preview`));
    const id = await enkash.customer('Not for everybody');
    const restricted = await newOperator({ vendors: ['beel'] });
    const url = `${enkash.path}/${id}/deletion-preview`;
    expect((await restricted(`POST ${url}`)).body).toEqual(notFound(url));
  });
});

it('names routes that there are', async () => {
  const id = await enkash.customer('Held');
  await enkash.invoice(id);
  await enkash.invoice(id, { totalReceived: 1 });
  const customer = await beel.customer('Held SL');
  await beel.invoice(customer);
  await attachEnded(customer, 1, '2999-01-31');
  const answers = [await preview(`${enkash.path}/${id}`), await preview(`${beel.path}/${customer}`)];
  const named = answers.flatMap(({ body }) => body.blockers.map(({ clearing }) => clearing));
  expect(named).toHaveLength(4);
  for (const { method, path } of named) {
    const fitting = operations.filter(({ operation: { route } }) => {
      const [verb, template = ''] = route.split(' ');
      return verb === method && new RegExp(`^${template.replaceAll(/\{\w+\}/g, '[^/]+')}$`).test(path);
    });
    expect([path, fitting.length]).toEqual([path, 1]);
  }
});
