import { randomInt } from 'node:crypto';
import { afterEach, describe, expect, it, vi } from 'vitest';
import type { ArItem } from '../../../functions/amili/ar-items/ar-item.ts';
import type { Requested } from '../../../functions/amili/auto-postings/auto-postings-request.ts';
import type { Method } from '../../../functions/amili/auto-postings/method.ts';
import { postTogether } from '../../../functions/amili/auto-postings/post-together.ts';
import { reservePayment } from '../../../functions/amili/payment-reservations/reserve-payment.ts';
import { receivables, type Table } from '../../../shared/dynamodb/tables.ts';
import type { DependentItem } from '../../../shared/receivables/items.ts';
import {
  answered,
  droppedAfter,
  droppedBefore,
  type Fate,
  heldBack,
  inConflict,
  inTurn,
  overtaken,
  withFates,
} from '../../support/faults.ts';
import { overwrite } from '../../support/scenes.ts';
import { newStamp } from '../../support/store.ts';
import { booksOf, newNumber } from '../books.ts';
import { newClient } from '../client.ts';
import { violationsOf } from '../ledger/violations.ts';
import { storedLedger } from '../ledger.ts';

// Ids are drawn with randomInt: a test may load the dice.
vi.mock('node:crypto', async (importOriginal) => {
  const original = await importOriginal<typeof import('node:crypto')>();
  return { ...original, randomInt: vi.fn(original.randomInt) };
});

const client = await newClient();
const { tenant, createAutoPostings, createPaymentReservation, deleteCustomer } = client;
const { newCustomer, newDocument, storedItem, linkCount, state } = booksOf(client);

/** The table, with these fates for the first transactions that are sent to it. */
function withTransactions(...fates: readonly Fate[]): Table {
  const next = inTurn(...fates);
  return withFates(receivables(), ({ name }) => (name === 'TransactWrite' ? next() : answered));
}

const send = (table: Table, method: Method, autoPostings: readonly object[], at = tenant) =>
  postTogether(table, at, method, { autoPostings } as unknown as Requested, newStamp());

/** What payments in between were answered: a test that throws on the way to DynamoDB only makes an attempt fail. */
const inBetween: unknown[] = [];

/** Sends a payment of its own. */
const paid = async (posting: object) => {
  const autoPostings = [{ amount: 10, paymentId: newNumber(), ...posting }];
  const { status, body } = await createAutoPostings('payment', { autoPostings });
  inBetween.push(status === 200 ? status : body);
};

afterEach(() => {
  expect(inBetween.splice(0).filter((answer) => answer !== 200)).toEqual([]);
});

const words = (rows: readonly object[]) => rows.map((row) => ('word' in row ? row.word : 'made'));

async function openItem(inclVat = 100) {
  const customer = await newCustomer();
  return { ...customer, ...(await newDocument(customer.customerNo, inclVat)) };
}

const settlements = async (arItemId: number) =>
  (await storedItem(arItemId)).fields.settlements?.map(({ amount }) => amount);

const consistent = async () =>
  expect(violationsOf(await storedLedger(tenant), ['2025-02-01', '2025-03-01'])).toEqual([]);

describe('a posting that another request overtakes', () => {
  it('settles what that has left', async () => {
    const { arItemId, customerNo } = await openItem();
    const table = withTransactions(overtaken(() => paid({ arItemId, amount: 70 })));
    const result = await send(table, 'payment', [{ arItemId, amount: 70, paymentId: newNumber() }]);
    expect(result).toMatchObject({ outcome: 'attached', rows: [{ settled: 30 }] });
    expect(await settlements(arItemId)).toEqual([-70, -30]);
    expect(await linkCount(customerNo)).toBe(4);
    await consistent();
  });

  it('is refused where that has left nothing to write off', async () => {
    const { arItemId } = await openItem();
    const table = withTransactions(overtaken(() => paid({ arItemId, amount: 100 })));
    const { outcome, rows } = await send(table, 'writeoff', [{ arItemId }]);
    expect([outcome, words(rows)]).toEqual(['refused', ['NOTHING-REMAINING']]);
    expect(await settlements(arItemId)).toEqual([-100]);
  });

  it('is refused where its customer is deleted, and leaves nothing', async () => {
    const { customerNo } = await newCustomer();
    const gone = overtaken(() => deleteCustomer(customerNo));
    const before = (await state()).size;
    const posting = { customerNo, amount: 5, paymentId: newNumber() };
    const { outcome, rows } = await send(withTransactions(gone), 'payment', [posting]);
    expect([outcome, words(rows)]).toEqual(['refused', ['CUSTOMER-NOT-FOUND']]);
    expect((await state()).size).toBe(before);
  });

  it('names the account of the very customer that it attached to, were that created anew', async () => {
    const { customerNo, accountNo } = await newCustomer();
    const anew = overtaken(async () => {
      await deleteCustomer(customerNo);
      await client.createCustomer({ customerNo, name: 'Ada' });
    });
    const posting = { customerNo, amount: 5, paymentId: newNumber() };
    const { outcome, rows } = await send(withTransactions(anew), 'payment', [posting]);
    expect(outcome).toBe('attached');
    const [row] = rows as unknown as { customer: { reference: { accountNo: number } } }[];
    expect(row?.customer.reference.accountNo).not.toBe(accountNo);
  });

  it('lands just after a closing that came in between, but not where it must decide again', async () => {
    const other = await newClient();
    const books = booksOf(other);
    const { customerNo } = await books.newCustomer();
    const { arItemId } = await books.newDocument(customerNo, 100);
    const posting = () => ({ arItemId, amount: 10, paymentId: newNumber(), postingDate: '2025-02-10' });
    const closed = overtaken(() => books.closeThrough(2025, 2));
    const first = await send(withTransactions(closed), 'payment', [posting()], other.tenant);
    expect(first.outcome).toBe('attached');
    const changed = overtaken(() =>
      other.createAutoPostings('payment', {
        autoPostings: [{ arItemId, amount: 1, paymentId: newNumber(), postingDate: '2025-03-01' }],
      }),
    );
    await books.closeThrough(2025, 1);
    const both = overtaken(async () => {
      await books.closeThrough(2025, 2);
      await changed({ apply: async () => {}, name: '', input: {}, wait: async () => {} });
    });
    const second = await send(withTransactions(both), 'payment', [posting()], other.tenant);
    expect([second.outcome, words(second.rows)]).toEqual(['refused', ['PERIOD-CLOSED']]);
  });

  it('draws ids again where one is taken', async () => {
    const { arItemId, customerNo } = await openItem();
    const { arItemId: item } = await openItem();
    const voucher = (await storedItem(item)).fields.voucherNo as number;
    vi.mocked(randomInt).mockImplementationOnce(() => item);
    const first = await send(receivables(), 'payment', [{ arItemId, amount: 1, paymentId: newNumber() }]);
    vi.mocked(randomInt)
      .mockImplementationOnce(() => item + 1)
      .mockImplementationOnce(() => voucher);
    const second = await send(receivables(), 'payment', [{ customerNo, amount: 1, paymentId: newNumber() }]);
    for (const { outcome, rows } of [first, second]) {
      expect(outcome).toBe('attached');
      const [row] = rows as unknown as { posting: { item: ArItem } }[];
      expect([item, voucher]).not.toContain(row?.posting.item.arItemId);
      expect(row?.posting.item.voucherNo).not.toBe(voucher);
    }
    await consistent();
  });
});

describe('a posting whose answer is lost', () => {
  it.each([
    ['after it landed', droppedAfter],
    ['before it landed', droppedBefore],
    ['in a conflict', inConflict],
  ])('%s, is made once', async (_, fate) => {
    const { arItemId, customerNo } = await openItem();
    const paymentId = newNumber();
    const result = await send(withTransactions(fate), 'payment', [{ arItemId, amount: 70, paymentId }]);
    expect(result).toMatchObject({ outcome: 'attached', rows: [{ settled: 70 }] });
    expect(await settlements(arItemId)).toEqual([-70]);
    expect(await linkCount(customerNo)).toBe(3);
    await consistent();
  });

  it('is made once where another payment of the item came in between', async () => {
    const { arItemId } = await openItem();
    const table = withTransactions(
      droppedAfter,
      overtaken(() => paid({ arItemId, amount: 20 })),
    );
    const result = await send(table, 'payment', [{ arItemId, amount: 70, paymentId: newNumber() }]);
    expect(result).toMatchObject({ outcome: 'attached', rows: [{ settled: 70 }] });
    expect(await settlements(arItemId)).toEqual([-70, -20]);
    await consistent();
  });

  it('is never made once it is refused, however late its first attempt arrives', async () => {
    const { customerNo } = await newCustomer();
    const paymentId = newNumber();
    const late = heldBack();
    const taken = overtaken(() => paid({ customerNo, paymentId }));
    const table = withTransactions(late.fate, taken);
    const { outcome, rows } = await send(table, 'payment', [{ customerNo, amount: 70, paymentId }]);
    expect([outcome, words(rows)]).toEqual(['refused', ['DUPLICATE-PAYMENT']]);
    await late.arrive();
    expect(await linkCount(customerNo)).toBe(1);
    await consistent();
  });

  it('of interest is refused for a document that came in between, and never made', async () => {
    const { customerNo } = await newCustomer();
    const documentNo = newNumber();
    const late = heldBack();
    const taken = overtaken(() => newDocument(customerNo, 10, { documentNo }));
    const table = withTransactions(late.fate, taken);
    const { outcome, rows } = await send(table, 'interest', [{ customerNo, amount: 70, documentNo }]);
    expect([outcome, words(rows)]).toEqual(['refused', ['DUPLICATE-DOCUMENT']]);
    await late.arrive();
    expect(await linkCount(customerNo)).toBe(2);
  });

  it('of interest is made where its customer came back in between', async () => {
    const { customerNo } = await newCustomer();
    const late = heldBack();
    const gone = overtaken(() => deleteCustomer(customerNo));
    const table = withTransactions(late.fate, gone);
    const posting = { customerNo, amount: 70, documentNo: newNumber() };
    const { outcome, rows } = await send(table, 'interest', [posting]);
    expect([outcome, words(rows)]).toEqual(['refused', ['CUSTOMER-NOT-FOUND']]);
    await client.createCustomer({ customerNo, name: 'Ada' });
    await late.arrive();
    expect(await linkCount(customerNo)).toBe(0);
    expect((await send(receivables(), 'interest', [posting])).outcome).toBe('attached');
  });
});

describe('one paymentId', () => {
  it('is that of exactly one of many payments at once', async () => {
    const { customerNo } = await newCustomer();
    const paymentId = newNumber();
    const autoPostings = [{ customerNo, amount: 10, paymentId }];
    const answers = await Promise.all(
      Array.from({ length: 8 }, () => createAutoPostings('payment', { autoPostings })),
    );
    expect(answers.map(({ status }) => status).sort()).toEqual([200, ...Array(7).fill(422)]);
    expect(await linkCount(customerNo)).toBe(1);
  });

  it('is refused where the client sends the same again', async () => {
    const { arItemId } = await openItem();
    const autoPostings = [{ arItemId, amount: 10, paymentId: newNumber() }];
    await createAutoPostings('payment', { autoPostings });
    const before = await state();
    const again = await createAutoPostings('payment', { autoPostings });
    expect(again.body).toMatchObject({ autoPostings: [{ resultType: 'DUPLICATE-PAYMENT' }] });
    expect(await state()).toEqual(before);
  });

  it('is taken over from a reservation that came in between', async () => {
    const { arItemId } = await openItem();
    const paymentId = newNumber();
    const reserved = overtaken(() => createPaymentReservation({ arItemId, amount: 60, paymentId }));
    const { outcome } = await send(withTransactions(reserved), 'payment', [
      { arItemId, amount: 70, paymentId },
    ]);
    expect(outcome).toBe('attached');
    expect((await storedItem(arItemId)).fields).not.toHaveProperty('reservations');
    expect(await settlements(arItemId)).toEqual([-70]);
  });

  it('ends its reservation once, however many payments come at once', async () => {
    const { arItemId } = await openItem();
    const paymentId = newNumber();
    await createPaymentReservation({ arItemId, amount: 60, paymentId });
    const autoPostings = [{ arItemId, amount: 10, paymentId }];
    const answers = await Promise.all(
      Array.from({ length: 6 }, () => createAutoPostings('payment', { autoPostings })),
    );
    expect(answers.map(({ status }) => status).sort()).toEqual([200, ...Array(5).fill(422)]);
    expect(await settlements(arItemId)).toEqual([-10]);
  });

  const reserve = (table: Table, requested: object) =>
    reservePayment(
      table,
      tenant,
      requested as never,
      { today: '2026-01-01', validUntil: '2026-01-02' },
      newStamp(),
    );

  it.each(['item', 'customer'] as const)(
    'is refused to a reservation of an %s that a payment overtakes, and a late attempt does nothing',
    async (target) => {
      const { arItemId, customerNo } = await openItem();
      const paymentId = newNumber();
      const late = heldBack();
      const made = overtaken(() => paid({ customerNo, paymentId }));
      const what = target === 'item' ? { arItemId } : { customerNo };
      const result = await reserve(withTransactions(late.fate, made), { ...what, amount: 5, paymentId });
      expect(result.outcome).toBe('duplicate');
      await late.arrive();
      expect((await storedItem(arItemId)).fields).not.toHaveProperty('reservations');
      const again = await createAutoPostings('payment', {
        autoPostings: [{ customerNo, amount: 1, paymentId }],
      });
      expect(again.status).toBe(422);
    },
  );

  it.each([droppedAfter, droppedBefore])('is reserved once where an answer is lost', async (fate) => {
    const { arItemId, customerNo } = await openItem();
    for (const target of [{ arItemId }, { customerNo }]) {
      const requested = { ...target, amount: 5, paymentId: newNumber() };
      expect((await reserve(withTransactions(fate), requested)).outcome).toBe('reserved');
    }
    expect((await storedItem(arItemId)).fields.reservations).toHaveLength(1);
  });

  it('is reserved with what another reservation has left', async () => {
    const { arItemId } = await openItem();
    const other = overtaken(() => createPaymentReservation({ arItemId, amount: 60, paymentId: newNumber() }));
    const requested = { arItemId, amount: 50, paymentId: newNumber() };
    expect(await reserve(withTransactions(other), requested)).toMatchObject({ outcome: 'exceeds', free: 40 });
  });
});

describe('an AR item that was stored before its ledger was', () => {
  async function earlierItem() {
    const { arItemId, documentNo, customerNo } = await openItem();
    const item = (await storedItem(arItemId)) as DependentItem<ArItem>;
    await overwrite({ ...item, fields: { arItemId, documentNo, customerNo } });
    const lines = [...(await state()).values()] as { sk: string; fields: { arItemId?: number } }[];
    expect(lines.some(({ sk, fields }) => sk === 'GL_ITEM' && fields.arItemId === arItemId)).toBe(true);
    return { arItemId, documentNo, customerNo };
  }

  it('is posted, and then settled', async () => {
    const { arItemId } = await earlierItem();
    const result = await send(receivables(), 'payment', [{ arItemId, amount: 70, paymentId: newNumber() }]);
    expect(result).toMatchObject({ outcome: 'attached', rows: [{ settled: 70 }] });
    expect((await storedItem(arItemId)).fields.originalAmount).toBe(100);
    expect(await settlements(arItemId)).toEqual([-70]);
  });

  it('is not taken for settled by its own posting, where another request is faster', async () => {
    const { arItemId, customerNo } = await earlierItem();
    const table = withTransactions(
      answered,
      overtaken(() => paid({ arItemId, amount: 20 })),
    );
    const result = await send(table, 'payment', [{ arItemId, amount: 70, paymentId: newNumber() }]);
    expect(result).toMatchObject({ outcome: 'attached', rows: [{ settled: 70 }] });
    expect(await settlements(arItemId)).toEqual([-20, -70]);
    expect(await linkCount(customerNo)).toBe(4);
  });

  it('is left as it is where the client only asks', async () => {
    const { documentNo, arItemId } = await earlierItem();
    const before = await state();
    const result = await send(receivables(), 'payment', [
      { documentNo, amount: 170, paymentId: newNumber(), options: 'validateOnly' },
    ]);
    expect(result).toMatchObject({ outcome: 'validated', rows: [{ settled: 100 }] });
    expect(await state()).toEqual(before);
    expect((await storedItem(arItemId)).fields).not.toHaveProperty('originalAmount');
  });

  it('is posted before a payment is reserved of it', async () => {
    const { arItemId } = await earlierItem();
    const paymentId = newNumber();
    expect((await createPaymentReservation({ arItemId, paymentId })).body).toMatchObject({ amount: 100 });
    const { originalAmount, reservations } = (await storedItem(arItemId)).fields;
    expect([originalAmount, reservations?.length]).toEqual([100, 1]);
  });
});
