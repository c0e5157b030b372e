import { afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import type { DependentItem } from '../../../shared/receivables/items.ts';
import { writesMeet } from '../../repeats/writes-meet.ts';
import { overtaken } from '../../support/faults.ts';
import { overwrite } from '../../support/scenes.ts';
import {
  type CompanyInvoices,
  newCompanyInvoices,
  payloadOf,
  report as reportOf,
} from './company-invoices.ts';

let own: CompanyInvoices;

beforeAll(async () => {
  own = await newCompanyInvoices();
});

afterEach(() => {
  vi.restoreAllMocks();
});

const report = (deleted: readonly string[], kept: readonly string[] = []) =>
  reportOf(
    'deleted',
    deleted,
    kept.map((invoiceId) => ({
      ...{ invoiceId, errorType: 'UNPROCESSABLE_REQUEST', message: 'money was received on it' },
    })),
  );

const pay = (id: string) => own.patch(id, { totalReceived: 400 });

describe('POST /api/v0/invoice/bulk/delete of invoices on which money was received', () => {
  it('keeps them, whatever their status says, and their customer with them', async () => {
    const customer = await own.customer();
    const [part, paid, word, cancelled, credit] = (
      await Promise.all(
        [
          { totalReceived: 0.01 },
          { totalReceived: 1000 },
          { receivableStatus: 'PAID', balanceAmount: 0 },
          { receivableStatus: 'CANCELLED', totalReceived: 5 },
          { totalReceived: -5 },
        ].map((others) => own.made(others, customer)),
      )
    ).map(({ invoiceId }) => invoiceId) as [string, string, string, string, string];
    const before = await Promise.all([part, paid, cancelled].map(own.stored));

    const { status, body } = await own.remove([part, word, paid, credit, cancelled]);

    expect([status, body]).toEqual([200, report([word, credit], [part, paid, cancelled])]);
    expect(await Promise.all([part, paid, cancelled].map(own.stored))).toEqual(before);
    expect(await own.links(customer)).toEqual([3]);
    expect((await own.deleteCustomer(customer)).status).toBe(422);
  });

  it('deletes one once the money is taken off it', async () => {
    const { invoiceId } = await own.made({ totalReceived: 400 });
    expect((await own.remove([invoiceId])).body).toEqual(report([], [invoiceId]));

    await own.patch(invoiceId, { totalReceived: null });

    expect((await own.remove([invoiceId])).body).toEqual(report([invoiceId]));
  });

  it('deletes one that an older version stored without saying what was received', async () => {
    const { invoiceId } = await own.made();
    const stored = (await own.stored(invoiceId)) as DependentItem;
    const { totalReceived, ...fields } = stored.fields;
    await overwrite({ ...stored, fields });

    expect((await own.remove([invoiceId])).body).toEqual(report([invoiceId]));
  });
});

describe('a payment and a deletion at once', () => {
  it('keeps the invoice where the payment is first', async () => {
    const customer = await own.customer();
    const { invoiceId } = await own.made({}, customer);
    writesMeet(overtaken(() => pay(invoiceId)));

    expect((await own.remove([invoiceId])).body).toEqual(report([], [invoiceId]));

    expect(payloadOf(await own.get(invoiceId))).toMatchObject({ totalReceived: 400, balanceAmount: 600 });
    expect(await own.links(customer)).toEqual([1]);
  });

  it('finds no invoice to pay where the deletion is first', async () => {
    const customer = await own.customer();
    const { invoiceId } = await own.made({}, customer);
    writesMeet(overtaken(() => own.remove([invoiceId])));

    expect((await pay(invoiceId)).status).toBe(404);

    expect((await own.stored(invoiceId))?.fields).toMatchObject({ totalReceived: 0 });
    expect(await own.links(customer)).toEqual([0]);
  });

  it('ends as one of the two', async () => {
    for (let round = 0; round < 4; round++) {
      const customer = await own.customer();
      const { invoiceId } = await own.made({}, customer);

      const [paid, removed] = await Promise.all([pay(invoiceId), own.remove([invoiceId])]);

      const isPaid = paid.status === 200;
      expect([paid.status, removed.body]).toEqual(
        isPaid ? [200, report([], [invoiceId])] : [404, report([invoiceId])],
      );
      expect(await own.links(customer)).toEqual([isPaid ? 1 : 0]);
    }
  });
});
