import { expect, it } from 'vitest';
import { enkashAuthorization, newEnkashCompany } from '../support/credentials.ts';
import { type Answer, call } from '../support/http.ts';
import { fileOf, sendFile } from './files.ts';

/** What a client written from the vendor's pages alone sees of an answer. */
interface Seen {
  readonly status: number;
  // biome-ignore lint/suspicious/noExplicitAny: answers of many shapes
  readonly payload: any;
  readonly message: string;
}

const seen = ({ status, body }: Answer): Seen => {
  const { payload, response_message: message } = body as { payload: unknown; response_message: string };
  return { status, payload, message };
};

async function newClient() {
  const company = newEnkashCompany();
  const authorization = await enkashAuthorization(company);
  async function send(route: string, options: object = {}): Promise<Seen> {
    const [method, path] = route.split(' ');
    return seen(await call(`${method} /api/v0${path}`, { authorization, ...options }));
  }
  return {
    company,
    send,
    post: (path: string, json: unknown) => send(`POST ${path}`, { json }),
    upload: (path: string, ...lines: string[]) =>
      sendFile(`POST /api/v0${path}`, authorization, fileOf(...lines)).then(seen),
  };
}

it('leads from two files to searches, payments, refusals that name what blocks, and deletions', async () => {
  const { company, send, post, upload } = await newClient();

  // Customers from a file: a bad row keeps no other from it.
  const contact = ['name', 'legalName', 'mobile'].map((name) => `customerKeyContacts[0].${name}`);
  const customers = await upload(
    `/customer/bulk?companyId=${company}`,
    ['legalName', 'state', 'uniqueRefNo', ...contact].join(','),
    'Ada Traders,Karnataka,REF-1,Ada,Ada Traders,9876543210',
    'Bose and Sons,Kerala,REF-2,Bose,Bose and Sons,9876543211',
    'Chandra Mills,Kerala,REF-3,Chandra,Chandra Mills,98',
  );
  expect([customers.status, customers.message]).toEqual([200, '2 of 3 customer(s) created']);
  expect(customers.payload.failureRequests).toEqual([
    {
      row: 4,
      uniqueRefNo: 'REF-3',
      errorType: 'VALIDATION_ERROR',
      message: expect.stringContaining('customerKeyContacts[0].mobile'),
      apiSubErrors: [
        expect.objectContaining({ field: 'customerKeyContacts[0].mobile', rejectedValue: '98' }),
      ],
    },
  ]);
  const [ada, bose] = customers.payload.successRequests.map(
    ({ customerId }: { customerId: string }) => customerId,
  ) as [string, string];

  // They are found by a part of the name, and corrected.
  const found = await post('/customer/search', { legalName: 'BOSE' });
  expect([found.payload.total_count, found.payload.data[0].customerId]).toEqual([1, bose]);
  const corrected = await send(`PATCH /customer/${bose}`, { json: { contactNumber: '9876543299' } });
  expect([corrected.status, corrected.payload.contactNumber]).toEqual([200, '9876543299']);

  // Invoices from a file.
  const invoices = await upload(
    '/invoice/bulk/create',
    'customerId,invoiceNumber,baseAmount,cgst,sgst,dueDate',
    `${ada},A-1,1000,90,90,2026-12-31`,
    `${bose},B-1,500,45,45,2026-11-30`,
    `${bose},B-2,250.50,,,2027-03-31`,
  );
  expect([invoices.message, invoices.payload.total_amount]).toEqual(['3 of 3 invoice(s) created', 2020.5]);
  const [a1, b1, b2] = invoices.payload.successRequests.map(
    ({ invoiceId }: { invoiceId: string }) => invoiceId,
  ) as [string, string, string];

  // What is due by the end of the year, the earliest first; what one customer owes.
  const due = await post('/invoice/search?orderBy=dueDate&direction=ASC', {
    dueDateTo: '2026-12-31',
    balanceAmountFrom: 0.01,
  });
  const numbers = ({ payload }: Seen) =>
    payload.data.map(({ invoiceNumber }: { invoiceNumber: string }) => invoiceNumber);
  expect(numbers(due)).toEqual(['B-1', 'A-1']);
  const owed = await post('/invoice/search?orderBy=dueDate', { customerLegalName: 'bose' });
  expect(numbers(owed)).toEqual(['B-2', 'B-1']);

  // Released for collection, and paid.
  expect((await post('/invoice/bulk/dispatch', { invoiceIds: [a1] })).message).toBe(
    '1 of 1 invoice(s) dispatched',
  );
  const payment = {
    invoiceIds: [a1],
    paymentId: 'PMT-1',
    type: 'OFFPLATFORM',
    response: 'ACCEPT',
    remarks: 'by cheque',
  };
  expect((await post('/invoice/payment-confirmation', payment)).payload).toBe('PMT-1');
  const paid = (await send(`GET /invoice/${a1}`)).payload;
  expect([paid.receivableStatus.name, paid.totalReceived, paid.balanceAmount, paid.dispatched]).toEqual([
    ...['PAID', 1180, 0],
    true,
  ]);
  expect((await post('/invoice/payment-confirmation', payment)).status).toBe(200);
  expect((await send(`GET /invoice/${a1}`)).payload).toEqual(paid);

  // Why can this customer not be deleted?
  const refused = await send(`DELETE /customer/${bose}`);
  expect(refused.status).toBe(422);
  expect(refused.message).toMatch(/it has 2 live invoice\(s\).*\bB-[12], B-[12]/);
  const deleted = await post('/invoice/bulk/delete', { invoiceIds: [a1, b1, b2] });
  expect(deleted.payload.failureRequests).toEqual([
    {
      invoiceId: a1,
      errorType: 'UNPROCESSABLE_REQUEST',
      message: expect.stringContaining('money was received'),
    },
  ]);
  expect((await send(`DELETE /customer/${bose}`)).payload).toBe(bose);

  // What was paid stays, and so does its customer; the deleted are found when they are asked for.
  expect((await send(`DELETE /customer/${ada}`)).status).toBe(422);
  const left = await post('/customer/search', {});
  expect(left.payload.data.map(({ customerId }: { customerId: string }) => customerId)).toEqual([ada]);
  const gone = await post('/invoice/search?orderBy=dueDate&direction=ASC', { customerDeleted: true });
  expect(numbers(gone)).toEqual(['B-1', 'B-2']);
});
