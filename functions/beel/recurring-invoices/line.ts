import { randomUUID } from 'node:crypto';
import { withoutBlanks } from '../dialect/fields.ts';
import { totalsOf } from '../invoices/invoice-totals.ts';
import {
  LINE_FAILURES as ON_INVOICES,
  shown as shownOnInvoice,
  stored as storedOnInvoice,
} from '../invoices/line.ts';
import { type Requested, taxOf } from './line-request.ts';
import type { Answered } from './line-response.ts';

/**
 * The lines of a recurring invoice as they are stored and shown, and what each invoice will ask for, by the rules that
 * invoices have.
 * @throws Failure with the vendor's codes, for the first line that breaks a rule
 */
export function stored(requested: readonly Requested[]) {
  const calculated = storedOnInvoice(requested.map((line) => ({ ...line, main_tax: taxOf(line) })));
  const lines = calculated.map((line, index): Answered => {
    const given = requested[index] as Requested;
    const { unit_price, pricing_mode, discount_percentage, main_tax } = shownOnInvoice(line);
    // Its surcharge may have led to another regime than was asked for.
    const { type, regime_key } = main_tax as NonNullable<typeof main_tax>;
    return {
      ...{ id: randomUUID(), order: index + 1 },
      ...withoutBlanks(given),
      ...{ unit_price, pricing_mode, discount_percentage, tax_type: type, regime_key },
    };
  });
  return { lines, amount: totalsOf(calculated).invoice_total };
}

/** What `stored` may refuse with. */
export const LINE_FAILURES = ON_INVOICES.filter(
  (code) => code !== 'LINE_MAIN_TAX_REQUIRED' && code !== 'LINE_SUPLIDO_MUST_HAVE_NO_TAX',
);
