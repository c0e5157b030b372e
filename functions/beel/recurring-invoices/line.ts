import { randomUUID } from 'node:crypto';
import { refused } from '../dialect/errors.ts';
import { withoutBlanks } from '../dialect/fields.ts';
import { totalsOf } from '../invoices/invoice-totals.ts';
import { shown as shownOnInvoice, stored as storedOnInvoice } from '../invoices/line.ts';
import { regimeWith } from '../invoices/taxes.ts';
import { type Requested, taxOf } from './line-request.ts';
import type { Answered } from './line-response.ts';

/**
 * The lines of a recurring invoice as they are stored and shown, and what each invoice will ask for, by the rules that
 * invoices have.
 * @throws Failure in the codes that lines have
 */
export function storedLines(requested: readonly Requested[]) {
  const calculated = requested.map(onInvoice);
  const { invoice_total: amount } = totalsOf(calculated);
  const lines = calculated.map((line, index): Answered => {
    const {
      main_tax,
      line_type: _,
      taxable_base: __,
      line_total: ___,
      unit: ____,
      ...fields
    } = shownOnInvoice(line);
    const { unit } = requested[index] as Requested;
    const { type: tax_type, percentage: vat_rate, regime_key } = main_tax as NonNullable<typeof main_tax>;
    return {
      id: randomUUID(),
      order: index + 1,
      ...fields,
      description: fields.description as string,
      // Unlike on an invoice there is no unit where none is given.
      ...withoutBlanks({ unit }),
      ...{ tax_type, vat_rate, regime_key },
    };
  });
  return { lines, amount };
}

function onInvoice(requested: Requested, index: number) {
  const main_tax = taxOf(requested);
  const { tax_type: _, vat_rate: __, regime_key: ___, ...fields } = requested;
  const surcharge = fields.equivalence_surcharge_rate ?? 0;
  if (surcharge > 0 && regimeWith(surcharge, main_tax.regime_key) === undefined) {
    const [field, message] = [`lines[${index}].regime_key`, 'must be 01 or 18 with a surcharge'];
    throw refused(422, 'SURCHARGE_REQUIRES_REGIME', `${field}: ${message}`, { [field]: message });
  }
  return storedOnInvoice({ ...fields, main_tax }, index);
}

/** What lines of a recurring invoice may be refused with. */
export const LINE_FAILURES = [
  'LINE_UNIT_PRICE_XOR_DECLARED_TOTAL',
  'LINE_DECLARED_TOTAL_FORBIDS_DISCOUNT',
  'LINE_UNIT_PRICE_OUT_OF_RANGE',
  'SURCHARGE_REQUIRES_REGIME',
  'REGIME_REQUIRES_SURCHARGE',
  'EXEMPTION_REGIME_NOT_SUPPORTED_IN_VERIFACTU',
] as const;
