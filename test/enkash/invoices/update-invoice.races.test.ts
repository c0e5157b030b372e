import { afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import { writesMeet } from '../../repeats/writes-meet.ts';
import { enkashFailure } from '../../support/envelopes.ts';
import {
  answered,
  droppedAfter,
  type Fate,
  failedAfter,
  failedBefore,
  heldBack,
  overtaken,
} from '../../support/faults.ts';
import { type CompanyInvoices, newCompanyInvoices, payloadOf } from './company-invoices.ts';

let own: CompanyInvoices;

beforeAll(async () => {
  own = await newCompanyInvoices();
});

afterEach(() => {
  vi.restoreAllMocks();
});

/** An invoice of one customer, and another who may get it. */
async function made() {
  const [from, to] = [await own.customer('Ada Ltd'), await own.customer('Bob Ltd')];
  const { invoiceId } = await own.made({}, from);
  const move = () => own.patch(invoiceId, { customerId: to.id, poNumber: 'PO-1' });
  return { from, to, invoiceId, move };
}

describe('an invoice is moved while', () => {
  it.each([
    ['deleted', 404, 'RECORD_NOT_FOUND', (id: string) => `there is no customer ${id}`],
    ['deactivated', 422, 'UNPROCESSABLE_REQUEST', (id: string) => `customer ${id} is deactivated`],
  ] as const)('its new customer is %s: nothing at all changes', async (what, status, errorType, message) => {
    const { from, to, invoiceId, move } = await made();
    const before = await own.stored(invoiceId);
    writesMeet(overtaken(() => (what === 'deleted' ? own.deleteCustomer(to) : own.deactivate(to))));

    const answer = await move();

    expect([answer.status, answer.body]).toEqual([status, enkashFailure(status, errorType, message(to.id))]);
    expect(await own.stored(invoiceId)).toEqual(before);
    expect(await own.links(from, to)).toEqual([1, 0]);
  });

  it('its former customer is to be deleted: refused until the move has landed', async () => {
    const { from, to, move } = await made();
    const statuses: number[] = [];
    const tryToDelete = async () => statuses.push((await own.deleteCustomer(from)).status);
    writesMeet(overtaken(tryToDelete));

    statuses.push((await move()).status);
    await tryToDelete();

    expect(statuses).toEqual([422, 200, 200]);
    expect((await own.deleteCustomer(to)).status).toBe(422);
  });

  it('both customers are deleted: exactly one of them stays', async () => {
    for (let round = 0; round < 4; round++) {
      const { from, to, invoiceId, move } = await made();

      const [moved, first, second] = await Promise.all([
        move(),
        own.deleteCustomer(from),
        own.deleteCustomer(to),
      ]);

      const hasMoved = moved.status === 200;
      expect([moved.status, second.status]).toEqual(hasMoved ? [200, 422] : [404, 200]);
      if (!hasMoved) expect(first.status).toBe(422);
      const customer = hasMoved ? to : from;
      expect(payloadOf(await own.get(invoiceId)).customerId).toBe(customer.id);
      expect(await own.links(customer)).toEqual([1]);
    }
  });

  it('it is moved to a third: it ends at one of them, and counts there alone', async () => {
    const { from, to, invoiceId, move } = await made();
    const third = await own.customer('Cyd Ltd');

    const answers = await Promise.all([move(), own.patch(invoiceId, { customerId: third.id })]);

    expect(answers.map(({ status }) => status)).toEqual([200, 200]);
    const { customerId, customerLegalName, poNumber } = payloadOf(await own.get(invoiceId));
    const [last, links] = customerId === to.id ? ['Bob Ltd', [0, 1, 0]] : ['Cyd Ltd', [0, 0, 1]];
    expect([customerLegalName, poNumber]).toEqual([last, 'PO-1']);
    expect(await own.links(from, to, third)).toEqual(links);
    expect((await own.stored(invoiceId))?.version).toBe(3);
  });

  it('it is deleted: there is no such invoice, and nobody has it', async () => {
    const { from, to, invoiceId, move } = await made();
    writesMeet(overtaken(() => own.remove([invoiceId])));

    const answer = await move();

    const message = `there is no invoice ${invoiceId}`;
    expect([answer.status, answer.body]).toEqual([404, enkashFailure(404, 'RECORD_NOT_FOUND', message)]);
    expect(await own.links(from, to)).toEqual([0, 0]);
  });

  it('money is received: the status tells of both', async () => {
    const { to, invoiceId, move } = await made();
    writesMeet(overtaken(() => own.patch(invoiceId, { totalReceived: 400 })));

    expect(payloadOf(await move())).toMatchObject({
      ...{ customerId: to.id, poNumber: 'PO-1', totalReceived: 400, balanceAmount: 600 },
      receivableStatus: { name: 'PARTIALLY_PAID' },
    });
  });
});

describe.each<[string, Fate]>([
  ['a dropped connection', droppedAfter],
  ['a 500', failedAfter],
  ['a 500, and nothing done', failedBefore],
])('with %s in the place of the answer to its write', (_, loss) => {
  it('a move counts down and up once', async () => {
    const { from, to, invoiceId, move } = await made();
    const { sent } = writesMeet(loss);

    const answer = await move();

    expect([answer.status, sent.length]).toEqual([200, 2]);
    expect(payloadOf(answer)).toMatchObject({
      customerId: to.id,
      customerLegalName: 'Bob Ltd',
      poNumber: 'PO-1',
    });
    expect((await own.stored(invoiceId))?.version).toBe(2);
    expect(await own.links(from, to)).toEqual([0, 1]);
  });

  it('a change is made once, and its client may repeat it', async () => {
    const { invoiceId } = await made();
    const { sent } = writesMeet(loss);

    const answer = await own.patch(invoiceId, { totalReceived: 1000, dispatchNow: false });

    expect([answer.status, sent.length]).toEqual([200, 2]);
    const stored = await own.stored(invoiceId);
    expect([stored?.version, stored?.fields.balanceAmount]).toEqual([2, 0]);
    expect((await own.patch(invoiceId, { totalReceived: 1000, dispatchNow: false })).body).toEqual(
      answer.body,
    );
    expect(await own.stored(invoiceId)).toEqual(stored);
  });
});

it('a move whose attempt is late, and that was refused meanwhile, does not land any more', async () => {
  const { from, to, invoiceId, move } = await made();
  const late = heldBack();
  writesMeet(
    late.fate,
    overtaken(() => own.deactivate(to)),
    answered,
  );

  const answer = await move();
  await late.arrive();

  expect(answer.status).toBe(422);
  expect(payloadOf(await own.get(invoiceId))).toMatchObject({ customerId: from.id });
  expect(await own.links(from, to)).toEqual([1, 0]);
});
