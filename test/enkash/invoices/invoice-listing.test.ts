import { describe, expect, it } from 'vitest';
import { listingOf } from '../../../functions/enkash/invoices/invoice-listing.ts';
import { mark } from '../../../shared/receivables/lists/listing.ts';

const CREATED = '2026-01-01T00:00:00.000Z';

const least = {
  ...{ customerId: 'KC00000000000001', dueDate: '2026-12-31' },
  ...{ baseAmount: 100, netAmount: 118, balanceAmount: 118 },
};

const secondsOf = (time: string) => Date.parse(time) / 1_000;

describe('what lists know of an invoice', () => {
  it('are amounts, times in whole seconds, the beginnings of its numbers, and what may be asked for whole', () => {
    const invoice = {
      ...least,
      ...{
        balanceAmount: 18,
        totalReceived: 100,
        receivableStatus: 'Promised',
        approvalStatus: 'BANK_APPROVED',
      },
      ...{ dispatchedOn: '2026-01-02T10:00:00.999Z', invoiceDate: '2026-01-01T00:00:00.5+05:30' },
      ...{
        invoiceNumber: ` İNV-1 ${'x'.repeat(400)}`,
        poNumber: 'PO-É',
        externalId: 'z'.repeat(1e5),
        via: 'API',
      },
      description: 'not asked for',
    };
    expect(listingOf(invoice, CREATED)).toEqual({
      order: CREATED,
      values: {
        customer: 'KC00000000000001',
        base: 100,
        net: 118,
        balance: 18,
        received: 100,
        due: secondsOf('2026-12-31'),
        dated: secondsOf('2025-12-31T18:30:00Z'),
        dispatched: secondsOf('2026-01-02T10:00:00Z'),
        number: `inv-1 ${'x'.repeat(294)}`,
        po: 'po-e',
        marks: [
          'approvalStatus=BANK_APPROVED',
          `externalId=${invoice.externalId}`,
          'receivableStatus=Promised',
          'via=API',
        ].map(mark),
      },
    });
  });

  it.each([
    [{ balanceAmount: 0 }, { marks: ['PAID'] }],
    [{ totalReceived: 1 }, { balance: 118, received: 1, marks: ['PARTIALLY_PAID'] }],
    [{}, { balance: 118, marks: ['UNPAID'] }],
    [{ receivableStatus: 'CANCELLED', balanceAmount: 0 }, { marks: ['CANCELLED'] }],
  ])('is its status by the amounts where it has no word: %j', (change, { marks, ...expected }) => {
    expect(listingOf({ ...least, ...change }, CREATED).values).toEqual({
      ...{ customer: least.customerId, base: 100, net: 118, due: secondsOf('2026-12-31') },
      ...expected,
      marks: marks.map((status) => mark(`receivableStatus=${status}`)),
    });
  });
});
