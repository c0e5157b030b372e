import { decimal, sum as decimalSum } from '../../../shared/fields/money.ts';
import type { ExemptionReason, TaxType } from './taxes.ts';

/** A line whose price is known: by itself, or by a total that was declared instead. */
export interface PricedLine {
  readonly description?: string;
  readonly quantity: number;
  readonly unit: string;
  /** Of a declared total: for information alone. */
  readonly unit_price: number;
  readonly total_excluding_tax?: number;
  readonly total_including_tax?: number;
  readonly discount_percentage: number;
  readonly main_tax?: {
    readonly type: TaxType;
    readonly percentage: number;
    readonly regime_key: string;
  };
  readonly equivalence_surcharge_rate?: number;
  readonly irpf_rate?: number;
  readonly exemption_reason?: ExemptionReason;
  readonly exemption_reason_text?: string;
  /** NORMAL where it is missing. */
  readonly line_type?: 'NORMAL' | 'SUPLIDO';
  readonly source_invoice_reference?: string;
  readonly source_invoice_ids?: string[];
}

export interface CalculatedLine extends PricedLine {
  /** 0 of what was paid on the client's behalf: it is no part of the invoice's base. */
  readonly taxable_base: number;
  readonly line_total: number;
}

const share = (base: number, rate: number): number => decimal(base).times(rate).dividedInHundredths(100);

const percentageOf = ({ main_tax }: PricedLine): number => main_tax?.percentage ?? 0;

/** What a line costs, each amount rounded to cents. */
export function calculateLine(line: PricedLine): CalculatedLine {
  const { quantity, unit_price, discount_percentage, total_excluding_tax, total_including_tax } = line;
  const { equivalence_surcharge_rate = 0, irpf_rate = 0 } = line;
  const amount =
    total_including_tax ??
    total_excluding_tax ??
    decimal(quantity)
      .times(unit_price)
      .times(decimal(100).minus(discount_percentage))
      .dividedInHundredths(100);
  if (line.line_type === 'SUPLIDO') return { ...line, taxable_base: 0, line_total: amount };
  const rates = decimal(percentageOf(line)).plus(equivalence_surcharge_rate);
  const included = total_including_tax === undefined ? 0 : rates;
  const taxable_base = decimal(amount).times(100).dividedInHundredths(decimal(100).plus(included));
  const { tax, surcharge } = chargesOf({ ...line, taxable_base });
  const line_total = decimalSum([taxable_base, tax, surcharge])
    .minus(share(taxable_base, irpf_rate))
    .inHundredths();
  return { ...line, taxable_base, line_total };
}

/** Where the total was declared with taxes, base and taxes add up to it to the cent: the tax takes what rounding leaves. */
function chargesOf(line: PricedLine & { readonly taxable_base: number }) {
  const { taxable_base, total_including_tax, equivalence_surcharge_rate = 0 } = line;
  const surcharge = share(taxable_base, equivalence_surcharge_rate);
  const tax =
    total_including_tax === undefined
      ? share(taxable_base, percentageOf(line))
      : decimal(total_including_tax).minus(taxable_base).minus(surcharge).inHundredths();
  return { tax, surcharge };
}

const isSuplido = ({ line_type }: PricedLine): boolean => line_type === 'SUPLIDO';

/** What an invoice costs. Taxes are calculated on the sum of each rate's bases, as in a tax return, not line by line. */
export function totalsOf(all: readonly CalculatedLine[]) {
  const lines = all.filter((line) => !isSuplido(line));
  const vat_breakdown = vatOf(lines);
  const surcharge = breakdown(
    lines,
    ({ equivalence_surcharge_rate }) => equivalence_surcharge_rate,
    (line) => chargesOf(line).surcharge,
  );
  const irpf = breakdown(lines, ({ irpf_rate }) => irpf_rate);
  const taxable_base = sum(lines, (line) => line.taxable_base);
  const [total_vat, total_equivalence_surcharge, total_irpf] = [vat_breakdown, surcharge, irpf].map(
    (entries) => sum<{ readonly amount: number }>(entries, ({ amount }) => amount),
  ) as [number, number, number];
  const invoice_total = decimalSum([taxable_base, total_vat, total_equivalence_surcharge])
    .minus(total_irpf)
    .inHundredths();
  const total_disbursements = sum(all.filter(isSuplido), ({ line_total }) => line_total);
  return {
    taxable_base,
    total_discounts: Math.max(0, sum(lines, discountOf)),
    vat_breakdown,
    total_vat,
    ...(surcharge.length > 0 && { surcharge_breakdown: surcharge }),
    total_equivalence_surcharge,
    ...(irpf.length > 0 && { irpf_breakdown: irpf }),
    total_irpf,
    invoice_total,
    total_disbursements,
    total_to_pay: decimal(invoice_total).plus(total_disbursements).inHundredths(),
  };
}

const isDeclared = ({ total_excluding_tax, total_including_tax }: PricedLine): boolean =>
  total_excluding_tax !== undefined || total_including_tax !== undefined;

/** A declared total has no discount. */
const discountOf = (line: CalculatedLine): number =>
  isDeclared(line)
    ? 0
    : decimal(decimal(line.quantity).times(line.unit_price).inHundredths())
        .minus(line.taxable_base)
        .toNumber();

/** Base and tax for each type, rate and regime. */
function vatOf(lines: readonly CalculatedLine[]) {
  const taxed = lines.flatMap((line) => (line.main_tax ? [{ ...line, main_tax: line.main_tax }] : []));
  const groups = Map.groupBy(taxed, ({ main_tax: { type, percentage, regime_key } }) =>
    [type, percentage, regime_key].join(' '),
  );
  return [...groups.values()].flatMap((group) => {
    const [{ main_tax }] = group as [(typeof taxed)[number]];
    const rows = breakdown(
      group,
      () => main_tax.percentage,
      (line) => chargesOf(line).tax,
    );
    return rows.map((row) => ({ ...row, regime_key: main_tax.regime_key }));
  });
}

/**
 * Base and tax for each rate, in the order in which the lines first name it.
 * @param declared the tax of a line whose total was declared with taxes: it is not calculated once more
 */
function breakdown(
  lines: readonly CalculatedLine[],
  rateOf: (line: CalculatedLine) => number | undefined,
  declared?: (line: CalculatedLine) => number,
) {
  const taxed = lines.filter((line) => rateOf(line) !== undefined);
  return [...Map.groupBy(taxed, (line) => rateOf(line) as number)].map(([type, group]) => {
    const isFixed = ({ total_including_tax }: PricedLine) =>
      declared !== undefined && total_including_tax !== undefined;
    const free = group.filter((line) => !isFixed(line));
    const fixed = sum(group.filter(isFixed), (line) => declared?.(line) ?? 0);
    const calculated = share(
      sum(free, (line) => line.taxable_base),
      type,
    );
    return {
      type,
      base: sum(group, (line) => line.taxable_base),
      amount: decimal(calculated).plus(fixed).inHundredths(),
    };
  });
}

const sum = <Item>(items: readonly Item[], amountOf: (item: Item) => number): number =>
  decimalSum(items.map(amountOf)).inHundredths();
