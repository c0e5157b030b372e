import { describe, expect, it } from 'vitest';
import { dateInNorway } from '../../../functions/amili/ledger/dates.ts';
import { listKey, mark } from '../../../shared/receivables/lists/listing.ts';
import { storedUniqueKey } from '../../support/scenes.ts';
import { storedDependent } from '../../support/store.ts';
import { booksOf, newNumber } from '../books.ts';
import { newClient } from '../client.ts';

const client = await newClient();
const { clientNo, tenant, createAutoPostings, createPaymentReservation, getDocument } = client;
const { newCustomer, newDocument, storedItem, linkCount, linesOf, state } = booksOf(client);

const answered = (autoPostings: object[], result = 'CREATED') => ({
  status: 'PROCESSED',
  result,
  message: `${autoPostings.length} auto posting(s) ${result === 'CREATED' ? 'created' : 'valid'}`,
  clientNo,
  autoPostings,
});

const row = (message: string, fields: object) => ({
  status: 'PROCESSED',
  resultType: 'CREATED',
  message,
  arItemId: expect.any(Number),
  voucherNo: expect.any(Number),
  ...fields,
});

interface Row {
  readonly arItemId: number;
  readonly voucherNo: number;
}

const rowsOf = ({ body }: { body: unknown }) => (body as { autoPostings: Row[] }).autoPostings;
const today = () => dateInNorway(new Date());
const epoch = (day: string) => Date.parse(day) / 1_000;
const paymentKeyOf = (value: string) =>
  storedUniqueKey(tenant, { name: 'PAYMENT', value, freedByDeletion: false });

describe('POST /clients/{clientno}/autopostings/payment', () => {
  it('settles the AR item that it names, and posts a voucher, in one transaction', async () => {
    const customer = await newCustomer();
    const { documentNo, arItemId } = await newDocument(customer.customerNo, 1_000);
    const paymentId = newNumber();
    const posting = { documentNo, amount: 400.005, postingDate: '2025-02-10', paymentId };

    const answer = await createAutoPostings('Payment', {
      metadata: { userId: 'TestUser' },
      autoPostings: [posting],
    });

    expect(answer.status).toBe(200);
    const settledAmount = 400.01;
    const own = { ...customer, documentNo, settledArItemId: arItemId, settledAmount, paymentId };
    expect(answer.body).toEqual(answered([row('Payment posted', own)]));
    const [made] = rowsOf(answer) as [Row];
    const { voucherNo } = made;
    const stamp = {
      ...{ at: expect.any(String), by: 'amili-client', requestId: expect.any(String) },
      operation: 'amili/auto-postings/create-auto-postings',
    };
    const date = '2025-02-10';
    const customerKey = `amili#${clientNo}#${customer.customerNo}`;
    expect(await storedItem(made.arItemId)).toEqual({
      pk: `amili#${clientNo}#AR_ITEM#${made.arItemId}`,
      sk: 'AR_ITEM',
      customerKey,
      fields: {
        ...{ arItemId: made.arItemId, customerNo: customer.customerNo, arItemType: 'PM', voucherNo },
        ...{ postingDate: date, dueDate: date, currency: 'NOK', originalAmount: -400.01, paymentId },
        settlements: [{ date, amount: 400.01, arItemId, voucherNo }],
      },
      listKey: listKey({ ...tenant, id: String(made.arItemId) }, 'AR_ITEM', 'LIVE'),
      listOrder: `${date} ${String(made.arItemId).padStart(15, '0')}\t${made.arItemId}`,
      listed: {
        ...{ due: epoch(date), currency: 'NOK', left: 0, settled: epoch(date) },
        marks: ['aritemtype=PM', 'aritemstatus=SETTLED', `customerno=${customer.customerNo}`].map(mark),
      },
      ...{ creation: stamp, update: stamp, version: 1 },
    });
    expect(await storedItem(arItemId)).toMatchObject({
      customerKey,
      fields: {
        originalAmount: 1_000,
        settlements: [{ date, amount: -400.01, arItemId: made.arItemId, voucherNo }],
      },
      listed: { due: epoch('2025-02-15'), left: 599.99, settled: epoch(date) },
      ...{ update: stamp, version: 2 },
    });
    const line = {
      ...{ voucherNo, postingDate: date, currency: 'NOK', event: 'payment', text: `PM ${paymentId}` },
      ...{ arItemId: made.arItemId, customerNo: customer.customerNo, userId: 'TestUser' },
    };
    expect(await linesOf(voucherNo)).toEqual([
      { ...line, glItemId: voucherNo * 100 + 1, lineNo: 1, glAccountNo: '1500', amount: -400.01 },
      { ...line, glItemId: voucherNo * 100 + 2, lineNo: 2, glAccountNo: '1920', amount: 400.01 },
    ]);
    expect(await paymentKeyOf(paymentId)).toMatchObject({
      holder: `amili#${clientNo}#AR_ITEM#${made.arItemId}`,
    });
    expect(await linkCount(customer.customerNo)).toBe(3);
  });

  it('leaves what it has more than the AR item as credit, and is of today without a date', async () => {
    const customer = await newCustomer();
    const { arItemId } = await newDocument(customer.customerNo, 100, { documentNo: 'More' });
    const paymentId = newNumber();
    const answer = await createAutoPostings('payment', {
      autoPostings: [{ arItemId, amount: 130, paymentId, text: 'Too much' }],
    });
    const own = { ...customer, documentNo: 'More', settledArItemId: arItemId, settledAmount: 100, paymentId };
    expect(answer.body).toEqual(answered([row('Payment posted', own)]));
    const [made] = rowsOf(answer) as [Row];
    const { fields, listed } = await storedItem(made.arItemId);
    expect(fields).toMatchObject({ originalAmount: -130, postingDate: today(), dueDate: today() });
    expect(listed?.left).toBe(-30);
    expect((await storedItem(arItemId)).listed?.left).toBe(0);
    expect((await linesOf(made.voucherNo)).map(({ text }) => text)).toEqual(['Too much', 'Too much']);
  });

  it.each(['customerNo', 'accountNo'] as const)('stays as credit of a customer by its %s', async (field) => {
    const customer = await newCustomer({ currency: 'SEK' });
    const paymentId = newNumber();
    const answer = await createAutoPostings('payment', {
      autoPostings: [{ [field]: customer[field], amount: 50, paymentId }],
    });
    expect(answer.body).toEqual(answered([row('Payment posted', { ...customer, paymentId })]));
    const { fields } = await storedItem(rowsOf(answer)[0]!.arItemId);
    expect(fields).toMatchObject({ currency: 'SEK', originalAmount: -50 });
    expect(fields).not.toHaveProperty('settlements');
    expect(await linkCount(customer.customerNo)).toBe(1);
  });

  it('is taken on an AR item with nothing left, all of it as credit', async () => {
    const customer = await newCustomer();
    const { documentNo, arItemId } = await newDocument(customer.customerNo, 0);
    const before = await storedItem(arItemId);
    const paymentId = newNumber();
    const answer = await createAutoPostings('payment', {
      autoPostings: [{ documentNo, amount: 5, paymentId }],
    });
    expect(answer.body).toEqual(answered([row('Payment posted', { ...customer, documentNo, paymentId })]));
    expect(await storedItem(arItemId)).toEqual(before);
  });

  it('works in order where two name one AR item, and writes it once', async () => {
    const customer = await newCustomer();
    const { documentNo, arItemId } = await newDocument(customer.customerNo, 100);
    const [first, second] = [newNumber(), newNumber()];
    const answer = await createAutoPostings('payment', {
      autoPostings: [
        { documentNo, amount: 70, paymentId: first },
        { arItemId, amount: 70, paymentId: second },
      ],
    });
    const own = { ...customer, documentNo, settledArItemId: arItemId };
    expect(answer.body).toEqual(
      answered([
        row('Payment posted', { ...own, settledAmount: 70, paymentId: first }),
        row('Payment posted', { ...own, settledAmount: 30, paymentId: second }),
      ]),
    );
    const stored = await storedItem(arItemId);
    expect(stored.version).toBe(2);
    expect(stored.fields.settlements?.map(({ amount }) => amount)).toEqual([-70, -30]);
    expect((await storedItem(rowsOf(answer)[1]!.arItemId)).listed?.left).toBe(-40);
    expect(await linkCount(customer.customerNo)).toBe(4);
  });

  it('takes sixteen postings for as many customers in one call', async () => {
    const many = await Promise.all(
      Array.from({ length: 16 }, async () => {
        const customer = await newCustomer();
        return { ...customer, ...(await newDocument(customer.customerNo, 10)) };
      }),
    );
    const autoPostings = many.map(({ documentNo }) => ({ documentNo, amount: 10, paymentId: newNumber() }));
    const answer = await createAutoPostings('payment', { autoPostings });
    expect(answer.body).toEqual(
      answered(
        many.map(({ customerNo, accountNo, documentNo, arItemId }, index) =>
          row('Payment posted', {
            ...{ customerNo, accountNo, documentNo, settledArItemId: arItemId, settledAmount: 10 },
            paymentId: autoPostings[index]?.paymentId,
          }),
        ),
      ),
    );
  });

  it('ends the reservation with its paymentId, on whichever AR item that is', async () => {
    const customer = await newCustomer();
    const [reserved, paid] = [
      await newDocument(customer.customerNo, 100),
      await newDocument(customer.customerNo, 100),
    ];
    const [paymentId, other] = [newNumber(), newNumber()];
    for (const id of [other, paymentId])
      await createPaymentReservation({ arItemId: reserved.arItemId, amount: 40, paymentId: id });
    const answer = await createAutoPostings('payment', {
      autoPostings: [{ arItemId: paid.arItemId, amount: 60, paymentId: paymentId.toLowerCase() }],
    });
    expect(answer.status).toBe(200);
    const { fields } = await storedItem(reserved.arItemId);
    expect(fields.reservations?.map(({ paymentId: id }) => id)).toEqual([other]);
    const holder = `amili#${clientNo}#AR_ITEM#${rowsOf(answer)[0]!.arItemId}`;
    expect(await paymentKeyOf(paymentId)).toMatchObject({ holder });
  });

  it("ends the last reservation, and a customer's own", async () => {
    const customer = await newCustomer();
    const { arItemId } = await newDocument(customer.customerNo, 100);
    const [first, second] = [newNumber(), newNumber()];
    await createPaymentReservation({ arItemId, amount: 40, paymentId: first });
    await createPaymentReservation({ customerNo: customer.customerNo, amount: 40, paymentId: second });
    const autoPostings = [first, second].map((paymentId) => ({ arItemId, amount: 10, paymentId }));
    const answer = await createAutoPostings('payment', { autoPostings });
    expect(answer.status).toBe(200);
    const { fields } = await storedItem(arItemId);
    expect(fields).not.toHaveProperty('reservations');
    expect(fields.settlements?.map(({ amount }) => amount)).toEqual([-10, -10]);
    const again = await createAutoPostings('payment', { autoPostings: autoPostings.slice(1) });
    expect(again.status).toBe(422);
  });

  it.each([
    { options: 'validateOnly' },
    { options: 'VALIDATEONLY' },
    { options: ['other', 'validateonly'] },
    { options: 'a, validateOnly' },
  ])('writes nothing where any posting has %j', async ({ options }) => {
    const customer = await newCustomer();
    const { documentNo, arItemId } = await newDocument(customer.customerNo, 100);
    const before = await state();
    const [first, second] = [newNumber(), newNumber()];
    const autoPostings = [
      { documentNo, amount: 70, paymentId: first },
      { documentNo, amount: 70, paymentId: second, options },
    ];
    const answer = await createAutoPostings('payment', { autoPostings });
    const own = {
      ...{ status: 'PROCESSED', resultType: 'VALIDATED', message: 'Payment can be posted' },
      ...{ ...customer, documentNo, settledArItemId: arItemId },
    };
    expect([answer.status, answer.body]).toEqual([
      200,
      answered(
        [
          { ...own, settledAmount: 70, paymentId: first },
          { ...own, settledAmount: 30, paymentId: second },
        ],
        'VALIDATED',
      ),
    ]);
    expect(await state()).toEqual(before);
  });

  it('takes no other option for a question', async () => {
    const { customerNo } = await newCustomer();
    const autoPostings = [{ customerNo, amount: 1, paymentId: newNumber(), options: ['validate', ''] }];
    const { body } = await createAutoPostings('payment', { autoPostings });
    expect(body).toMatchObject({ result: 'CREATED' });
  });
});

describe('POST /clients/{clientno}/autopostings/refund', () => {
  it('pays out what is left of a credit, where it says no amount', async () => {
    const customer = await newCustomer();
    const { documentNo, arItemId } = await newDocument(customer.customerNo, 80, { documentType: 'CN' });
    const [first, second] = [newNumber(), newNumber()];
    const answer = await createAutoPostings('refund', {
      autoPostings: [
        { arItemId, amount: 30, paymentId: first, postingDate: '2025-03-01' },
        { documentNo, paymentId: second, postingDate: '2025-03-02' },
      ],
    });
    const own = { ...customer, documentNo, settledArItemId: arItemId };
    expect(answer.body).toEqual(
      answered([
        row('Refund posted', { ...own, settledAmount: 30, paymentId: first }),
        row('Refund posted', { ...own, settledAmount: 50, paymentId: second }),
      ]),
    );
    const [, made] = rowsOf(answer) as [Row, Row];
    expect((await storedItem(made.arItemId)).fields).toEqual({
      ...{ arItemId: made.arItemId, customerNo: customer.customerNo, arItemType: 'RF', paymentId: second },
      ...{ postingDate: '2025-03-02', dueDate: '2025-03-02', currency: 'NOK', originalAmount: 50 },
      voucherNo: made.voucherNo,
      settlements: [{ date: '2025-03-02', amount: -50, arItemId, voucherNo: made.voucherNo }],
    });
    expect((await linesOf(made.voucherNo)).map(({ glAccountNo, amount }) => [glAccountNo, amount])).toEqual([
      ['1500', 50],
      ['1920', -50],
    ]);
    expect((await storedItem(arItemId)).listed?.left).toBe(0);
  });
});

describe('POST /clients/{clientno}/autopostings/writeoff', () => {
  it('gives up what is left of a claim', async () => {
    const customer = await newCustomer();
    const { documentNo, arItemId } = await newDocument(customer.customerNo, 80);
    const posting = { documentNo, postingDate: '2025-03-01' };
    const answer = await createAutoPostings('writeoff', {
      autoPostings: [{ ...posting, amount: 30.25 }, posting],
    });
    const own = { ...customer, documentNo, settledArItemId: arItemId };
    expect(answer.body).toEqual(
      answered([
        row('Write-off posted', { ...own, settledAmount: 30.25 }),
        row('Write-off posted', { ...own, settledAmount: 49.75 }),
      ]),
    );
    const { arItemId: madeId, voucherNo } = rowsOf(answer)[0]!;
    expect((await storedItem(madeId)).fields).toMatchObject({ arItemType: 'WO', originalAmount: -30.25 });
    const lines = await linesOf(voucherNo);
    expect(lines.map(({ glAccountNo, amount, text }) => [glAccountNo, amount, text])).toEqual([
      ['1500', -30.25, `WO ${documentNo}`],
      ['7830', 30.25, `WO ${documentNo}`],
    ]);
    expect(await linkCount(customer.customerNo)).toBe(4);
  });
});

describe('POST /clients/{clientno}/autopostings/interest', () => {
  it('makes a document of type IT and its AR item, which its UUID leads to', async () => {
    const customer = await newCustomer({ dueDays: 10 });
    const documentNo = newNumber();
    const answer = await createAutoPostings('interest', {
      metadata: { userId: 'TestUser' },
      autoPostings: [
        {
          accountNo: customer.accountNo,
          documentNo,
          amount: 12.5,
          postingDate: '2025-03-01',
          currency: 'EUR',
        },
      ],
    });
    expect(answer.body).toEqual(answered([row('Interest posted', { ...customer, documentNo })]));
    const { arItemId, voucherNo } = rowsOf(answer)[0]!;
    const dates = { postingDate: '2025-03-01', dueDate: '2025-03-11' };
    expect((await storedItem(arItemId)).fields).toEqual({
      ...{ arItemId, customerNo: customer.customerNo, arItemType: 'IT', documentNo, voucherNo },
      ...{ ...dates, currency: 'EUR', originalAmount: 12.5 },
    });
    const document = await storedDependent({ ...tenant, kind: 'DOCUMENT', id: documentNo });
    expect(document?.fields).toEqual({
      ...{ documentType: 'IT', customerNo: customer.customerNo, documentNo, arItemId, currency: 'EUR' },
      ...{ documentDate: '2025-03-01', dueDate: '2025-03-11', metadata: { userId: 'TestUser' } },
      currencyAmounts: { exclVat: 12.5, vat: 0, inclVat: 12.5 },
    });
    expect((await linesOf(voucherNo)).map(({ glAccountNo, amount }) => [glAccountNo, amount])).toEqual([
      ['1500', 12.5],
      ['8050', -12.5],
    ]);
    expect(await linkCount(customer.customerNo)).toBe(2);
    const { body } = await getDocument(documentNo);
    const { documentUuid } = body as { documentUuid: string };
    expect(body).toMatchObject({ documentType: 'IT', arItemId });
    const paid = await createAutoPostings('payment', {
      autoPostings: [{ documentUuid, amount: 2.5, paymentId: newNumber() }],
    });
    expect(rowsOf(paid)[0]).toMatchObject({ documentNo, settledArItemId: arItemId, settledAmount: 2.5 });
  });

  it('is due when it says so', async () => {
    const { customerNo } = await newCustomer();
    const posting = { customerNo, documentNo: newNumber(), amount: 1, dueDate: '2030-01-01' };
    const answer = await createAutoPostings('interest', { autoPostings: [posting] });
    expect((await storedItem(rowsOf(answer)[0]!.arItemId)).fields).toMatchObject({
      ...{ dueDate: '2030-01-01', postingDate: today(), currency: 'NOK' },
    });
  });
});
