import { beforeAll, describe, expect, it } from 'vitest';
import { defaultSeries } from '../../../functions/beel/series/series.ts';
import { receivables } from '../../../shared/dynamodb/tables.ts';
import { attachDependents } from '../../../shared/receivables/dependents/attach.ts';
import { call } from '../../support/http.ts';
import { newStamp, storeDependent } from '../../support/store.ts';
import { instant, invalid, newAmili, newBeel, newEnkash, newOperator, notFound } from '../worlds.ts';

const [operate, enkash, amili, beel] = await Promise.all([newOperator(), newEnkash(), newAmili(), newBeel()]);

interface Item {
  readonly id: string;
  readonly kind: string;
  readonly number: string;
}

async function list(path: string) {
  const answer = await operate(`GET ${path}`);
  return {
    ...answer,
    body: answer.body as { items: Item[]; next: string | null; errors?: { detail: string }[] },
  };
}

const created_at = expect.stringMatching(instant);
const etag = expect.stringMatching(/^"[\w-]{40,80}"$/);
const byKind = (items: readonly Item[]) =>
  items.toSorted((a, b) => (a.kind + a.number < b.kind + b.number ? -1 : 1));

describe('GET /operator/v1/{vendor}/{tenant}/customers/{customer_id}/dependents', () => {
  it("shows invoices of EnKash and the vendor's routes that would clear them", async () => {
    const customer = await enkash.customer('Acme');
    const unpaid = await enkash.invoice(customer, { invoiceNumber: 'INV-1' });
    const paid = await enkash.invoice(customer, { invoiceNumber: 'INV-2', totalReceived: 1180 });

    const answer = await list(`${enkash.path}/${customer}/dependents`);

    const invoice = { kind: 'invoice', amount: 1180, currency: null, created_at, etag };
    expect(answer.status).toBe(200);
    expect(answer.body.next).toBe(null);
    expect(byKind(answer.body.items)).toEqual([
      {
        ...{ ...invoice, id: unpaid, number: 'INV-1', state: 'UNPAID', reason: null },
        clearing: { method: 'POST', path: '/api/v0/invoice/bulk/delete', body: { invoiceIds: [unpaid] } },
      },
      {
        ...{ ...invoice, id: paid, number: 'INV-2', state: 'PAID' },
        clearing: {
          method: 'PATCH',
          path: `/api/v0/invoice/${paid}`,
          body: { customerId: 'another active customer' },
        },
        reason: 'money was received on it, so it can be moved only',
      },
    ]);
  });

  it('says of Amili that nothing would clear its documents', async () => {
    for (const customerNo of ['1', '2']) await amili.createCustomer({ customerNo, name: 'Owe Armstrong' });
    const document = { documentType: 'IN', documentNo: 'd1', customerNo: '1', subCustomerNo: '2' };
    const { body } = await amili.createDocument({
      ...document,
      ...{ currency: 'SEK', currencyAmounts: { exclVat: 80, vat: 20, inclVat: 100 } },
    });
    const { arItemId } = body as { arItemId: number };

    const own = await list(`${amili.path}/1/dependents`);
    const sub = await list(`${amili.path}/2/dependents`);

    const of = { currency: 'SEK', created_at, etag, clearing: null };
    expect(byKind(own.body.items)).toEqual([
      {
        ...{ ...of, kind: 'ar_item', id: String(arItemId), number: 'd1', amount: 100, state: 'OPEN' },
        reason: 'Amili ARM has no way to remove AR items: settled ones count too',
      },
      {
        ...{ ...of, kind: 'document', id: 'D1', number: 'd1', amount: 100, state: null },
        reason: 'Amili ARM has no way to remove documents',
      },
    ]);
    expect(sub.body).toEqual({
      items: [
        {
          ...{ kind: 'sub_customer', id: 'D1', number: 'd1', amount: null, currency: null, state: null },
          ...{ created_at, etag, clearing: null },
          reason: 'Amili ARM has no way to remove the document that names it as its sub-customer',
        },
      ],
      next: null,
    });
  });

  it('shows invoices and recurring invoices of BeeL, and which of them stay for good', async () => {
    const customer = await beel.customer('Acme SL');
    const series = defaultSeries({ vendor: 'beel', tenant: beel.tenant })[0]?.id as string;
    const draft = await beel.invoice(customer);
    const issued = await beel.invoice(customer, true);
    const running = await beel.recurringInvoice(customer, series);

    const { body } = await list(`${beel.path}/${customer}/dependents`);

    const company = `/api/v1/companies/${beel.company}`;
    const of = { currency: null, created_at, etag };
    const items = new Map(body.items.map((item) => [item.id, item]));
    expect(items).toEqual(
      new Map<string, unknown>([
        [
          draft,
          {
            ...{ ...of, kind: 'invoice', id: draft, number: null, amount: 121, state: 'DRAFT', reason: null },
            clearing: { method: 'DELETE', path: `${company}/invoices/${draft}` },
          },
        ],
        [
          issued,
          {
            ...{ ...of, kind: 'invoice', id: issued, amount: 121, state: 'ISSUED', clearing: null },
            number: expect.stringMatching(/1$/),
            reason: 'BeeL keeps what is issued for good, also when it is paid or voided',
          },
        ],
        [
          running,
          {
            ...{ ...of, kind: 'recurring_invoice', id: running, number: 'Hosting', amount: 60.5 },
            ...{ state: 'ACTIVE', reason: null },
            clearing: { method: 'DELETE', path: `${company}/recurring-invoices/${running}` },
          },
        ],
      ]),
    );
  });

  it('shows what is over, which a delete ends', async () => {
    const customer = await beel.customer('Ended SL');
    const ref = { vendor: 'beel', tenant: beel.tenant, id: customer };
    const fields = { name: 'Old', amount: 10, status: 'ACTIVE', end_date: '2020-01-31' };
    const over = { ref: { ...ref, kind: 'RECURRING_INVOICE', id: 'over' }, fields, customer: ref };
    await attachDependents(receivables(), [over], newStamp());

    const { body } = await list(`${beel.path}/${customer}/dependents`);

    expect(body.items).toEqual([
      {
        ...{ kind: 'recurring_invoice', id: 'over', number: 'Old', amount: 10, currency: null },
        ...{ state: 'COMPLETED', created_at, etag, clearing: null },
        reason: 'its last day has passed: a delete of the customer ends it',
      },
    ]);
  });

  it('leaves out what no longer refers to the customer', async () => {
    const customer = await enkash.customer('Was moved from');
    const other = await enkash.customer('Was moved to');
    const invoice = await enkash.invoice(customer);
    const { authorization } = enkash;
    await call(`PATCH /api/v0/invoice/${invoice}`, { authorization, json: { customerId: other } });
    const ids = async (id: string) =>
      (await list(`${enkash.path}/${id}/dependents`)).body.items.map((item: { id: string }) => item.id);
    expect([await ids(customer), await ids(other)]).toEqual([[], [invoice]]);
  });

  it('answers an empty page for a customer that is deleted', async () => {
    const customer = await enkash.customer('Gone');
    await call(`DELETE /api/v0/customer/${customer}`, { authorization: enkash.authorization });
    const answer = await list(`${enkash.path}/${customer}/dependents`);
    expect(answer.body).toEqual({ items: [], next: null });
  });

  it('answers 404 where there is no customer, and to a key that does not reach it', async () => {
    const path = `${enkash.path}/${enkash.nobody}/dependents`;
    expect((await list(`${path}`)).body).toEqual(notFound(path));
    const customer = await enkash.customer('Not for everybody');
    const restricted = await newOperator({ vendors: ['beel'] });
    const other = `${enkash.path}/${customer}/dependents`;
    expect((await restricted(`GET ${other}`)).body).toEqual(notFound(other));
  });
});

describe('the pages of what refers to a customer', () => {
  const ids: string[] = [];
  let path: string;

  beforeAll(async () => {
    const id = await enkash.customer('Has seven');
    path = `${enkash.path}/${id}/dependents`;
    for (let n = 1; n <= 7; n++) {
      await storeDependent({ vendor: 'enkash', tenant: enkash.tenant, id }, 'INVOICE', `inv#${n}`);
      ids.push(`inv#${n}`);
    }
  });

  const page = async (query: string) => {
    const { body } = await list(`${path}?${query}`);
    return { ids: body.items.map(({ id }) => id), next: body.next };
  };

  it('follow each other by their cursors', async () => {
    const first = await page('limit=3');
    const second = await page(`limit=3&cursor=${first.next}`);
    const third = await page(`limit=3&cursor=${second.next}`);
    expect([first.ids, second.ids, third.ids]).toEqual([ids.slice(0, 3), ids.slice(3, 6), ids.slice(6)]);
    expect(third.next).toBe(null);
  });

  it.each(['limit=0', 'limit=101', 'limit=a', 'page=1'])('are refused with %s', async (query) => {
    const [field = ''] = query.split('=');
    const answer = await list(`${path}?${query}`);
    expect(answer.status).toBe(400);
    const [error] = answer.body.errors ?? [];
    expect(answer.body).toEqual(invalid(path, field, error?.detail as string));
  });

  it.each([
    ['a word', 'x'],
    ['nothing', ''],
    ['another list’s values', '["acme\\tKC0000000000000A","KC0000000000000A"]'],
    ['a kind of nothing', '["CUSTOMER","1"]'],
    ['an id that is too long', JSON.stringify(['INVOICE', 'i'.repeat(1_001)])],
    ['half a surrogate pair', '["INVOICE","\\ud800"]'],
  ])('are refused with a cursor of %s', async (_, text) => {
    const answer = await list(`${path}?cursor=${Buffer.from(text).toString('base64url')}`);
    expect(answer.status).toBe(400);
    expect(answer.body).toEqual(invalid(path, 'cursor', 'is no cursor of this list'));
  });

  it('of another customer begin with a place of its own, whatever the cursor names', async () => {
    const id = await enkash.customer('Has one');
    await storeDependent({ vendor: 'enkash', tenant: enkash.tenant, id }, 'INVOICE', 'inv#9');
    const { next } = await page('limit=3');
    const { body } = await list(`${enkash.path}/${id}/dependents?cursor=${next}`);
    expect(body.items).toMatchObject([{ id: 'inv#9' }]);
  });
});
