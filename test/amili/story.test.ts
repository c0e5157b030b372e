import { expect, it } from 'vitest';
import type { Answer } from '../support/http.ts';
import { call } from '../support/http.ts';
import { batchScene } from './batches/batch-scene.ts';

const { clientNo, authorization, applied } = await batchScene();

/** What a client sees of an answer. */
interface Seen {
  readonly status: number;
  // biome-ignore lint/suspicious/noExplicitAny: answers of many shapes
  readonly body: any;
}

async function send(route: string, json?: unknown): Promise<Answer & Seen> {
  const [method, path] = route.split(' ');
  const options = { authorization, ...(json !== undefined && { json }) };
  return (await call(`${method} /clients/${clientNo}${path}`, options)) as Answer & Seen;
}

it('leads from batches to a payment, a credit note, the aged balance, and a refused and an allowed delete', async () => {
  // A batch of customers: a bad row keeps no other from it.
  const customers = await send('POST /customers/batches', {
    customers: [{ customerNo: '1', name: 'Ada' }, { customerNo: '2', name: 'Berit' }, { customerNo: '3' }],
  });
  expect([customers.status, customers.body.result]).toEqual([202, 'ACCEPTED']);
  const created: Seen = await applied(customers);
  expect([created.status, created.body.result, created.body.failedCount]).toEqual([206, 'COMPLETED', 1]);
  expect(created.body.customers.map((row: { result: string }) => row.result)).toEqual([
    'CREATED',
    'CREATED',
    'NAME_REQUIRED',
  ]);

  // A batch of documents: each makes an AR item.
  const document = { documentType: 'IN', customerNo: '1' };
  const documents = await send('POST /documents/batches', {
    documents: [
      {
        ...{ ...document, documentNo: 'A', documentDate: '2026-01-05', dueDate: '2026-01-19', kid: '7' },
        currencyAmounts: { inclVat: 1250, vat: 250 },
      },
      {
        ...{ ...document, documentNo: 'B', documentDate: '2026-02-05', dueDate: '2026-02-19' },
        currencyAmounts: { inclVat: 500, vat: 100 },
      },
    ],
  });
  const posted: Seen = await applied(documents);
  expect([posted.status, posted.body.result]).toEqual([200, 'COMPLETED']);

  // The list of open items, in the order of their posting dates.
  const open = await send('GET /aritems?customerno=1&aritemstatus=open');
  expect(open.body.summary.totalCount).toBe(2);
  expect(
    open.body.arItems.map(({ documentNo, remainingAmount }: Record<string, unknown>) => [
      documentNo,
      remainingAmount,
    ]),
  ).toEqual([
    ['A', 1250],
    ['B', 500],
  ]);

  // A payment by KID, once.
  const autoPostings = [{ kid: '7', amount: 1000, paymentId: 'P1' }];
  const payment = await send('POST /autopostings/payment', { autoPostings });
  expect([payment.status, payment.body.result]).toEqual([200, 'CREATED']);
  expect(payment.body.autoPostings[0]).toMatchObject({ resultType: 'CREATED', settledAmount: 1000 });
  const again = await send('POST /autopostings/payment', { autoPostings });
  expect([again.status, again.body.autoPostings[0].resultType]).toEqual([422, 'DUPLICATE-PAYMENT']);

  // A credit note settles what it credits.
  const creditNote = { documentNo: 'C', currencyAmounts: { inclVat: 100 } };
  const credit = await send('PUT /aritems', { documentNo: 'B', creditNote });
  expect([credit.status, credit.body.result]).toEqual([200, 'CREDITED']);

  // The aged balance adds up to what is left, and to the receivables account.
  const balance = await send('GET /insights/adbintervals?customerno=1');
  const amounts: number[] = balance.body.adbIntervals.map(({ amount }: { amount: number }) => amount);
  expect(amounts.reduce((sum, amount) => sum + amount, 0)).toBe(650);
  const lines = await send('GET /glitems?customerno=1&glaccountno=1500');
  const receivables: number[] = lines.body.glItems.map(({ amount }: { amount: number }) => amount);
  expect(receivables.reduce((sum, amount) => sum + amount, 0)).toBe(650);

  // A refused delete, and an allowed one.
  const refused = await send('DELETE /customers/1');
  expect([refused.status, refused.body.result]).toEqual([422, 'HAS_ATTACHMENTS']);
  expect(refused.body.message).toContain('which ARM knows no way to remove');
  const asked = await send('DELETE /customers/2?options=validateOnly');
  expect([asked.status, asked.body.result]).toEqual([200, 'VALIDATED']);
  const deleted = await send('DELETE /customers/2');
  expect([deleted.status, deleted.body.result]).toEqual([200, 'DELETED']);
  expect((await send('GET /customers/2')).status).toBe(404);
});
