import { afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import type { Invoice } from '../../../functions/enkash/invoices/invoice.ts';
import { writesMeet } from '../../repeats/writes-meet.ts';
import { enkashAuthorization, newEnkashCompany } from '../../support/credentials.ts';
import { enkashFailure } from '../../support/envelopes.ts';
import { droppedAfter, droppedBefore, failedAfter, overtaken } from '../../support/faults.ts';
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

type Status = 'CANCELLED' | 'PAID' | 'UNPAID';

const path = '/api/v0/invoice/change-invoice-status';

const send = (
  json: unknown,
  { authorization, query = '' }: { authorization?: string; query?: string } = {},
) => call(`POST ${path}${query}`, { authorization: authorization ?? own.authorization, json });

const set = (status: Status, ...invoiceIds: string[]) => send({ invoiceIds, remarks: 'By hand', status });

const success = (payload: string, invoices = 1) => ({
  payload,
  response_code: 0,
  response_message: `${invoices} invoice(s) ${payload}`,
});

const refusal = (id: string, from: string, to: Status) =>
  enkashFailure(422, 'UNPROCESSABLE_REQUEST', `status: invoice ${id} is ${from} and cannot become ${to}`);

/** What says how an invoice stands. */
const standing = ({ totalReceived, balanceAmount, receivableStatus, settledBy }: Invoice) => ({
  totalReceived,
  balanceAmount,
  ...(receivableStatus !== undefined && { receivableStatus }),
  ...(settledBy !== undefined && { settledBy }),
});

const PAID = { totalReceived: 1000, balanceAmount: 0 };
const UNPAID = { totalReceived: 0, balanceAmount: 1000 };
const PARTLY = { totalReceived: 400, balanceAmount: 600 };
const CANCELLED = { totalReceived: 0, balanceAmount: 0, receivableStatus: 'CANCELLED' };

describe(`POST ${path}`, () => {
  it('changes all of the invoices, which go on to keep their customer', async () => {
    own = await newSeller();
    const ids = [await own.invoice(), await own.invoice(PARTLY)];
    const before = await Promise.all(ids.map(own.item));

    const answer = await set('PAID', ...ids);

    expect(answer.status).toBe(200);
    expect(answer.body).toEqual(success('PAID', 2));
    const update = {
      at: expect.any(String),
      by: 'ada@example.com',
      requestId: expect.any(String),
      operation: 'enkash/invoices/change-invoice-status',
      reason: 'By hand',
    };
    const settled = new Set([expect.any(String)]);
    expect(await Promise.all(ids.map(own.item))).toEqual(
      before.map((each) => {
        const item = { ...each, fields: { ...each.fields, ...PAID } };
        return { ...item, listed: listedOf(item), update, version: 2, settled };
      }),
    );
    expect(await own.linkCount()).toBe(2);
  });

  it.each<[string, object, Status, object]>([
    ['unpaid', {}, 'PAID', PAID],
    ['partly paid', PARTLY, 'PAID', PAID],
    ['paid', PAID, 'UNPAID', UNPAID],
    ['partly paid', PARTLY, 'UNPAID', UNPAID],
    ['cancelled', CANCELLED, 'UNPAID', UNPAID],
    ['cancelled, with money received', { ...CANCELLED, totalReceived: 5 }, 'UNPAID', UNPAID],
    ['unpaid', {}, 'CANCELLED', CANCELLED],
    [
      'of an earlier version',
      { totalReceived: undefined },
      'CANCELLED',
      { ...CANCELLED, totalReceived: undefined },
    ],
    // A word that the amounts tell is not stored, and one that they contradict does not stay.
    ['unpaid, by a word paid', { receivableStatus: 'PAID' }, 'PAID', PAID],
    ['unpaid, by a word paid', { receivableStatus: 'PAID' }, 'UNPAID', UNPAID],
    ['paid, by a word overdue', { ...PAID, receivableStatus: 'OVERDUE' }, 'PAID', PAID],
    ['of nothing', { netAmount: 0, balanceAmount: 0 }, 'PAID', { ...CANCELLED, receivableStatus: 'PAID' }],
    [
      'a credit',
      { netAmount: -5, balanceAmount: -5 },
      'PAID',
      { totalReceived: -5, balanceAmount: 0, receivableStatus: 'PAID' },
    ],
    [
      'a paid credit',
      { netAmount: -5, totalReceived: -5, balanceAmount: 0, receivableStatus: 'PAID' },
      'UNPAID',
      { totalReceived: 0, balanceAmount: -5 },
    ],
    // A payment stays named where it still counts.
    ['settled', { ...PAID, settledBy: 'PAY-1' }, 'UNPAID', UNPAID],
    ['settled, and nothing received any more', { settledBy: 'PAY-1' }, 'UNPAID', UNPAID],
    [
      'settled, and partly paid by now',
      { ...PARTLY, settledBy: 'PAY-1' },
      'PAID',
      { ...PAID, settledBy: 'PAY-1' },
    ],
  ])('makes of an invoice that is %s (%j) one that is %s', async (_, from, status, to) => {
    const id = await own.invoice(from as Partial<Invoice>);

    expect((await set(status, id)).body).toEqual(success(status));

    const { fields, version } = await own.item(id);
    expect([standing(fields), version]).toEqual([to, 2]);
  });

  it.each<[string, object, Status]>([
    ['unpaid', {}, 'UNPAID'],
    ['paid', PAID, 'PAID'],
    ['paid by the balance alone', { totalReceived: 0, balanceAmount: 0 }, 'PAID'],
    ['settled', { ...PAID, settledBy: 'PAY-1' }, 'PAID'],
    ['cancelled', CANCELLED, 'CANCELLED'],
    ['cancelled, with money received', { ...CANCELLED, totalReceived: 5 }, 'CANCELLED'],
    ['unpaid by a balance of its own', { totalReceived: 0, balanceAmount: 900 }, 'UNPAID'],
    ['unpaid, by that word', { receivableStatus: 'UNPAID' }, 'PAID'],
    ['paid, of nothing', { netAmount: 0, balanceAmount: 0, receivableStatus: 'PAID' }, 'PAID'],
  ])('leaves an invoice alone that is %s (%j) and is to be %s', async (name, from, status) => {
    const id = await own.invoice(from as Partial<Invoice>);
    if (name === 'unpaid, by that word') await set('PAID', id);
    const before = await own.item(id);

    expect((await set(status, id)).body).toEqual(success(status));

    expect(await own.item(id)).toEqual(before);
  });

  it.each<[string, object, Status]>([
    ['CANCELLED', CANCELLED, 'PAID'],
    ['PAID', PAID, 'CANCELLED'],
    ['PAID', { totalReceived: 0, balanceAmount: 0 }, 'CANCELLED'],
    ['PARTIALLY_PAID', PARTLY, 'CANCELLED'],
    ['UNPAID', { totalReceived: -5, balanceAmount: 1005 }, 'CANCELLED'],
  ])('changes none where one that is %s (%j) cannot become %s', async (name, from, status) => {
    const [good, bad] = [await own.invoice(), await own.invoice(from as Partial<Invoice>)];
    const before = await own.state();

    const answer = await set(status, good, bad);

    expect(answer.status).toBe(422);
    expect(answer.body).toEqual(refusal(bad, name, status));
    expect(await own.state()).toEqual(before);
  });

  it('puts an invoice into lists that an earlier version stored', async () => {
    const id = await own.unlisted();

    await set('PAID', id);

    expect(await own.item(id)).toMatchObject((await own.listing(id)) as object);
  });

  it('changes those that are not so, beside those that are', async () => {
    const [paid, unpaid] = [await own.invoice(PAID), await own.invoice()];
    const before = await own.item(paid);

    expect((await set('PAID', paid, unpaid)).body).toEqual(success('PAID', 2));

    expect(await own.item(paid)).toEqual(before);
    expect(standing((await own.item(unpaid)).fields)).toEqual(PAID);
  });

  it('lets a payment settle again what is unpaid again', async () => {
    const id = await own.invoice();
    const confirm = () =>
      call('POST /api/v0/invoice/payment-confirmation', {
        ...own,
        json: { invoiceIds: [id], paymentId: 'PAY-1', remarks: 'r', response: 'ACCEPT', type: 'ONPLATFORM' },
      });
    await confirm();
    await set('UNPAID', id);

    expect((await confirm()).status).toBe(200);

    expect(standing((await own.item(id)).fields)).toEqual({ ...PAID, settledBy: 'PAY-1' });
  });

  it('of a cancelled invoice still keeps the customer, until it is deleted', async () => {
    const seller = await newSeller();
    const id = await seller.invoice();
    const json = { invoiceIds: [id], remarks: 'By hand', status: 'CANCELLED' };
    await send(json, seller);
    const deleteCustomer = () => call(`DELETE /api/v0/customer/${seller.customer.id}`, seller);

    expect((await deleteCustomer()).status).toBe(422);
    await call('POST /api/v0/invoice/bulk/delete', { ...seller, json: { invoiceIds: [id] } });
    expect((await deleteCustomer()).status).toBe(200);
  });
});

describe(`POST ${path}, whose invoices`, () => {
  it('names the first that is unknown, and changes none', async () => {
    const stranger = await newSeller();
    const [live, deleted, theirs] = [await own.invoice(), await own.invoice(), await stranger.invoice()];
    await own.delete(deleted);
    const [before, their] = [await own.state(), await stranger.state()];

    for (const id of [deleted, theirs, 'unknown', '', '#', '__proto__', `x#${live}`, `${live}\u0000`]) {
      const answer = await set('PAID', live, id, 'unknown too');
      expect(answer.status).toBe(404);
      expect(answer.body).toEqual(enkashFailure(404, 'RECORD_NOT_FOUND', `there is no invoice ${id}`));
    }

    expect(await own.state()).toEqual(before);
    expect(await stranger.state()).toEqual(their);
  });

  it('acts for a company that the token may act for, and for no other', async () => {
    const theirs = await newSeller();
    const id = await theirs.invoice();
    const query = `?sellerId=${theirs.company}`;
    const json = { invoiceIds: [id], remarks: 'By hand', status: 'PAID' };
    const before = await theirs.state();

    const refused = await send(json, { query });
    const message = `the token may not act for company ${theirs.company}`;
    expect([refused.status, refused.body]).toEqual([403, enkashFailure(403, 'INVALID_ACCESS', message)]);
    expect(await theirs.state()).toEqual(before);

    const authorization = await enkashAuthorization(newEnkashCompany(), { actsFor: [theirs.company] });
    expect((await send(json, { authorization, query })).body).toEqual(success('PAID'));
    expect(standing((await theirs.item(id)).fields)).toEqual(PAID);
  });

  it('answers 401 without a token', async () => {
    const answer = await call(`POST ${path}`, { json: {} });
    const message = 'a valid access token is required';
    expect([answer.status, answer.body]).toEqual([401, enkashFailure(401, 'UNAUTHORIZED', message)]);
  });
});

describe(`POST ${path}, bad input`, () => {
  const expected = (received: string, type = 'string') =>
    `Invalid input: expected ${type}, received ${received}`;
  const PATTERN = 'Invalid string: must match pattern /^([^\\\\"]){1,100}$/';
  const OPTIONS = 'Invalid option: expected one of "CANCELLED"|"PAID"|"UNPAID"';

  it.each<[string, object, string, string]>([
    ['no invoices', { invoiceIds: undefined }, 'invoiceIds', 'is required'],
    ['an empty list', { invoiceIds: [] }, 'invoiceIds', 'Too small: expected array to have >=1 items'],
    ['an invoice as an object', { invoiceIds: [{}] }, 'invoiceIds[0]', expected('object')],
    [
      '101 invoices',
      { invoiceIds: Array.from({ length: 101 }, (_, n) => `i${n}`) },
      'invoiceIds',
      'Too big: expected array to have <=100 items',
    ],
    ['one that is named twice', { invoiceIds: ['a', 'a'] }, 'invoiceIds[1]', 'is named twice'],
    ['no remarks', { remarks: undefined }, 'remarks', 'is required'],
    ['remarks as null', { remarks: null }, 'remarks', expected('null')],
    ['remarks of 190 KB', { remarks: 'r'.repeat(190_000) }, 'remarks', PATTERN],
    ['no status', { status: undefined }, 'status', 'is required'],
    ['a status that is told by amounts alone', { status: 'PARTIALLY_PAID' }, 'status', OPTIONS],
    ['a status in small letters', { status: 'paid' }, 'status', OPTIONS],
    ['a status with its label', { status: { name: 'PAID' } }, 'status', OPTIONS],
  ])('refuses %s', async (_, changes, field, message) => {
    const id = await own.invoice();
    const before = await own.state();

    const answer = await send({ invoiceIds: [id], remarks: 'By hand', status: 'PAID', ...changes });

    expect(answer.status).toBe(400);
    const issue = expect.objectContaining({ field, message });
    expect(answer.body).toEqual(enkashFailure(400, 'VALIDATION_ERROR', `${field}: ${message}`, [issue]));
    expect(await own.state()).toEqual(before);
  });
});

describe(`POST ${path} beside other requests`, () => {
  it('of a payment and a cancellation at once, one is done and the other refused', async () => {
    for (let round = 0; round < 5; round++) {
      const [a, b] = [await own.invoice(), await own.invoice()];

      const answers = await Promise.all([set('PAID', a, b), set('CANCELLED', b)]);

      const isPaid = answers[0].status === 200;
      expect(answers.map(({ status }) => status)).toEqual(isPaid ? [200, 422] : [422, 200]);
      const [refused, from, to] = isPaid
        ? ([answers[1], 'PAID', 'CANCELLED'] as const)
        : ([answers[0], 'CANCELLED', 'PAID'] as const);
      expect(refused.body).toEqual(refusal(b, from, to));
      const stand = await Promise.all([a, b].map(async (id) => standing((await own.item(id)).fields)));
      expect(stand).toEqual(isPaid ? [PAID, PAID] : [UNPAID, CANCELLED]);
    }
  });

  it('changes none where one that is so already becomes another just before the write', async () => {
    const [a, b] = [await own.invoice(), await own.invoice(CANCELLED)];
    writesMeet(overtaken(() => own.change(b, { ...PAID, receivableStatus: 'PAID' })));
    const before = await own.item(a);

    const answer = await set('CANCELLED', a, b);

    expect(answer.body).toEqual(refusal(b, 'PAID', 'CANCELLED'));
    expect(await own.item(a)).toEqual(before);
  });

  it.each([
    ['the connection is dropped before it lands', droppedBefore],
    ['the connection is dropped after it landed', droppedAfter],
    ['a 500 comes in place of its answer', failedAfter],
  ])('tells the truth where %s', async (_, fate) => {
    const ids = [await own.invoice(), await own.invoice()];
    const { sent } = writesMeet(fate);

    expect((await set('PAID', ...ids)).body).toEqual(success('PAID', 2));

    expect(sent).toHaveLength(2);
    for (const id of ids) {
      const { fields, version } = await own.item(id);
      expect([standing(fields), version]).toEqual([PAID, 2]);
    }
  });

  it('does not do it again where another request has undone it before its answer came', async () => {
    const id = await own.invoice();
    writesMeet(
      droppedAfter,
      overtaken(() => set('UNPAID', id)),
    );

    expect((await set('PAID', id)).body).toEqual(success('PAID'));

    expect(standing((await own.item(id)).fields)).toEqual(UNPAID);
  });

  it('answers 500, and says nothing of the cause, when the table does not answer', async () => {
    const id = await own.invoice();
    vi.stubEnv('RECEIVABLES_TABLE', 'gone');

    const { answer, lines } = await loggedBy(() => set('PAID', id));

    const error = expect.objectContaining({ name: 'ResourceNotFoundException' });
    expect(lines).toEqual([expect.objectContaining({ level: 'ERROR', error })]);
    expect(answer.status).toBe(500);
    expect(answer.body).toEqual(enkashFailure(500, 'SYSTEM_ERROR', 'the request could not be processed'));
  });
});
