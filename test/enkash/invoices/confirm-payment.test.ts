import { afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import { writesMeet } from '../../repeats/writes-meet.ts';
import { enkashAuthorization, newEnkashCompany } from '../../support/credentials.ts';
import { enkashFailure } from '../../support/envelopes.ts';
import {
  droppedAfter,
  droppedBefore,
  type Fate,
  failedAfter,
  inConflict,
  overtaken,
} from '../../support/faults.ts';
import { call } from '../../support/http.ts';
import { loggedBy } from '../../support/log.ts';
import { listedOf } from './company-invoices.ts';
import { newSeller, type Seller } from './seller.ts';

let own: Seller;

beforeAll(async () => {
  own = await newSeller();
});

afterEach(() => {
  vi.unstubAllEnvs();
  vi.restoreAllMocks();
});

const accept = {
  paymentId: 'PAY-1',
  remarks: 'Paid by NEFT',
  response: 'ACCEPT',
  type: 'ONPLATFORM',
};
const reject = { ...accept, remarks: 'No funds', response: 'REJECT', type: 'OFFPLATFORM' };

const send = (
  json: unknown,
  { authorization, query = '' }: { authorization?: string; query?: string } = {},
) =>
  call(`POST /api/v0/invoice/payment-confirmation${query}`, {
    authorization: authorization ?? own.authorization,
    json,
  });

const success = (response_message: string, payload = 'PAY-1') => ({
  payload,
  response_code: 0,
  response_message,
});

const stampOf = (reason: string) => ({
  at: expect.any(String),
  by: 'ada@example.com',
  requestId: expect.any(String),
  operation: 'enkash/invoices/confirm-payment',
  reason,
});

async function expectRefused(json: object, message: string): Promise<void> {
  const before = await own.state();
  const answer = await send(json);
  expect(answer.status).toBe(422);
  expect(answer.body).toEqual(enkashFailure(422, 'UNPROCESSABLE_REQUEST', message));
  expect(await own.state()).toEqual(before);
}

describe('POST /api/v0/invoice/payment-confirmation that accepts', () => {
  it('settles all of the invoices, which go on to keep their customer', async () => {
    own = await newSeller();
    const ids = [await own.invoice(), await own.invoice({ totalReceived: 250.5, balanceAmount: 749.5 })];
    const before = await Promise.all(ids.map(own.item));

    const answer = await send({ ...accept, invoiceIds: ids });

    expect(answer.status).toBe(200);
    expect(answer.body).toEqual(success('Payment confirmed for 2 invoice(s)'));
    const paid = { totalReceived: 1000, balanceAmount: 0, payableReferenceId: 'PAY-1', settledBy: 'PAY-1' };
    expect(await Promise.all(ids.map(own.item))).toEqual(
      before.map((each) => {
        const item = { ...each, fields: { ...each.fields, ...paid } };
        const update = stampOf('Paid by NEFT');
        return {
          ...item,
          listed: listedOf(item),
          update,
          version: 2,
          settled: new Set([expect.any(String)]),
        };
      }),
    );
    expect(await own.linkCount()).toBe(2);
    const deletion = await call(`DELETE /api/v0/customer/${own.customer.id}`, own);
    expect(deletion.status).toBe(422);
  });

  it('puts an invoice into lists that an earlier version stored', async () => {
    const id = await own.unlisted();

    await send({ ...accept, invoiceIds: [id] });

    expect(await own.item(id)).toMatchObject((await own.listing(id)) as object);
  });

  it('leaves no word that the amounts tell, and stores the word where they do not', async () => {
    const [worded, nothing] = [
      await own.invoice({ receivableStatus: 'OVERDUE' }),
      await own.invoice({ netAmount: 0 }),
    ];

    expect((await send({ ...accept, invoiceIds: [worded, nothing] })).status).toBe(200);

    const paid = { totalReceived: 1000, balanceAmount: 0 };
    expect((await own.item(worded)).fields).toMatchObject(paid);
    expect((await own.item(worded)).fields).not.toHaveProperty('receivableStatus');
    expect((await own.item(nothing)).fields).toMatchObject({ balanceAmount: 0, receivableStatus: 'PAID' });
  });

  it('says the same when it comes again, and changes nothing: whatever the amounts are by then', async () => {
    const ids = [await own.invoice(), await own.invoice()];
    const answer = await send({ ...accept, invoiceIds: ids });
    await own.change(ids[1]!, { netAmount: 2000, balanceAmount: 1000 });
    const before = await own.state();

    const again = await send({ ...accept, invoiceIds: ids });

    expect([again.status, again.body]).toEqual([200, answer.body]);
    expect(await own.state()).toEqual(before);
  });

  it('settles what is left when it comes again with one more', async () => {
    const [first, second] = [await own.invoice(), await own.invoice()];
    await send({ ...accept, invoiceIds: [first] });
    const settled = await own.item(first);

    const answer = await send({ ...accept, invoiceIds: [first, second] });

    expect(answer.body).toEqual(success('Payment confirmed for 2 invoice(s)'));
    expect(await own.item(first)).toEqual(settled);
    expect((await own.item(second)).fields).toMatchObject({ balanceAmount: 0, settledBy: 'PAY-1' });
  });

  it('names the payment where an invoice was paid without one, or another left something to pay', async () => {
    const ids = [
      await own.invoice({ totalReceived: 1000, balanceAmount: 0 }),
      await own.invoice({ totalReceived: 600, balanceAmount: 400, settledBy: 'PAY-0' }),
    ];

    expect((await send({ ...accept, invoiceIds: ids })).status).toBe(200);

    const paid = { totalReceived: 1000, balanceAmount: 0, payableReferenceId: 'PAY-1', settledBy: 'PAY-1' };
    for (const id of ids) expect((await own.item(id)).fields).toMatchObject(paid);
  });

  it('changes none where another payment has settled one', async () => {
    const [first, second] = [await own.invoice(), await own.invoice()];
    await send({ ...accept, invoiceIds: [second] });

    const other = { ...accept, paymentId: 'PAY-2', invoiceIds: [first, second] };
    await expectRefused(other, `paymentId: invoice ${second} was settled by payment PAY-1`);
  });

  it('changes none where one is cancelled', async () => {
    const [first, second] = [await own.invoice(), await own.invoice({ receivableStatus: 'CANCELLED' })];

    const message = `invoiceIds: invoice ${second} is CANCELLED`;
    await expectRefused({ ...accept, invoiceIds: [first, second] }, message);
  });

  it('settles 100 invoices at once', async () => {
    const ids = await Promise.all(Array.from({ length: 100 }, () => own.invoice()));

    const answer = await send({ ...accept, invoiceIds: ids });

    expect(answer.body).toEqual(success('Payment confirmed for 100 invoice(s)'));
    const items = await Promise.all(ids.map(own.item));
    expect(items.every(({ fields }) => fields.settledBy === 'PAY-1')).toBe(true);
  });
});

describe('POST /api/v0/invoice/payment-confirmation that rejects', () => {
  it('notes it, and changes no amount', async () => {
    const id = await own.invoice({ receivableStatus: 'OVERDUE' });
    const before = await own.item(id);

    const answer = await send({ ...reject, invoiceIds: [id] });

    expect(answer.body).toEqual(success('Payment rejected for 1 invoice(s)'));
    expect(await own.item(id)).toEqual({
      ...before,
      fields: { ...before.fields, rejection: { paymentId: 'PAY-1', remarks: 'No funds' } },
      update: stampOf('No funds'),
      version: 2,
      settled: new Set([expect.any(String)]),
    });
  });

  it('notes the same once, and the next in its place', async () => {
    const id = await own.invoice();
    await send({ ...reject, invoiceIds: [id] });
    const before = await own.state();

    expect((await send({ ...reject, invoiceIds: [id] })).status).toBe(200);
    expect(await own.state()).toEqual(before);

    await send({ ...reject, remarks: 'Still no funds', invoiceIds: [id] });
    expect((await own.item(id)).fields.rejection).toEqual({ paymentId: 'PAY-1', remarks: 'Still no funds' });
  });

  it('leaves the payment to be accepted later', async () => {
    const id = await own.invoice();
    await send({ ...reject, invoiceIds: [id] });

    expect((await send({ ...accept, invoiceIds: [id] })).status).toBe(200);

    expect((await own.item(id)).fields).toMatchObject({ settledBy: 'PAY-1', balanceAmount: 0 });
  });

  it.each([
    ['the payment that settled it, even where something is due again', 'PAY-1', 500],
    ['another, where nothing is due', 'PAY-2', 0],
  ])('changes none where one is settled: %s', async (_, paymentId, balanceAmount) => {
    const [first, second] = [await own.invoice(), await own.invoice({ settledBy: 'PAY-1', balanceAmount })];

    const message = `paymentId: invoice ${second} was settled by payment PAY-1`;
    await expectRefused({ ...reject, paymentId, invoiceIds: [first, second] }, message);
  });

  it('changes none where one is cancelled', async () => {
    const id = await own.invoice({ receivableStatus: 'CANCELLED' });
    await expectRefused({ ...reject, invoiceIds: [id] }, `invoiceIds: invoice ${id} is CANCELLED`);
  });

  it('rejects no payment on the platform', async () => {
    const message = 'response: a payment ONPLATFORM cannot be rejected';
    await expectRefused({ ...reject, type: 'ONPLATFORM', invoiceIds: [await own.invoice()] }, message);
  });
});

describe('POST /api/v0/invoice/payment-confirmation, whose invoices', () => {
  it('names the first that is unknown, and changes none', async () => {
    const stranger = await newSeller();
    const [live, deleted, theirs] = [await own.invoice(), await own.invoice(), await stranger.invoice()];
    await own.delete(deleted);
    const [before, their] = [await own.state(), await stranger.state()];

    for (const id of [deleted, theirs, 'unknown', '', '#', '__proto__', `x#${live}`, `${live}\u0000`]) {
      const answer = await send({ ...accept, invoiceIds: [live, id, 'unknown too'] });
      expect(answer.status).toBe(404);
      expect(answer.body).toEqual(enkashFailure(404, 'RECORD_NOT_FOUND', `there is no invoice ${id}`));
    }

    expect(await own.state()).toEqual(before);
    expect(await stranger.state()).toEqual(their);
  });

  it('acts for a company that the token may act for, and for no other', async () => {
    const id = await own.invoice();
    const theirs = await newSeller();
    const strange = await theirs.invoice();
    const before = [await own.state(), await theirs.state()];

    const partner = await send({ ...accept, invoiceIds: [id] }, { query: `?sellerId=${own.partner}` });
    const other = await send({ ...accept, invoiceIds: [strange] }, { query: `?sellerId=${theirs.company}` });

    expect([partner.status, partner.body]).toEqual([
      404,
      enkashFailure(404, 'RECORD_NOT_FOUND', `there is no invoice ${id}`),
    ]);
    const message = `the token may not act for company ${theirs.company}`;
    expect([other.status, other.body]).toEqual([403, enkashFailure(403, 'INVALID_ACCESS', message)]);
    expect([await own.state(), await theirs.state()]).toEqual(before);

    const actsForThem = await enkashAuthorization(newEnkashCompany(), { actsFor: [theirs.company] });
    const query = `?sellerId=${theirs.company}`;
    const answer = await send({ ...accept, invoiceIds: [strange] }, { authorization: actsForThem, query });
    expect(answer.body).toEqual(success('Payment confirmed for 1 invoice(s)'));
    expect((await theirs.item(strange)).fields.settledBy).toBe('PAY-1');
  });

  it('answers 401 without a token', async () => {
    const answer = await call('POST /api/v0/invoice/payment-confirmation', { json: accept });
    expect([answer.status, answer.body]).toEqual([
      401,
      enkashFailure(401, 'UNAUTHORIZED', 'a valid access token is required'),
    ]);
  });
});

describe('POST /api/v0/invoice/payment-confirmation, bad input', () => {
  const expected = (received: string, type = 'string') =>
    `Invalid input: expected ${type}, received ${received}`;
  const PATTERN = 'Invalid string: must match pattern /^([^\\\\"]){1,100}$/';

  it.each<[string, object, string, string]>([
    ['no invoices', { invoiceIds: undefined }, 'invoiceIds', 'is required'],
    ['an empty list', { invoiceIds: [] }, 'invoiceIds', 'Too small: expected array to have >=1 items'],
    ['a list as text', { invoiceIds: 'a,b' }, 'invoiceIds', expected('string', 'array')],
    ['an invoice as a number', { invoiceIds: [1] }, 'invoiceIds[0]', expected('number')],
    [
      'an id of 65 characters',
      { invoiceIds: ['a'.repeat(65)] },
      'invoiceIds[0]',
      'Too big: expected string to have <=64 characters',
    ],
    [
      '101 invoices',
      { invoiceIds: Array.from({ length: 101 }, (_, n) => `i${n}`) },
      'invoiceIds',
      'Too big: expected array to have <=100 items',
    ],
    ['one that is named twice', { invoiceIds: ['a', 'b', 'a'] }, 'invoiceIds[2]', 'is named twice'],
    ['no payment', { paymentId: undefined }, 'paymentId', 'is required'],
    ['an empty payment', { paymentId: '' }, 'paymentId', 'Too small: expected string to have >=1 characters'],
    [
      'a payment of 65 characters',
      { paymentId: 'p'.repeat(65) },
      'paymentId',
      'Too big: expected string to have <=64 characters',
    ],
    ['a payment as a condition', { paymentId: { $ne: '' } }, 'paymentId', expected('object')],
    ['no remarks', { remarks: undefined }, 'remarks', 'is required'],
    ['empty remarks', { remarks: '' }, 'remarks', PATTERN],
    ['remarks of 101 characters', { remarks: 'r'.repeat(101) }, 'remarks', PATTERN],
    ['remarks with a quote', { remarks: 'say "hi"' }, 'remarks', PATTERN],
    ['remarks with a backslash', { remarks: 'a\\b' }, 'remarks', PATTERN],
    ['no response', { response: undefined }, 'response', 'is required'],
    [
      'another response',
      { response: 'accept' },
      'response',
      'Invalid option: expected one of "ACCEPT"|"REJECT"',
    ],
    ['no type', { type: undefined }, 'type', 'is required'],
    [
      'another type',
      { type: 'OFFLINE' },
      'type',
      'Invalid option: expected one of "OFFPLATFORM"|"ONPLATFORM"',
    ],
  ])('refuses %s', async (_, changes, field, message) => {
    const id = await own.invoice();
    const before = await own.state();

    const answer = await send({ ...accept, invoiceIds: [id], ...changes });

    expect(answer.status).toBe(400);
    const issue = expect.objectContaining({ field, message });
    expect(answer.body).toEqual(enkashFailure(400, 'VALIDATION_ERROR', `${field}: ${message}`, [issue]));
    expect(await own.state()).toEqual(before);
  });

  it('takes remarks of 100 characters, and a payment of 64', async () => {
    const [paymentId, remarks] = ['p'.repeat(64), '₹'.repeat(100)];
    const answer = await send({ ...accept, paymentId, remarks, invoiceIds: [await own.invoice()] });
    expect(answer.body).toEqual(success('Payment confirmed for 1 invoice(s)', paymentId));
  });
});

describe('POST /api/v0/invoice/payment-confirmation beside other requests', () => {
  it('of two payments for overlapping invoices, one settles all of its own and the other none', async () => {
    for (let round = 0; round < 5; round++) {
      const [a, b, c] = [await own.invoice(), await own.invoice(), await own.invoice()];

      const answers = await Promise.all([
        send({ ...accept, paymentId: 'PAY-A', invoiceIds: [a, b] }),
        send({ ...accept, paymentId: 'PAY-B', invoiceIds: [c, b] }),
      ]);

      const first = answers[0]!.status === 200;
      const winner = first ? 'PAY-A' : 'PAY-B';
      expect(answers.map(({ status }) => status)).toEqual(first ? [200, 422] : [422, 200]);
      const message = `paymentId: invoice ${b} was settled by payment ${winner}`;
      expect(answers[first ? 1 : 0]!.body).toEqual(enkashFailure(422, 'UNPROCESSABLE_REQUEST', message));
      const by = await Promise.all([a, b, c].map(async (id) => (await own.item(id)).fields.settledBy));
      expect(by).toEqual(first ? [winner, winner, undefined] : [undefined, winner, winner]);
    }
  });

  it('of a payment and a deletion of one of its invoices, one is done and the other refused', async () => {
    for (let round = 0; round < 5; round++) {
      const [a, b] = [await own.invoice(), await own.invoice()];

      const [payment, deletion] = await Promise.all([
        send({ ...accept, invoiceIds: [a, b] }),
        call('POST /api/v0/invoice/bulk/delete', { ...own, json: { invoiceIds: [b] } }),
      ]);

      const { success_count } = (deletion.body as { payload: { success_count: number } }).payload;
      const [kept, other] = [await own.item(a), await own.item(b)];
      const seen = [payment.status, success_count, kept.fields.settledBy, other.deletion !== undefined];
      expect(seen).toEqual(payment.status === 200 ? [200, 0, 'PAY-1', false] : [404, 1, undefined, true]);
    }
  });

  it('changes none where one is deleted just before the write', async () => {
    const [a, b] = [await own.invoice(), await own.invoice()];
    const before = await own.item(a);
    writesMeet(overtaken(() => own.delete(b)));

    const answer = await send({ ...accept, invoiceIds: [a, b] });

    expect(answer.body).toEqual(enkashFailure(404, 'RECORD_NOT_FOUND', `there is no invoice ${b}`));
    expect(await own.item(a)).toEqual(before);
  });

  it('settles what another request makes of an invoice just before the write', async () => {
    const id = await own.invoice();
    writesMeet(overtaken(() => own.change(id, { netAmount: 1500, balanceAmount: 1500 })));

    expect((await send({ ...accept, invoiceIds: [id] })).status).toBe(200);

    const { fields, version } = await own.item(id);
    expect([fields.totalReceived, fields.balanceAmount, version]).toEqual([1500, 0, 3]);
  });

  it.each([
    ['the connection is dropped before it lands', droppedBefore],
    ['the connection is dropped after it landed', droppedAfter],
    ['a 500 comes in place of its answer', failedAfter],
  ])('tells the truth where %s', async (_, fate) => {
    const ids = [await own.invoice(), await own.invoice()];
    const { sent } = writesMeet(fate);

    const answer = await send({ ...accept, invoiceIds: ids });

    expect(answer.body).toEqual(success('Payment confirmed for 2 invoice(s)'));
    expect(sent).toHaveLength(2);
    for (const id of ids) {
      const { fields, version } = await own.item(id);
      expect([fields.settledBy, version]).toEqual(['PAY-1', 2]);
    }
  });

  it('tells the truth where another payment asks after its answer was lost', async () => {
    const id = await own.invoice();
    const other = () => send({ ...accept, paymentId: 'PAY-2', invoiceIds: [id] });
    let refused: Awaited<ReturnType<typeof send>> | undefined;
    writesMeet(
      droppedAfter,
      overtaken(async () => {
        refused = await other();
      }),
    );

    const answer = await send({ ...accept, invoiceIds: [id] });

    expect([answer.status, refused?.status]).toEqual([200, 422]);
    expect((await own.item(id)).fields.settledBy).toBe('PAY-1');
  });

  /** The time of the request is over once its write has met this fate. */
  const outOfTimeAfter = (fate: Fate) => {
    const now = performance.now.bind(performance);
    let late = 0;
    vi.spyOn(performance, 'now').mockImplementation(() => now() + late);
    writesMeet((attempt) => {
      late = 11_000;
      return fate(attempt);
    });
  };

  it('answers 500 where nobody knows whether it landed; sent again, it is as if it had been answered', async () => {
    const ids = [await own.invoice(), await own.invoice()];
    outOfTimeAfter(droppedAfter);

    const { answer, lines } = await loggedBy(() => send({ ...accept, invoiceIds: ids }));
    vi.restoreAllMocks();
    const before = await own.state();
    const again = await send({ ...accept, invoiceIds: ids });

    const error = expect.objectContaining({ name: 'GaveUp', known: 'unknown' });
    expect(lines).toEqual([expect.objectContaining({ level: 'ERROR', error })]);
    const unknown = enkashFailure(500, 'SYSTEM_ERROR', 'the request could not be processed');
    expect([answer.status, answer.body]).toEqual([500, unknown]);
    expect([again.status, again.body]).toEqual([200, success('Payment confirmed for 2 invoice(s)')]);
    expect(await own.state()).toEqual(before);
    for (const id of ids) expect((await own.item(id)).version).toBe(2);
  });

  it('says that nothing was changed where others were in its way until the end', async () => {
    const id = await own.invoice();
    const before = await own.item(id);
    outOfTimeAfter(inConflict);

    const answer = await send({ ...accept, invoiceIds: [id] });
    vi.restoreAllMocks();

    const message = 'nothing was changed, because other requests were changing the same: try again';
    expect(answer.status).toBe(500);
    expect(answer.body).toEqual(enkashFailure(500, 'SYSTEM_ERROR', message));
    expect(answer.headers['retry-after']).toBe('1');
    expect(await own.item(id)).toEqual(before);
  });

  it('answers 500, and says nothing of the cause, when the table does not answer', async () => {
    const id = await own.invoice();
    vi.stubEnv('RECEIVABLES_TABLE', 'gone');

    const { answer, lines } = await loggedBy(() => send({ ...accept, invoiceIds: [id] }));

    const error = expect.objectContaining({ name: 'ResourceNotFoundException' });
    expect(lines).toEqual([expect.objectContaining({ level: 'ERROR', error })]);
    expect(answer.status).toBe(500);
    expect(answer.body).toEqual(enkashFailure(500, 'SYSTEM_ERROR', 'the request could not be processed'));
  });

  it('refuses invoices that are too large for one transaction, and says so', async () => {
    const ids = await Promise.all(
      Array.from({ length: 14 }, () => own.invoice({ description: 'x'.repeat(190_000) })),
    );

    const message = 'invoiceIds: these invoices are too large to be changed together, send fewer at a time';
    await expectRefused({ ...accept, invoiceIds: ids }, message);
  });
});
