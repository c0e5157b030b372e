import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { CustomerRef } from '../../../shared/receivables/keys.ts';
import { writesMeet } from '../../repeats/writes-meet.ts';
import { enkashAuthorization, newEnkashCompany } from '../../support/credentials.ts';
import { enkashFailure } from '../../support/envelopes.ts';
import {
  droppedAfter,
  type Fate,
  failedBefore,
  heldBack,
  inConflict,
  overtaken,
  timedOutBefore,
} from '../../support/faults.ts';
import { call } from '../../support/http.ts';
import { loggedBy } from '../../support/log.ts';
import { damage, expectRemoved } from '../../support/scenes.ts';
import { storeCustomer, storedCustomer, storedDependent } from '../../support/store.ts';
import { tenantState } from '../../support/tenant-state.ts';
import { fileOf, sendFile } from '../files.ts';

let company: string;
let authorization: string;

beforeEach(async () => {
  company = newEnkashCompany();
  authorization = await enkashAuthorization(company);
});

afterEach(() => {
  vi.unstubAllEnvs();
  vi.restoreAllMocks();
});

const path = 'POST /api/v0/invoice/bulk/create';
const send = (...lines: string[]) => sendFile(path, authorization, fileOf(...lines));

let customers = 0;

async function newCustomer(tenant = company): Promise<CustomerRef> {
  const ref = { vendor: 'enkash', tenant, id: `KCABCDEFGHIJ${String(++customers).padStart(4, '0')}` };
  await storeCustomer(ref, { legalName: 'Ada Ltd', customerKeyContacts: [] });
  return ref;
}

const HEADER = 'customerId,baseAmount,dueDate,invoiceNumber';
const row = ({ id }: CustomerRef, number = '', amount = '1000') => `${id},${amount},2027-01-31,${number}`;

const UUID = expect.stringMatching(/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/);

const linksOf = async (ref: CustomerRef) => (await storedCustomer(ref))?.linkCount;

/** Live invoices of the company. */
const invoices = async (of = company) =>
  [...(await tenantState('enkash', of)).values()].filter((item) => {
    const { sk, deletion } = item as { sk: string; deletion?: unknown };
    return sk === 'INVOICE' && !deletion;
  });

interface Report {
  readonly total_count: number;
  readonly successRequests: readonly { readonly row: number; readonly invoiceId: string }[];
  readonly failureRequests: readonly { readonly row: number; readonly errorType: string }[];
}

const reportOf = ({ body }: { body: unknown }) => (body as { payload: Report }).payload;

describe('POST /api/v0/invoice/bulk/create', () => {
  it('creates the invoices of the good rows, and tells what is wrong with the others', async () => {
    const [one, other, inactive] = [await newCustomer(), await newCustomer(), await newCustomer()];
    await expectRemoved(inactive, 'deactivation');
    const [deleted, strange] = [await newCustomer(), await newCustomer(newEnkashCompany())];
    await expectRemoved(deleted, 'deletion');

    const { status, body } = await send(
      `${HEADER},cgst,partialPaymentAllowed`,
      `${row(one, 'INV-1', '0.10')},0.2,TRUE`,
      `${row(other, '', '250.50')},,`,
      `${row(one, 'INV-3', '"1,000"')},,`,
      `${row(deleted, 'INV-4')},,`,
      `${row(strange)},,`,
      `${row(inactive, 'INV-6')},,`,
      `${row(one, 'INV-7')},`,
      `${row(one, 'INV-8')},,`,
    );

    const nobody = (id: string) => ({
      errorType: 'RECORD_NOT_FOUND',
      message: `there is no customer ${id}`,
    });
    const amount = 'Invalid input: expected number, received string';
    const { successRequests } = reportOf({ body });
    expect(status).toBe(200);
    expect(body).toEqual({
      payload: {
        total_count: 8,
        success_count: 3,
        failure_count: 5,
        successRequests: [
          { row: 2, customerId: one.id, invoiceNumber: 'INV-1', invoiceId: UUID },
          { row: 3, customerId: other.id, invoiceId: UUID },
          { row: 9, customerId: one.id, invoiceNumber: 'INV-8', invoiceId: UUID },
        ],
        failureRequests: [
          {
            row: 4,
            customerId: one.id,
            invoiceNumber: 'INV-3',
            errorType: 'VALIDATION_ERROR',
            message: `baseAmount: ${amount}`,
            apiSubErrors: [{ field: 'baseAmount', rejectedValue: '1,000', message: amount }],
          },
          { row: 5, customerId: deleted.id, invoiceNumber: 'INV-4', ...nobody(deleted.id) },
          { row: 6, customerId: strange.id, ...nobody(strange.id) },
          {
            row: 7,
            customerId: inactive.id,
            invoiceNumber: 'INV-6',
            errorType: 'UNPROCESSABLE_REQUEST',
            message: `customer ${inactive.id} is deactivated`,
          },
          { row: 8, errorType: 'CLIENT_REQUEST_ERROR', message: 'the row has 5 cells, the header has 6' },
        ],
        // 0.1 and 0.2 are 0.3, which doubles do not know.
        total_amount: 1250.8,
      },
      response_code: 0,
      response_message: '3 of 8 invoice(s) created',
    });
    const [first] = successRequests;
    const id = first?.invoiceId as string;
    expect(await storedDependent({ ...one, kind: 'INVOICE', id })).toMatchObject({
      customerKey: `enkash#${company}#${one.id}`,
      fields: {
        invoiceId: id,
        sellerId: company,
        customerId: one.id,
        baseAmount: 0.1,
        cgst: 0.2,
        netAmount: 0.3,
        totalReceived: 0,
        balanceAmount: 0.3,
        dueDate: '2027-01-31',
        invoiceNumber: 'INV-1',
        partialPaymentAllowed: true,
      },
      listed: { customer: one.id, due: Date.parse('2027-01-31') / 1_000, number: 'inv-1' },
      creation: { operation: 'enkash/invoices/create-invoices' },
      version: 1,
    });
    expect(await invoices()).toHaveLength(3);
    expect([await linksOf(one), await linksOf(other), await linksOf(inactive)]).toEqual([2, 1, 0]);
  });

  it('keeps the customers from being deleted until their invoices are', async () => {
    const customer = await newCustomer();
    const { successRequests } = reportOf(await send(HEADER, row(customer), row(customer)));
    const remove = () => call(`DELETE /api/v0/customer/${customer.id}`, { authorization });

    expect((await remove()).status).toBe(422);
    const invoiceIds = successRequests.map(({ invoiceId }) => invoiceId);
    await call('POST /api/v0/invoice/bulk/delete', { authorization, json: { invoiceIds } });
    expect((await remove()).status).toBe(200);
  });

  it('makes invoices as createInvoice does, for another company too', async () => {
    const partner = newEnkashCompany();
    const customer = await newCustomer(partner);
    const token = await enkashAuthorization(company, { actsFor: [partner] });
    const amounts = { baseAmount: 1000, cgst: 90, tds: 10.005, totalReceived: 100 };
    const json = { ...amounts, customerId: customer.id, dueDate: '2027-01-31', sellerId: partner };
    await call('POST /api/v0/invoice', { authorization: token, json });
    const file = fileOf(
      'tds,customerId,dueDate,totalReceived,cgst,baseAmount',
      `10.005,${customer.id},2027-01-31,100,90,1000`,
    );
    await sendFile(`${path}?sellerId=${partner}`, token, file);

    const [one, other] = (await invoices(partner)).map((item) => {
      const { fields, customerKey, listed, version } = item as Record<string, object>;
      return { fields: { ...fields, invoiceId: '' }, customerKey, listed, version };
    });
    expect(one).toEqual(other);
    expect(await linksOf(customer)).toBe(2);
  });

  it('dispatches at once what may be dispatched, and stores nothing of what may not', async () => {
    const customer = await newCustomer();

    const { body } = await send(
      `${HEADER},dispatchNow,balanceAmount,approvalStatus`,
      `${row(customer)},true,,MAKER_APPROVED`,
      `${row(customer)},true,0,`,
      `${row(customer)},TRUE,,CHECKER_REJECTED`,
      `${row(customer)},false,0,`,
    );

    const { successRequests, failureRequests } = reportOf({ body });
    const refused = { customerId: customer.id, errorType: 'UNPROCESSABLE_REQUEST' };
    const why = 'the invoice cannot be dispatched: ';
    expect(successRequests.map(({ row }) => row)).toEqual([2, 5]);
    expect(failureRequests).toEqual([
      { row: 3, ...refused, message: `${why}nothing is due on it` },
      { row: 4, ...refused, message: `${why}its approval status is CHECKER_REJECTED` },
    ]);
    const stored = await Promise.all(
      successRequests.map(({ invoiceId: id }) => storedDependent({ ...customer, kind: 'INVOICE', id })),
    );
    expect(stored.map((item) => item?.fields.dispatchedOn)).toEqual([stored[0]?.creation.at, undefined]);
    expect(await linksOf(customer)).toBe(2);
  });

  it('takes many rows in few writes', async () => {
    const refs = await Promise.all(Array.from({ length: 10 }, () => newCustomer()));
    const { sent } = writesMeet();

    const answer = await send(HEADER, ...Array.from({ length: 180 }, (_, n) => row(refs[n % 10]!)));

    expect(reportOf(answer)).toMatchObject({ total_count: 180, success_count: 180, total_amount: 180_000 });
    expect(sent).toHaveLength(2);
    expect(await Promise.all(refs.map(linksOf))).toEqual(Array(10).fill(18));
  });

  it('logs how many rows ended how', async () => {
    const customer = await newCustomer();

    const { lines } = await loggedBy(
      () => send(HEADER, row(customer), row({ ...customer, id: 'KCABCDEFGHIJKL99' }), row(customer, '', 'x')),
      'info',
    );

    expect(lines.at(-1)).toMatchObject({
      tenant: company,
      outcomes: { attached: 1, customerNotFound: 1, invalid: 1 },
    });
  });

  it('fails the rows of a customer whose links nobody knows, and says so in the log alone', async () => {
    const [customer, damaged] = [await newCustomer(), await newCustomer()];
    await damage(damaged, { linkCount: undefined });

    const { answer, lines } = await loggedBy(() => send(HEADER, row(damaged), row(customer)));

    expect(reportOf(answer)).toMatchObject({
      successRequests: [{ row: 3 }],
      failureRequests: [
        {
          row: 2,
          customerId: damaged.id,
          errorType: 'SYSTEM_ERROR',
          message: 'the invoice could not be processed',
        },
      ],
    });
    expect(lines).toMatchObject([
      { message: 'a row of many has no outcome', key: 'row 2', outcome: 'failed' },
    ]);
  });
});

describe('POST /api/v0/invoice/bulk/create refuses', () => {
  it('a file whose columns are wrong, and creates nothing', async () => {
    const customer = await newCustomer();
    const { status, body } = await send('customerId,sellerId,baseAmount', `${customer.id},${company},1000`);

    const issues = [
      { field: 'sellerId', message: 'there is no such column' },
      { field: 'dueDate', message: 'is required' },
    ];
    const words = 'sellerId: there is no such column; dueDate: is required';
    expect([status, body]).toEqual([400, enkashFailure(400, 'VALIDATION_ERROR', words, issues)]);
    expect(await linksOf(customer)).toBe(0);
  });

  it('a company that the token does not name, or that is none', async () => {
    const other = newEnkashCompany();
    const customer = await newCustomer(other);
    const file = fileOf(HEADER, row(customer));

    const strange = await sendFile(`${path}?sellerId=${other}`, authorization, file);
    const none = await sendFile(`${path}?sellerId=CEK1`, authorization, file);

    const message = `the token may not act for company ${other}`;
    expect([strange.status, strange.body]).toEqual([403, enkashFailure(403, 'INVALID_ACCESS', message)]);
    expect(none).toMatchObject({
      status: 400,
      body: { errorResponse: { errorType: 'VALIDATION_ERROR', apiSubErrors: [{ field: 'sellerId' }] } },
    });
    expect(await linksOf(customer)).toBe(0);
  });
});

describe('rows of invoices and other requests', () => {
  it.each([
    ['deletion', 'RECORD_NOT_FOUND'],
    ['deactivation', 'UNPROCESSABLE_REQUEST'],
  ] as const)(
    'of a customer whose %s comes in between are refused, and no others',
    async (removal, errorType) => {
      const [one, gone] = [await newCustomer(), await newCustomer()];
      writesMeet(overtaken(() => expectRemoved(gone, removal)));

      const report = reportOf(await send(HEADER, row(one), row(gone), row(one), row(gone)));

      expect(report.successRequests.map(({ row }) => row)).toEqual([2, 4]);
      expect(report.failureRequests).toMatchObject([
        { row: 3, errorType },
        { row: 5, errorType },
      ]);
      expect([await linksOf(one), await linksOf(gone)]).toEqual([2, 0]);
      expect(await invoices()).toHaveLength(2);
    },
  );

  it('stay refused where an attempt that was given up arrives later', async () => {
    const [one, gone] = [await newCustomer(), await newCustomer()];
    const { fate, arrive } = heldBack();
    writesMeet(
      fate,
      overtaken(() => expectRemoved(gone, 'deactivation')),
    );

    const report = reportOf(await send(HEADER, row(one), row(gone)));
    vi.restoreAllMocks();
    await damage(gone, { deactivation: undefined });
    await arrive();

    expect([report.successRequests.length, report.failureRequests.length]).toEqual([1, 1]);
    expect([await linksOf(one), await linksOf(gone)]).toEqual([1, 0]);
    expect(await invoices()).toHaveLength(1);
  });

  it.each([
    ['landed', droppedAfter],
    ['did not land', failedBefore],
  ])('are made once where an attempt %s and lost its answer', async (_, fate) => {
    const customer = await newCustomer();
    writesMeet(fate);

    expect(reportOf(await send(HEADER, row(customer), row(customer)))).toMatchObject({ success_count: 2 });
    expect(await linksOf(customer)).toBe(2);
    expect(await invoices()).toHaveLength(2);
  });

  /** The time is over once a write was sent. */
  function thenOver(fate: Fate): Fate {
    const now = performance.now.bind(performance);
    let late = 0;
    vi.spyOn(performance, 'now').mockImplementation(() => now() + late);
    return (attempt) => {
      late = 20_000;
      return fate(attempt);
    };
  }

  it('are told what nobody knows, and what was not touched', async () => {
    const customer = await newCustomer();
    writesMeet(thenOver(timedOutBefore(1)));
    vi.spyOn(process.stdout, 'write').mockReturnValue(true);

    const report = reportOf(await send(HEADER, ...Array(100).fill(row(customer))));

    const system = { customerId: customer.id, errorType: 'SYSTEM_ERROR' };
    const unknown = 'it is not known whether the invoice was created: look for it before you send it again';
    expect(report.failureRequests).toHaveLength(100);
    expect(report.failureRequests[98]).toEqual({ row: 100, ...system, message: unknown });
    expect(report.failureRequests[99]).toEqual({
      row: 101,
      ...system,
      message: 'the invoice was not created: there was no time left for it',
    });
    expect(report).toMatchObject({ total_amount: 0 });
    expect(await invoices()).toEqual([]);
  });

  it('answer 500 where surely nothing was created', async () => {
    const customer = await newCustomer();
    writesMeet(thenOver(inConflict));
    vi.spyOn(process.stdout, 'write').mockReturnValue(true);

    const { status, body } = await send(HEADER, row(customer));

    const message = 'nothing was changed, because other requests were changing the same: try again';
    expect([status, body]).toEqual([500, enkashFailure(500, 'SYSTEM_ERROR', message)]);
  });
});
