import { describe, expect, it } from 'vitest';
import type { ArItem } from '../../../functions/amili/ar-items/ar-item.ts';
import { dateInNorway } from '../../../functions/amili/ledger/dates.ts';
import { receivables } from '../../../shared/dynamodb/tables.ts';
import { daysAfter } from '../../../shared/fields/dates.ts';
import { updateDependent } from '../../../shared/receivables/dependents/update.ts';
import { amiliAuthorization, newAmiliClient } from '../../support/credentials.ts';
import { amiliFailure } from '../../support/envelopes.ts';
import { call } from '../../support/http.ts';
import { newStamp } from '../../support/store.ts';
import { booksOf, newNumber } from '../books.ts';
import { newClient } from '../client.ts';

const client = await newClient();
const { clientNo, createAutoPostings, createPaymentReservation, deleteCustomer } = client;
const { newCustomer, newDocument, storedItem, state } = booksOf(client);

const rejected = (autoPostings: object[], message?: string) => ({
  status: 'FAILED',
  result: 'REJECTED',
  message:
    message ?? `None of ${autoPostings.length} auto posting(s) created, because of those that are refused`,
  clientNo,
  autoPostings: autoPostings.map((row) => ({ status: 'FAILED', ...row })),
});

/** Sends one posting, which is refused: nothing is written. */
async function refused(method: string, posting: object): Promise<Record<string, unknown>> {
  const before = await state();
  const { status, body } = await createAutoPostings(method, { autoPostings: [posting] });
  expect(status).toBe(422);
  const [row] = (body as { autoPostings: Record<string, unknown>[] }).autoPostings;
  expect(body).toEqual(rejected([row as object]));
  expect(await state()).toEqual(before);
  return row as Record<string, unknown>;
}

const payment = (fields: object) => ({ amount: 10, paymentId: 'P1', ...fields });

/** Fills an item with so many settlements, as nobody has the time to make. */
async function settleOften(arItemId: number, times: number): Promise<void> {
  const seen = await storedItem(arItemId);
  const settlements = Array.from({ length: times }, (_, index) => ({
    ...{ date: '2025-02-02', amount: -0.01, arItemId: index + 1 },
  }));
  const fields: ArItem = { ...seen.fields, settlements };
  const { outcome } = await updateDependent(receivables(), seen, { fields }, newStamp());
  expect(outcome).toBe('updated');
}

describe('a call of many postings', () => {
  it('makes none where one is refused, and says of each what is wrong with it', async () => {
    const customer = await newCustomer();
    const { documentNo } = await newDocument(customer.customerNo, 100);
    const { customerNo } = customer;
    const before = await state();
    const answer = await createAutoPostings('payment', {
      autoPostings: [
        payment({ documentNo }),
        payment({ documentNo: 'nothing', paymentId: 'P2' }),
        payment({ customerNo, paymentId: 'p1' }),
        payment({ customerNo: 'nobody', paymentId: 'P4' }),
      ],
    });
    expect([answer.status, answer.body]).toEqual([
      422,
      rejected([
        {
          ...{ resultType: 'BATCH-REJECTED', ...customer, documentNo, paymentId: 'P1' },
          message: 'Payment not posted, because others of its call are refused',
        },
        {
          ...{ resultType: 'TARGET-NOT-FOUND', documentNo: 'nothing', paymentId: 'P2' },
          message: 'there is no AR item that is all that the posting says of it',
        },
        {
          ...{ resultType: 'DUPLICATE-PAYMENT', customerNo, paymentId: 'p1' },
          message: 'paymentId: there is a payment or reservation p1 already',
        },
        {
          ...{ resultType: 'CUSTOMER-NOT-FOUND', customerNo: 'nobody', paymentId: 'P4' },
          message: 'there is no customer that is all that the posting says of it',
        },
      ]),
    ]);
    expect(await state()).toEqual(before);
  });

  it('says so where one transaction does not hold what it writes', async () => {
    const many = await Promise.all(
      Array.from({ length: 16 }, async () => {
        const { customerNo } = await newCustomer();
        const [paid, reserved] = [await newDocument(customerNo, 10), await newDocument(customerNo, 10)];
        const paymentId = newNumber();
        await createPaymentReservation({ arItemId: reserved.arItemId, paymentId });
        return { arItemId: paid.arItemId, amount: 10, paymentId };
      }),
    );
    const before = await state();
    const { status, body } = await createAutoPostings('payment', { autoPostings: many });
    const message =
      'None of 16 auto posting(s) created: together they write 112 items, and at most 100 are taken';
    const rows = (body as { autoPostings: { resultType: string }[] }).autoPostings;
    expect([status, body]).toEqual([422, rejected(rows, message)]);
    expect(new Set(rows.map(({ resultType }) => resultType))).toEqual(new Set(['BATCH-REJECTED']));
    expect(await state()).toEqual(before);
    const half = await createAutoPostings('payment', { autoPostings: many.slice(0, 14) });
    expect(half.status).toBe(200);
  }, 30_000);

  it('counts a settlement that an earlier posting of the call has made', async () => {
    const { customerNo } = await newCustomer();
    const { documentNo } = await newDocument(customerNo, 100);
    const { body } = await createAutoPostings('writeoff', {
      autoPostings: [
        { documentNo, amount: 60 },
        { documentNo, amount: 50 },
      ],
    });
    expect((body as { autoPostings: object[] }).autoPostings[1]).toEqual({
      ...{ status: 'FAILED', resultType: 'AMOUNT-EXCEEDS-REMAINING', documentNo },
      message: 'amount: the AR item has 40 left',
    });
  });
});

describe('a posting is refused', () => {
  it('where several have its KID, and not where a customer tells which', async () => {
    const [one, other] = [await newCustomer(), await newCustomer()];
    const kid = newNumber();
    for (const { customerNo } of [one, other]) await newDocument(customerNo, 10, { kid });
    expect(await refused('payment', payment({ kid }))).toEqual({
      ...{ status: 'FAILED', resultType: 'TARGET-AMBIGUOUS', paymentId: 'P1' },
      message: 'more than one AR item is meant: name it by arItemId',
    });
    const autoPostings = [payment({ kid, customerNo: one.customerNo, paymentId: newNumber() })];
    expect((await createAutoPostings('payment', { autoPostings })).status).toBe(200);
  });

  it('where what it says of its target does not agree', async () => {
    const [one, other] = [await newCustomer(), await newCustomer()];
    const { documentNo } = await newDocument(one.customerNo, 10);
    const resultType = 'TARGET-NOT-FOUND';
    const wrong = [
      { documentNo, customerNo: other.customerNo },
      { documentNo, accountNo: other.accountNo },
      { documentNo, arItemId: 1 },
      { documentNo, kid: 'none' },
    ];
    for (const target of wrong)
      expect(await refused('payment', payment(target))).toMatchObject({ resultType });
    const both = { customerNo: one.customerNo, accountNo: other.accountNo };
    expect(await refused('payment', payment(both))).toMatchObject({ resultType: 'CUSTOMER-NOT-FOUND' });
  });

  it('for a customer that is deleted', async () => {
    const { customerNo } = await newCustomer();
    await deleteCustomer(customerNo);
    for (const [method, posting] of [
      ['payment', payment({ customerNo })],
      ['interest', { customerNo, amount: 1, documentNo: newNumber() }],
    ] as const)
      expect(await refused(method, posting)).toMatchObject({ resultType: 'CUSTOMER-NOT-FOUND', customerNo });
  });

  it.each([
    ['refund', 'IN', 'the AR item has no credit left'],
    ['writeoff', 'CN', 'the AR item has no debit left'],
  ])('as a %s of a document of type %s, which has none of it', async (method, documentType, message) => {
    const { customerNo } = await newCustomer();
    const { arItemId } = await newDocument(customerNo, 10, { documentType });
    const row = await refused(method, { arItemId, ...(method === 'refund' && { paymentId: 'P1' }) });
    expect(row).toMatchObject({ resultType: 'NOTHING-REMAINING', message });
  });

  it.each([
    ['refund', 'CN'],
    ['writeoff', 'IN'],
  ])('as a %s of more than is left', async (method, documentType) => {
    const { customerNo } = await newCustomer();
    const { arItemId } = await newDocument(customerNo, 10, { documentType });
    const row = await refused(method, {
      arItemId,
      amount: 10.01,
      ...(method === 'refund' && { paymentId: 'P1' }),
    });
    const message = 'amount: the AR item has 10 left';
    expect(row).toMatchObject({ resultType: 'AMOUNT-EXCEEDS-REMAINING', message });
  });

  it('in another currency than the AR item has', async () => {
    const { customerNo } = await newCustomer();
    const { arItemId } = await newDocument(customerNo, 10);
    const row = await refused('payment', payment({ arItemId, currency: 'EUR' }));
    expect(row).toMatchObject({
      resultType: 'CURRENCY-MISMATCH',
      message: 'currency: the AR item is in NOK',
    });
    const autoPostings = [payment({ arItemId, currency: 'nok', paymentId: newNumber() })];
    expect((await createAutoPostings('payment', { autoPostings })).status).toBe(200);
  });

  it('by the day it is of: to come yet, or before the AR item', async () => {
    const { customerNo } = await newCustomer();
    const { arItemId } = await newDocument(customerNo, 10);
    const tomorrow = daysAfter(dateInNorway(new Date()), 1);
    expect(await refused('payment', payment({ arItemId, postingDate: tomorrow }))).toMatchObject({
      resultType: 'DATE-IN-FUTURE',
      message: `postingDate: ${tomorrow} is to come yet`,
    });
    expect(await refused('payment', payment({ arItemId, postingDate: '2025-01-31' }))).toMatchObject({
      resultType: 'DATE-BEFORE-TARGET',
      message: 'postingDate: the AR item is of 2025-02-01',
    });
  });

  it('where the AR item has as many settlements as it can', async () => {
    const { customerNo } = await newCustomer();
    const { arItemId } = await newDocument(customerNo, 100);
    await settleOften(arItemId, 199);
    const autoPostings = ['P1', 'P2'].map((paymentId) =>
      payment({ arItemId, paymentId: paymentId + arItemId }),
    );
    const { body } = await createAutoPostings('payment', { autoPostings });
    expect(body).toMatchObject({
      autoPostings: [{ resultType: 'BATCH-REJECTED' }, { resultType: 'TOO-MANY-SETTLEMENTS' }],
    });
    expect((await createAutoPostings('payment', { autoPostings: autoPostings.slice(0, 1) })).status).toBe(
      200,
    );
    expect(await refused('writeoff', { arItemId })).toMatchObject({
      resultType: 'TOO-MANY-SETTLEMENTS',
      message: 'the AR item has 200 settlements, which is the most',
    });
  });

  it('with the id of another payment or refund, and a refund with a reserved one', async () => {
    const { customerNo } = await newCustomer();
    const credit = await newDocument(customerNo, 10, { documentType: 'CN' });
    const [paid, refunded, reserved] = [newNumber(), newNumber(), newNumber()];
    const paying = { autoPostings: [payment({ customerNo, paymentId: paid })] };
    expect((await createAutoPostings('payment', paying)).status).toBe(200);
    const refunding = { autoPostings: [{ arItemId: credit.arItemId, amount: 1, paymentId: refunded }] };
    expect((await createAutoPostings('refund', refunding)).status).toBe(200);
    await createPaymentReservation({ customerNo, amount: 1, paymentId: reserved });
    const resultType = 'DUPLICATE-PAYMENT';
    for (const paymentId of [paid, paid.toLowerCase(), refunded])
      expect(await refused('payment', payment({ customerNo, paymentId }))).toMatchObject({ resultType });
    for (const paymentId of [paid, refunded, reserved])
      expect(await refused('refund', { arItemId: credit.arItemId, paymentId })).toMatchObject({ resultType });
  });

  it('as interest with the number of a document, or of another posting', async () => {
    const { customerNo } = await newCustomer();
    const { documentNo } = await newDocument(customerNo, 10);
    const interest = { customerNo, amount: 1 };
    expect(await refused('interest', { ...interest, documentNo: documentNo.toLowerCase() })).toMatchObject({
      resultType: 'DUPLICATE-DOCUMENT',
      message: `documentNo: there is a document ${documentNo.toLowerCase()} already`,
    });
    const { body } = await createAutoPostings('interest', {
      autoPostings: ['Note', 'NOTE'].map((number) => ({ ...interest, documentNo: number })),
    });
    expect(body).toMatchObject({
      autoPostings: [{ resultType: 'BATCH-REJECTED' }, { resultType: 'DUPLICATE-DOCUMENT' }],
    });
  });

  it('where its month is closed', async () => {
    const other = await newClient();
    const books = booksOf(other);
    const { customerNo } = await books.newCustomer();
    await books.closeThrough(2025, 2);
    const send = (postingDate: string) =>
      other.createAutoPostings('payment', {
        autoPostings: [payment({ customerNo, postingDate, paymentId: newNumber() })],
      });
    expect((await send('2025-02-28')).body).toMatchObject({
      result: 'REJECTED',
      autoPostings: [
        { resultType: 'PERIOD-CLOSED', message: 'postingDate: the books are closed through 2025-02' },
      ],
    });
    expect((await send('2025-03-01')).status).toBe(200);
  });

  it("for another client's customer, AR item and document", async () => {
    const theirs = await newClient();
    const books = booksOf(theirs);
    const { customerNo, accountNo } = await books.newCustomer();
    const { documentNo, documentUuid, arItemId } = await books.newDocument(customerNo, 10, { kid: 'theirs' });
    for (const target of [{ documentNo }, { documentUuid }, { arItemId }, { kid: 'theirs' }])
      expect(await refused('payment', payment(target))).toMatchObject({ resultType: 'TARGET-NOT-FOUND' });
    for (const target of [{ customerNo }, { accountNo }])
      expect(await refused('payment', payment(target))).toMatchObject({ resultType: 'CUSTOMER-NOT-FOUND' });
  });
});

describe('a call is refused', () => {
  const item = 'must name an AR item: arItemId, documentNo, documentUuid, referenceNo or kid';
  it.each([
    ['payment', {}, 'autoPostings: is required'],
    ['payment', { autoPostings: [] }, 'autoPostings: Too small: expected array to have >=1 items'],
    [
      'payment',
      { autoPostings: Array(17).fill({ customerNo: 'C', amount: 1, paymentId: 'P' }) },
      'autoPostings: Too big: expected array to have <=16 items',
    ],
    ['payment', [payment({})], 'autoPostings[0]: must name an AR item or a customer'],
    ['payment', [payment({ customerNo: 'C', amount: null })], 'autoPostings[0].amount: is required'],
    [
      'payment',
      [payment({ customerNo: 'C' }), { customerNo: 'C', amount: 1 }],
      'autoPostings[1].paymentId: is required',
    ],
    [
      'payment',
      [payment({ customerNo: 'C', amount: 0.004 })],
      'autoPostings[0].amount: must be between 0.01 and 1000000000000',
    ],
    [
      'payment',
      [payment({ customerNo: 'C', amount: 1e12 + 1 })],
      'autoPostings[0].amount: must be between 0.01 and 1000000000000',
    ],
    [
      'payment',
      [payment({ customerNo: 'C', amount: '1' })],
      'autoPostings[0].amount: Invalid input: expected number, received string',
    ],
    [
      'payment',
      [payment({ customerNo: 'C', postingDate: '2025-02-30' })],
      'autoPostings[0].postingDate: must be a date such as 2025-02-27, or blank',
    ],
    [
      'payment',
      [payment({ customerNo: 'C', paymentId: '' })],
      'autoPostings[0].paymentId: must be 1 to 64 characters, none a control character',
    ],
    ['refund', [{ arItemId: 1 }], 'autoPostings[0].paymentId: is required'],
    ['refund', [{ customerNo: 'C', paymentId: 'P' }], `autoPostings[0]: ${item}`],
    ['writeoff', [{ accountNo: 1 }], `autoPostings[0]: ${item}`],
    ['interest', [{ customerNo: 'C', documentNo: 'D' }], 'autoPostings[0].amount: is required'],
    ['interest', [{ customerNo: 'C', amount: 1 }], 'autoPostings[0].documentNo: is required'],
    ['interest', [{ documentNo: 'D', arItemId: 1, amount: 1 }], 'autoPostings[0]: must name a customer'],
  ])('with 400: %s %j', async (method, sent, message) => {
    const json = Array.isArray(sent) ? { autoPostings: sent } : sent;
    const answer = await createAutoPostings(method, json);
    expect(answer.status).toBe(400);
    expect(answer.body).toEqual(amiliFailure('INVALID', message, { clientNo }));
  });

  it('with 404 where there is no such method', async () => {
    const answer = await createAutoPostings('gift', { autoPostings: [payment({ customerNo: 'C' })] });
    expect(answer.status).toBe(404);
    const message =
      'autopostingmethod: Invalid option: expected one of "payment"|"refund"|"writeoff"|"interest"';
    expect(answer.body).toEqual(amiliFailure('NOT_FOUND', message, { clientNo }));
  });

  it('with 401 without a token, and 403 with that of another client', async () => {
    const path = `POST /clients/${clientNo}/autopostings/payment`;
    const json = { autoPostings: [payment({ customerNo: 'C' })] };
    const message = 'A valid access token is required';
    expect(await call(path, { json })).toMatchObject({
      status: 401,
      body: amiliFailure('UNAUTHORIZED', message, { clientNo }),
    });
    const stranger = await amiliAuthorization([newAmiliClient()]);
    expect(await call(path, { json, authorization: stranger })).toMatchObject({
      status: 403,
      body: amiliFailure('FORBIDDEN', `The token may not act for client ${clientNo}`, { clientNo }),
    });
  });
});
