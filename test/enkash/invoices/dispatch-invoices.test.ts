import { randomUUID } from 'node:crypto';
import { afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import type { DependentItem } from '../../../shared/receivables/items.ts';
import { writesMeet } from '../../repeats/writes-meet.ts';
import { enkashFailure } from '../../support/envelopes.ts';
import { droppedAfter, type Fate, failedAfter, failedBefore, overtaken } from '../../support/faults.ts';
import { loggedBy } from '../../support/log.ts';
import { storeDependent } from '../../support/store.ts';
import { tenantState } from '../../support/tenant-state.ts';
import {
  type CompanyInvoices,
  INSTANT,
  listedOf,
  newCompanyInvoices,
  payloadOf,
  report as reportOf,
  unknown,
} from './company-invoices.ts';

let own: CompanyInvoices;

beforeAll(async () => {
  own = await newCompanyInvoices();
});

afterEach(() => {
  vi.restoreAllMocks();
  vi.unstubAllEnvs();
});

const report = (ids: readonly string[], failed?: Parameters<typeof reportOf>[2]) =>
  reportOf('dispatched', ids, failed);

const refused = (invoiceId: string, why: string) => ({
  invoiceId,
  errorType: 'UNPROCESSABLE_REQUEST',
  message: `invoice ${invoiceId} cannot be dispatched: ${why}`,
});

describe('POST /api/v0/invoice/bulk/dispatch', () => {
  it('marks invoices as dispatched, and lets customers pay in parts where that is sent', async () => {
    const customer = await own.customer();
    const made = [await own.made({}, customer), await own.made({ partialPaymentAllowed: false })];
    const ids = made.map(({ invoiceId }) => invoiceId);
    const before = await own.stored(ids[0] as string);

    const { status, body } = await own.dispatch({ invoiceIds: ids, partialPaymentAllowed: true });

    expect([status, body]).toEqual([200, report(ids)]);
    const update = {
      ...{ at: expect.any(String), by: 'ada@example.com', requestId: expect.any(String) },
      operation: 'enkash/invoices/dispatch-invoices',
    };
    const stored = await own.stored(ids[0] as string);
    expect(stored).toEqual({
      ...before,
      ...{ update, version: 2, settled: expect.any(Set), listed: listedOf(stored as DependentItem) },
      fields: { ...before?.fields, partialPaymentAllowed: true, dispatchedOn: stored?.update.at },
    });
    expect(await own.links(customer)).toEqual([1]);
    for (const each of made)
      expect(payloadOf(await own.get(each.invoiceId))).toEqual({
        ...each,
        ...{ partialPaymentAllowed: true, dispatched: true, dispatchedOn: INSTANT, modifiedOn: INSTANT },
      });
  });

  it('keeps the first time, and writes nothing where nothing else is new', async () => {
    const { invoiceId } = await own.made({ partialPaymentAllowed: true });
    await own.dispatch({ invoiceIds: [invoiceId] });
    const first = await own.stored(invoiceId);

    for (const others of [{}, { partialPaymentAllowed: true }])
      expect((await own.dispatch({ invoiceIds: [invoiceId], ...others })).body).toEqual(report([invoiceId]));
    expect(await own.stored(invoiceId)).toEqual(first);

    await own.dispatch({ invoiceIds: [invoiceId], partialPaymentAllowed: false });
    const { fields, version } = (await own.stored(invoiceId)) ?? {};
    expect([version, fields]).toEqual([3, { ...first?.fields, partialPaymentAllowed: false }]);
  });

  it('decides on each by itself', async () => {
    const good = [
      await own.made({ approvalStatus: 'MAKER_APPROVED', receivableStatus: 'PAID' }),
      await own.made({ totalReceived: 999.99 }),
      await own.made({ approvalStatus: 'BANK_APPROVED' }),
    ].map(({ invoiceId }) => invoiceId);
    const bad = [
      [await own.made({ receivableStatus: 'CANCELLED', balanceAmount: 5 }), 'it is cancelled'],
      [await own.made({ totalReceived: 1000 }), 'nothing is due on it'],
      ...(await Promise.all(
        ['MAKER_REJECTED', 'CHECKER_APPROVAL_PENDING', 'APPROVER_REJECTED'].map(
          async (approvalStatus) =>
            [await own.made({ approvalStatus }), `its approval status is ${approvalStatus}`] as const,
        ),
      )),
    ] as const;
    const before = await Promise.all(bad.map(([{ invoiceId }]) => own.stored(invoiceId)));
    const ids = bad.flatMap(([{ invoiceId }], index) => [invoiceId, good[index] ?? `none-${index}`]);

    const { status, body } = await own.dispatch({ invoiceIds: ids, partialPaymentAllowed: true });

    const failed = bad.flatMap(([{ invoiceId }, why], index) => [
      refused(invoiceId, why),
      ...(good[index] ? [] : [unknown(`none-${index}`)]),
    ]);
    expect([status, body]).toEqual([200, report(good, failed)]);
    expect(await Promise.all(bad.map(([{ invoiceId }]) => own.stored(invoiceId)))).toEqual(before);
  });

  it('dispatches invoices of a deactivated customer', async () => {
    const customer = await own.customer();
    const { invoiceId } = await own.made({}, customer);
    await own.deactivate(customer);

    expect((await own.dispatch({ invoiceIds: [invoiceId] })).body).toEqual(report([invoiceId]));
  });

  it('dispatches 100 invoices in one request', async () => {
    const customer = await own.customer();
    const made = await Promise.all(Array.from({ length: 20 }, () => own.made({}, customer)));
    const ids = made.map(({ invoiceId }) => invoiceId);
    const none = Array.from({ length: 80 }, (_, index) => `none-${index}`);

    const { body } = await own.dispatch({ invoiceIds: [...ids, ...none] });

    expect(body).toEqual(report(ids, none.map(unknown)));
    expect(await own.links(customer)).toEqual([20]);
  });

  it("answers alike to an unknown, a deleted and another company's invoice, and to what is no invoice", async () => {
    const customer = await own.customer();
    const { invoiceId: deleted } = await own.made({}, customer);
    await own.remove([deleted]);
    const stranger = await newCompanyInvoices();
    const { invoiceId: strangers } = await stranger.made();
    const { invoiceId: partners } = await own.made({}, await own.customer('Bob', own.partner));
    const { id: document } = await storeDependent(customer, 'DOCUMENT');
    const before = await tenantState('enkash', stranger.company);
    const ids = [randomUUID(), deleted, strangers, partners, document, customer.id, '', '#', '__proto__'];

    expect((await own.dispatch({ invoiceIds: ids })).body).toEqual(report([], ids.map(unknown)));

    const answer = await own.dispatch({ invoiceIds: [strangers] }, `?sellerId=${stranger.company}`);
    const message = `the token may not act for company ${stranger.company}`;
    expect([answer.status, answer.body]).toEqual([403, enkashFailure(403, 'INVALID_ACCESS', message)]);
    expect(await tenantState('enkash', stranger.company)).toEqual(before);
    expect((await own.dispatch({ invoiceIds: [partners] }, `?sellerId=${own.partner}`)).body).toEqual(
      report([partners]),
    );
  });

  const ids = (count: number) => Array.from({ length: count }, (_, index) => `${index}`);
  const expected = (type: string, received: string) =>
    `Invalid input: expected ${type}, received ${received}`;

  it.each<[string, object, string, string]>([
    ['no list', {}, 'invoiceIds', 'is required'],
    ['no id', { invoiceIds: [] }, 'invoiceIds', 'Too small: expected array to have >=1 items'],
    ['101 ids', { invoiceIds: ids(101) }, 'invoiceIds', 'Too big: expected array to have <=100 items'],
    ['an id without a list', { invoiceIds: 'a' }, 'invoiceIds', expected('array', 'string')],
    ['a number', { invoiceIds: ['a', 7] }, 'invoiceIds[1]', expected('string', 'number')],
    ['an id twice', { invoiceIds: ['a', 'b', 'a'] }, 'invoiceIds[2]', 'is named twice'],
    [
      'a long id',
      { invoiceIds: ['x'.repeat(65)] },
      'invoiceIds[0]',
      'Too big: expected string to have <=64 characters',
    ],
    [
      'a word for truth',
      { invoiceIds: ['a'], partialPaymentAllowed: 'yes' },
      'partialPaymentAllowed',
      expected('boolean', 'string'),
    ],
    [
      'a null for truth',
      { invoiceIds: ['a'], partialPaymentAllowed: null },
      'partialPaymentAllowed',
      expected('boolean', 'null'),
    ],
  ])('refuses %s', async (_, json, field, message) => {
    const { invoiceId } = await own.made();
    const before = await own.stored(invoiceId);
    const body = JSON.parse(
      JSON.stringify(json).replace('"a"', `"${invoiceId}"`).replace('"a"', `"${invoiceId}"`),
    );

    const answer = await own.dispatch(body);

    const issue = expect.objectContaining({ field, message });
    expect([answer.status, answer.body]).toEqual([
      400,
      enkashFailure(400, 'VALIDATION_ERROR', `${field}: ${message}`, [issue]),
    ]);
    expect(await own.stored(invoiceId)).toEqual(before);
  });
});

describe('POST /api/v0/invoice/bulk/dispatch, in the way of others', () => {
  it.each<[string, Fate]>([
    ['a dropped connection', droppedAfter],
    ['a 500', failedAfter],
    ['a 500, and nothing done', failedBefore],
  ])('dispatches once, with %s in the place of the answer to its write', async (_, loss) => {
    const { invoiceId } = await own.made();
    const { sent } = writesMeet(loss);

    const answer = await own.dispatch({ invoiceIds: [invoiceId] });

    expect([answer.body, sent.length]).toEqual([report([invoiceId]), 2]);
    expect((await own.stored(invoiceId))?.version).toBe(2);
  });

  it('refuses what was paid between its being read and dispatched, and keeps what else was changed', async () => {
    const [paid, changed, deleted] = [await own.made(), await own.made(), await own.made()].map(
      ({ invoiceId }) => invoiceId,
    ) as [string, string, string];
    const meanwhile = async (id: string, by: () => Promise<unknown>, row: unknown, isDispatched: boolean) => {
      writesMeet(overtaken(by));
      const { body } = await own.dispatch({ invoiceIds: [id] });
      vi.restoreAllMocks();
      const [ids, failed] = isDispatched ? [[id], []] : [[], [row as ReturnType<typeof unknown>]];
      expect(body).toEqual(report(ids, failed));
      expect((await own.stored(id))?.fields.dispatchedOn !== undefined).toBe(isDispatched);
    };

    await meanwhile(
      paid,
      () => own.patch(paid, { totalReceived: 1000 }),
      refused(paid, 'nothing is due on it'),
      false,
    );
    await meanwhile(changed, () => own.patch(changed, { poNumber: 'PO-1' }), undefined, true);
    await meanwhile(deleted, () => own.remove([deleted]), unknown(deleted), false);

    expect(payloadOf(await own.get(changed))).toMatchObject({ poNumber: 'PO-1' });
  });

  it('answers 500 where none was decided, and logs it', async () => {
    const { invoiceId } = await own.made();
    vi.stubEnv('RECEIVABLES_TABLE', 'gone');

    const { answer, lines } = await loggedBy(() => own.dispatch({ invoiceIds: [invoiceId, 'x'] }));

    const message = 'the request could not be processed';
    expect([answer.status, answer.body]).toEqual([500, enkashFailure(500, 'SYSTEM_ERROR', message)]);
    expect(lines.map(({ level }) => level)).toEqual(['ERROR', 'ERROR', 'ERROR']);
  });
});
