import { describe, expect, it } from 'vitest';
import type { ArItem, Reservation } from '../../../functions/amili/ar-items/ar-item.ts';
import { dateInNorway } from '../../../functions/amili/ledger/dates.ts';
import { receivables } from '../../../shared/dynamodb/tables.ts';
import { daysAfter } from '../../../shared/fields/dates.ts';
import { updateDependent } from '../../../shared/receivables/dependents/update.ts';
import { amiliAuthorization, newAmiliClient } from '../../support/credentials.ts';
import { amiliFailure } from '../../support/envelopes.ts';
import { call } from '../../support/http.ts';
import { storedUniqueKey } from '../../support/scenes.ts';
import { newStamp, storedDependent } from '../../support/store.ts';
import { booksOf, newNumber } from '../books.ts';
import { newClient } from '../client.ts';

const client = await newClient();
const { clientNo, tenant, createAutoPostings, createPaymentReservation, deleteCustomer } = client;
const { newCustomer, newDocument, storedItem, linkCount, state } = booksOf(client);

const today = () => dateInNorway(new Date());
const holderOf = async (paymentId: string) =>
  (await storedUniqueKey(tenant, { name: 'PAYMENT', value: paymentId, freedByDeletion: false })) as
    | { holder: string }
    | undefined;

const created = (fields: object) => ({
  status: 'PROCESSED',
  result: 'CREATED',
  message: 'Payment reservation created',
  clientNo,
  currency: 'NOK',
  validUntil: daysAfter(today(), 7),
  ...fields,
});

/** Gives an item reservations of days when nobody called. */
async function reserveBefore(arItemId: number, reservations: readonly Reservation[]): Promise<void> {
  const seen = await storedItem(arItemId);
  const fields: ArItem = { ...seen.fields, reservations };
  const { outcome } = await updateDependent(receivables(), seen, { fields }, newStamp());
  expect(outcome).toBe('updated');
}

/** Sends a reservation that is refused: nothing is written. */
async function refused(json: object): Promise<unknown> {
  const before = await state();
  const { status, body } = await createPaymentReservation(json);
  expect(status).toBe(422);
  expect(await state()).toEqual(before);
  return body;
}

describe('POST /clients/{clientno}/paymentreservations', () => {
  it('reserves of an AR item, and keeps the reservation in it', async () => {
    const customer = await newCustomer();
    const { documentNo, arItemId } = await newDocument(customer.customerNo, 100);
    const before = await storedItem(arItemId);
    const [first, second] = [newNumber(), newNumber()];
    const validUntil = daysAfter(today(), 90);
    const item = { ...customer, arItemId, documentNo };

    const answer = await createPaymentReservation({
      documentNo,
      paymentId: first,
      amount: 30.005,
      validUntil,
    });
    expect([answer.status, answer.body]).toEqual([
      200,
      created({ ...item, paymentId: first, amount: 30.01, validUntil, reservedAmount: 30.01 }),
    ]);
    const other = await createPaymentReservation({ arItemId, paymentId: second, text: 'By phone' });
    expect(other.body).toEqual(created({ ...item, paymentId: second, amount: 69.99, reservedAmount: 100 }));

    const stamp = {
      ...{ at: expect.any(String), by: 'amili-client', requestId: expect.any(String) },
      operation: 'amili/payment-reservations/create-payment-reservation',
    };
    expect(await storedItem(arItemId)).toEqual({
      ...before,
      fields: {
        ...before.fields,
        reservations: [
          { paymentId: first, amount: 30.01, validUntil },
          { paymentId: second, amount: 69.99, validUntil: daysAfter(today(), 7), text: 'By phone' },
        ],
      },
      ...{ update: stamp, version: 3, settled: expect.any(Set) },
    });
    expect(await holderOf(first)).toMatchObject({ holder: `amili#${clientNo}#AR_ITEM#${arItemId}` });
    expect(await linkCount(customer.customerNo)).toBe(2);
  });

  it('reserves of a customer on its own, which it keeps from nothing', async () => {
    const customer = await newCustomer({ currency: 'SEK' });
    const paymentId = newNumber();
    const { accountNo, customerNo } = customer;
    const answer = await createPaymentReservation({ accountNo, paymentId, amount: 5 });
    expect(answer.body).toEqual(created({ ...customer, paymentId, amount: 5, currency: 'SEK' }));
    const stored = await storedDependent({ ...tenant, kind: 'PAYMENT_RESERVATION', id: paymentId });
    expect(stored).toEqual({
      pk: `amili#${clientNo}#PAYMENT_RESERVATION#${paymentId}`,
      sk: 'PAYMENT_RESERVATION',
      fields: { paymentId, amount: 5, currency: 'SEK', customerNo, validUntil: daysAfter(today(), 7) },
      ...{ creation: expect.any(Object), update: expect.any(Object), version: 1 },
    });
    expect(await holderOf(paymentId)).toMatchObject({ holder: stored?.pk });
    expect(await linkCount(customerNo)).toBe(0);
    expect((await deleteCustomer(customerNo)).status).toBe(200);
  });

  it('takes a payment of the reserved AR item from anybody', async () => {
    const { customerNo } = await newCustomer();
    const { arItemId } = await newDocument(customerNo, 100);
    await createPaymentReservation({ arItemId, paymentId: newNumber() });
    const autoPostings = [{ arItemId, amount: 100, paymentId: newNumber() }];
    expect((await createAutoPostings('payment', { autoPostings })).status).toBe(200);
  });

  it('lets those that are over count no more, and takes them off', async () => {
    const { customerNo } = await newCustomer();
    const { arItemId } = await newDocument(customerNo, 100);
    const over = { paymentId: 'over', amount: 100, validUntil: daysAfter(today(), -1) };
    const last = { paymentId: 'last', amount: 10, validUntil: today() };
    await reserveBefore(arItemId, [over, last]);
    const paymentId = newNumber();
    const { body } = await createPaymentReservation({ arItemId, paymentId });
    expect(body).toMatchObject({ amount: 90, reservedAmount: 100 });
    const { fields } = await storedItem(arItemId);
    expect(fields.reservations?.map(({ paymentId: id }) => id)).toEqual(['last', paymentId]);
  });

  it('gives the id of one that is over to its payment all the same', async () => {
    const { customerNo } = await newCustomer();
    const { arItemId } = await newDocument(customerNo, 100);
    const [paymentId, next] = [newNumber(), newNumber()];
    await createPaymentReservation({ arItemId, paymentId, amount: 10 });
    await reserveBefore(arItemId, []);
    const tooMuch = await refused({ arItemId, paymentId: next, amount: 101 });
    expect(tooMuch).toMatchObject({ result: 'AMOUNT_EXCEEDS_REMAINING' });
    const again = await refused({ arItemId, paymentId });
    expect(again).toMatchObject({ result: 'DUPLICATE_PAYMENT' });
    const autoPostings = [{ arItemId, amount: 10, paymentId }];
    expect((await createAutoPostings('payment', { autoPostings })).status).toBe(200);
    const twice = await createAutoPostings('payment', { autoPostings });
    expect(twice.body).toMatchObject({ autoPostings: [{ resultType: 'DUPLICATE-PAYMENT' }] });
  });
});

describe('a payment reservation is refused', () => {
  it('where nothing, or more than one AR item, is meant', async () => {
    const [one, other] = [await newCustomer(), await newCustomer()];
    const kid = newNumber();
    for (const { customerNo } of [one, other]) await newDocument(customerNo, 10, { kid });
    expect(await refused({ kid, paymentId: 'P' })).toEqual(
      amiliFailure('TARGET_AMBIGUOUS', 'More than one AR item is meant: name it by arItemId', { clientNo }),
    );
    const message = 'Nothing is all that the request says of it';
    const { customerNo } = one;
    const numbers = { clientNo, customerNo, documentNo: 'none' };
    expect(await refused({ customerNo, documentNo: 'none', paymentId: 'P' })).toEqual(
      amiliFailure('TARGET_NOT_FOUND', message, numbers),
    );
    const { accountNo } = other;
    expect(await refused({ customerNo, accountNo, paymentId: 'P', amount: 1 })).toEqual(
      amiliFailure('TARGET_NOT_FOUND', message, { clientNo, accountNo, customerNo }),
    );
  });

  it('with the id of another reservation, payment or refund', async () => {
    const { customerNo } = await newCustomer();
    const { arItemId } = await newDocument(customerNo, 100);
    const [own, ofItem, paid] = [newNumber(), newNumber(), newNumber()];
    await createPaymentReservation({ customerNo, amount: 1, paymentId: own });
    await createPaymentReservation({ arItemId, amount: 1, paymentId: ofItem });
    await createAutoPostings('payment', { autoPostings: [{ customerNo, amount: 1, paymentId: paid }] });
    for (const paymentId of [own, ofItem, paid])
      for (const target of [{ arItemId }, { customerNo }]) {
        const sent = { ...target, amount: 1, paymentId: paymentId.toLowerCase() };
        const message = `paymentId: there is a payment or reservation ${sent.paymentId} already`;
        const numbers = { clientNo, ...('customerNo' in target && target) };
        expect(await refused(sent)).toEqual(amiliFailure('DUPLICATE_PAYMENT', message, numbers));
      }
  });

  it('beyond what is left and not reserved', async () => {
    const { customerNo } = await newCustomer();
    const { arItemId } = await newDocument(customerNo, 100);
    await createAutoPostings('payment', { autoPostings: [{ arItemId, amount: 20, paymentId: newNumber() }] });
    await createPaymentReservation({ arItemId, amount: 30, paymentId: newNumber() });
    const message = (free: number) => `amount: ${free} of the AR item is left to be reserved`;
    expect(await refused({ arItemId, amount: 50.01, paymentId: newNumber() })).toEqual(
      amiliFailure('AMOUNT_EXCEEDS_REMAINING', message(50), { clientNo }),
    );
    await createPaymentReservation({ arItemId, paymentId: newNumber() });
    expect(await refused({ arItemId, paymentId: newNumber() })).toEqual(
      amiliFailure('AMOUNT_EXCEEDS_REMAINING', message(0), { clientNo }),
    );
    const credit = await newDocument(customerNo, 100, { documentType: 'CN' });
    expect(await refused({ arItemId: credit.arItemId, paymentId: newNumber() })).toEqual(
      amiliFailure('AMOUNT_EXCEEDS_REMAINING', message(0), { clientNo }),
    );
  });

  it('in another currency, and beside twenty others', async () => {
    const { customerNo } = await newCustomer();
    const { arItemId } = await newDocument(customerNo, 100);
    expect(await refused({ arItemId, currency: 'EUR', paymentId: 'P' })).toEqual(
      amiliFailure('CURRENCY_MISMATCH', 'currency: the AR item is in NOK', { clientNo }),
    );
    const reservations = Array.from({ length: 20 }, (_, index) => ({
      ...{ paymentId: `${arItemId}-${index}`, amount: 1, validUntil: today() },
    }));
    await reserveBefore(arItemId, reservations.slice(1));
    expect((await createPaymentReservation({ arItemId, amount: 1, paymentId: newNumber() })).status).toBe(
      200,
    );
    expect(await refused({ arItemId, amount: 1, paymentId: newNumber() })).toEqual(
      amiliFailure('TOO_MANY_RESERVATIONS', 'The AR item has as many reservations as it can', { clientNo }),
    );
  });

  it("for another client's customer and AR item", async () => {
    const books = booksOf(await newClient());
    const { customerNo } = await books.newCustomer();
    const { arItemId, documentUuid } = await books.newDocument(customerNo, 10);
    for (const target of [{ customerNo, amount: 1 }, { arItemId }, { documentUuid }])
      expect(await refused({ ...target, paymentId: 'P' })).toMatchObject({ result: 'TARGET_NOT_FOUND' });
  });

  it.each([
    [{}, 'paymentId: is required'],
    [{ paymentId: 'P' }, 'must name an AR item or a customer'],
    [{ paymentId: 'P', customerNo: 'C' }, 'amount: is required where no AR item is named'],
    [{ paymentId: 'P', arItemId: 1, amount: 0 }, 'amount: must be between 0.01 and 1000000000000'],
    [{ paymentId: 'P', arItemId: 0 }, 'arItemId: Too small: expected number to be >=1'],
    [{ paymentId: 'P'.repeat(65) }, 'paymentId: must be 1 to 64 characters, none a control character'],
    [{ paymentId: 'P', documentUuid: 'x' }, 'documentUuid: Invalid UUID'],
  ])('with 400: %j', async (json, message) => {
    const answer = await createPaymentReservation(json);
    expect(answer.status).toBe(400);
    expect(answer.body).toEqual(amiliFailure('INVALID', message, { clientNo }));
  });

  it('with 400 for a day that is over, or more than 90 days on', async () => {
    const latest = daysAfter(today(), 90);
    for (const validUntil of [daysAfter(today(), -1), daysAfter(today(), 91)]) {
      const answer = await createPaymentReservation({ arItemId: 1, paymentId: 'P', validUntil });
      expect(answer.status).toBe(400);
      const message = `validUntil: must be between ${today()} and ${latest}`;
      expect(answer.body).toEqual(amiliFailure('INVALID', message, { clientNo }));
    }
  });

  it('with 401 without a token, and 403 with that of another client', async () => {
    const path = `POST /clients/${clientNo}/paymentreservations`;
    const json = { arItemId: 1, paymentId: 'P' };
    expect(await call(path, { json })).toMatchObject({
      status: 401,
      body: amiliFailure('UNAUTHORIZED', 'A valid access token is required', { clientNo }),
    });
    const authorization = await amiliAuthorization([newAmiliClient()]);
    expect(await call(path, { json, authorization })).toMatchObject({
      status: 403,
      body: amiliFailure('FORBIDDEN', `The token may not act for client ${clientNo}`, { clientNo }),
    });
  });
});
