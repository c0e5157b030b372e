import { hundredths } from '../../../shared/fields/money.ts';
import type { Line } from './invoice-request.ts';

export interface CalculatedLine extends Line {
  readonly taxable_base: number;
  readonly line_total: number;
}

/** Whole cents in euros; half a cent goes away from zero. */
export const toCents = (euros: number): number =>
  (Math.sign(euros) * Math.round(hundredths(Math.abs(euros)))) / 100;

const share = (base: number, rate: number): number => toCents((base * rate) / 100);

/** What a line costs, each amount rounded to cents. */
export function calculateLine(line: Line): CalculatedLine {
  const { quantity, unit_price, discount_percentage, main_tax } = line;
  const { equivalence_surcharge_rate = 0, irpf_rate = 0 } = line;
  const taxable_base = toCents((quantity * unit_price * (100 - discount_percentage)) / 100);
  const taxes = share(taxable_base, main_tax.percentage) + share(taxable_base, equivalence_surcharge_rate);
  return {
    ...line,
    taxable_base,
    line_total: toCents(taxable_base + taxes - share(taxable_base, irpf_rate)),
  };
}

/** What an invoice costs. Taxes are calculated on the sum of each rate's bases, as in a tax return, not line by line. */
export function totalsOf(lines: readonly CalculatedLine[]) {
  const vat = breakdown(lines, ({ main_tax }) => main_tax.percentage);
  const surcharge = breakdown(lines, ({ equivalence_surcharge_rate }) => equivalence_surcharge_rate);
  const irpf = breakdown(lines, ({ irpf_rate }) => irpf_rate);
  const taxable_base = sum(lines, (line) => line.taxable_base);
  const undiscounted = sum(lines, ({ quantity, unit_price }) => toCents(quantity * unit_price));
  const [total_vat, total_equivalence_surcharge, total_irpf] = [vat, surcharge, irpf].map((entries) =>
    sum(entries, ({ amount }) => amount),
  ) as [number, number, number];
  return {
    taxable_base,
    total_discounts: Math.max(0, toCents(undiscounted - taxable_base)),
    vat_breakdown: vat,
    total_vat,
    ...(surcharge.length > 0 && { surcharge_breakdown: surcharge }),
    total_equivalence_surcharge,
    ...(irpf.length > 0 && { irpf_breakdown: irpf }),
    total_irpf,
    invoice_total: toCents(taxable_base + total_vat + total_equivalence_surcharge - total_irpf),
  };
}

/** Base and tax for each rate, in the order in which the lines first name it. */
function breakdown(lines: readonly CalculatedLine[], rateOf: (line: CalculatedLine) => number | undefined) {
  const taxed = lines.filter((line) => rateOf(line) !== undefined);
  return [...Map.groupBy(taxed, (line) => rateOf(line) as number)].map(([type, group]) => {
    const base = sum(group, (line) => line.taxable_base);
    return { type, base, amount: share(base, type) };
  });
}

const sum = <Item>(items: readonly Item[], amountOf: (item: Item) => number): number =>
  toCents(items.reduce((total, item) => total + amountOf(item), 0));
