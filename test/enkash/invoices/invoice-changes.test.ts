import { describe, expect, it } from 'vitest';
import type { Invoice } from '../../../functions/enkash/invoices/invoice.ts';
import { changed } from '../../../functions/enkash/invoices/invoice-changes.ts';
import type { Requested } from '../../../functions/enkash/invoices/invoice-changes-request.ts';

/** Half of it is received. */
const before: Invoice = {
  ...{ invoiceId: 'i1', sellerId: 'CEK0000001', customerId: 'KC00000000000001', dueDate: '2027-01-31' },
  ...{ baseAmount: 1000, cgst: 90, sgst: 90, netAmount: 1180, totalReceived: 590, balanceAmount: 590 },
};

/** Client and amounts disagree. */
const asSent: Invoice = { ...before, netAmount: 7, balanceAmount: 5 };
const cancelled: Invoice = { ...before, receivableStatus: 'CANCELLED', balanceAmount: 0 };
const { totalReceived, ...olderOne } = { ...before, balanceAmount: 1180 };

describe('a changed invoice', () => {
  it.each<[string, Invoice, Requested, Partial<Invoice>]>([
    ['nothing', before, {}, {}],
    [
      'nothing that is otherwise',
      asSent,
      { baseAmount: 1000, totalReceived: 590, igst: 0, tds: null },
      { igst: 0 },
    ],
    ['the base', before, { baseAmount: 2000 }, { baseAmount: 2000, netAmount: 2180, balanceAmount: 1590 }],
    ['a tax', before, { igst: 0.005 }, { igst: 0.005, netAmount: 1180.01, balanceAmount: 590.01 }],
    ['the tax deducted', before, { tds: 100.1 }, { tds: 100.1, netAmount: 1079.9, balanceAmount: 489.9 }],
    [
      'base and net',
      before,
      { baseAmount: 2000, netAmount: 3 },
      { baseAmount: 2000, netAmount: 3, balanceAmount: -587 },
    ],
    ['the net', before, { netAmount: 1000 }, { netAmount: 1000, balanceAmount: 410 }],
    ['net and balance', before, { netAmount: 1000, balanceAmount: 1 }, { netAmount: 1000, balanceAmount: 1 }],
    ['what was received', before, { totalReceived: 1180 }, { totalReceived: 1180, balanceAmount: 0 }],
    ['the balance', before, { balanceAmount: 12.5 }, { balanceAmount: 12.5 }],
    [
      'what was received on an older one',
      olderOne,
      { totalReceived: 0.1 },
      { totalReceived: 0.1, balanceAmount: 1179.9 },
    ],
    ['the net to null', asSent, { netAmount: null }, { netAmount: 1180, balanceAmount: 590 }],
    ['the balance to null', asSent, { balanceAmount: null }, { balanceAmount: -583 }],
    [
      'to cancelled',
      before,
      { receivableStatus: 'CANCELLED' },
      { receivableStatus: 'CANCELLED', balanceAmount: 0 },
    ],
    [
      'to cancelled with a balance',
      before,
      { receivableStatus: 'CANCELLED', balanceAmount: 3 },
      { receivableStatus: 'CANCELLED', balanceAmount: 3 },
    ],
    ['the base of a cancelled one', cancelled, { baseAmount: 1 }, { baseAmount: 1, netAmount: 181 }],
    ['the balance of a cancelled one', cancelled, { balanceAmount: 2 }, { balanceAmount: 2 }],
    [
      'to another word',
      cancelled,
      { receivableStatus: 'OPEN' },
      { receivableStatus: 'OPEN', balanceAmount: 590 },
    ],
    [
      'a word for another',
      { ...asSent, receivableStatus: 'A' },
      { receivableStatus: 'B' },
      { receivableStatus: 'B' },
    ],
    ['its customer', before, { customerId: 'KC00000000000002' }, { customerId: 'KC00000000000002' }],
    [
      'who settled it: never',
      { ...before, settledBy: 'P1' },
      { totalReceived: 1 },
      { totalReceived: 1, balanceAmount: 1179 },
    ],
  ])('has other amounts where a request changes %s', (_, invoice, requested, changes) => {
    expect(changed(invoice, requested)).toEqual({ ...invoice, ...changes });
  });

  it.each<[string, Invoice, Requested, Invoice]>([
    ['a tax', before, { cgst: null }, { ...without('cgst'), netAmount: 1090, balanceAmount: 500 }],
    [
      'what was received',
      before,
      { totalReceived: null },
      { ...without('totalReceived'), balanceAmount: 1180 },
    ],
    [
      'the word that cancelled it',
      cancelled,
      { receivableStatus: null },
      { ...before, ...without('receivableStatus'), balanceAmount: 590 },
    ],
  ])('has no longer what a request clears: %s', (_, invoice, requested, after) => {
    expect(changed(invoice, requested)).toStrictEqual(after);
  });
});

function without(name: keyof Invoice): Invoice {
  const { [name]: _, ...others } = before;
  return others as Invoice;
}
