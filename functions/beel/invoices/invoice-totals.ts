import { hundredths } from '../../../shared/fields/money.ts';

/** What a line's amounts are made of. One of the three prices is there. */
export interface PricedLine {
  readonly quantity: number;
  readonly unit_price?: number | undefined;
  /** The line's amount, declared by the client in place of a price. */
  readonly total_excluding_tax?: number | undefined;
  readonly total_including_tax?: number | undefined;
  readonly discount_percentage: number;
  readonly main_tax?: { readonly type: string; readonly percentage: number; readonly regime_key: string };
  readonly equivalence_surcharge_rate?: number | undefined;
  readonly irpf_rate?: number | undefined;
  /** SUPLIDO: what was paid in the customer's name. It is no part of what is taxed. */
  readonly line_type?: 'NORMAL' | 'SUPLIDO' | undefined;
}

interface Amounts {
  readonly unit_price: number;
  /** A SUPLIDO has none. */
  readonly taxable_base?: number;
  readonly line_total: number;
}

export type CalculatedLine<Line extends PricedLine = PricedLine> = Omit<Line, 'unit_price'> & Amounts;

/** Whole cents in euros; half a cent goes away from zero. */
export const toCents = (euros: number): number =>
  (Math.sign(euros) * Math.round(hundredths(Math.abs(euros)))) / 100;

const share = (base: number, rate: number): number => toCents((base * rate) / 100);

/** What a line costs, each amount rounded to cents. */
export function calculateLine<Line extends PricedLine>(line: Line): CalculatedLine<Line> {
  const unit_price = line.unit_price ?? Number(((declaredTotal(line) as number) / line.quantity).toFixed(4));
  if (line.line_type === 'SUPLIDO') return { ...line, unit_price, line_total: amountOf(line) };
  const taxable_base = baseOf(line);
  const { vat, surcharge } = taxesOf(line, taxable_base);
  const irpf = share(taxable_base, line.irpf_rate ?? 0);
  return { ...line, unit_price, taxable_base, line_total: toCents(taxable_base + vat + surcharge - irpf) };
}

const declaredTotal = ({ total_excluding_tax, total_including_tax }: PricedLine): number | undefined =>
  total_excluding_tax ?? total_including_tax;

/** What a line comes to by its price, whether or not taxes are in it. */
const amountOf = (line: PricedLine): number =>
  declaredTotal(line) ??
  toCents((line.quantity * (line.unit_price as number) * (100 - line.discount_percentage)) / 100);

function baseOf(line: PricedLine): number {
  const amount = amountOf(line);
  if (line.total_including_tax === undefined) return amount;
  const rate = (line.main_tax?.percentage ?? 0) + (line.equivalence_surcharge_rate ?? 0);
  return toCents((amount * 100) / (100 + rate));
}

/** A line's own taxes. Of a total that includes them they are what is left of it, so that it is met to the cent. */
function taxesOf(line: PricedLine, base: number): { readonly vat: number; readonly surcharge: number } {
  const surcharge = share(base, line.equivalence_surcharge_rate ?? 0);
  const { total_including_tax } = line;
  const vat =
    total_including_tax === undefined
      ? share(base, line.main_tax?.percentage ?? 0)
      : toCents(total_including_tax - base - surcharge);
  return { vat, surcharge };
}

interface TaxedLine extends CalculatedLine {
  readonly taxable_base: number;
}

const isTaxed = (line: CalculatedLine): line is TaxedLine => line.taxable_base !== undefined;

/**
 * What an invoice costs. Taxes are calculated on the sum of each rate's bases, as in a tax return, not line by line;
 * those of declared totals are added as they are.
 */
export function totalsOf(all: readonly CalculatedLine[]) {
  const lines = all.filter(isTaxed);
  const others = all.filter((line) => !isTaxed(line));
  const [vat, surcharge, irpf] = [VAT, SURCHARGE, IRPF].map((tax) => breakdown(lines, tax)) as [
    BreakdownRow[],
    BreakdownRow[],
    BreakdownRow[],
  ];
  const taxable_base = sum(lines, (line) => line.taxable_base);
  const undiscounted = sum(lines, (line) =>
    declaredTotal(line) === undefined ? toCents(line.quantity * line.unit_price) : line.taxable_base,
  );
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
    ...(others.length > 0 && { total_disbursements: sum(others, ({ line_total }) => line_total) }),
  };
}

/** A rate, what it is of, and what it comes to. */
export interface BreakdownRow {
  readonly type: number;
  readonly base: number;
  readonly amount: number;
  /** Totals of earlier versions add up all regimes. */
  readonly regime_key?: string;
}

/** Base and tax for each group of lines, in the order in which the lines first name it. */
function breakdown(
  lines: readonly TaxedLine[],
  { groupOf, ownTaxOf }: { groupOf: (line: TaxedLine) => Group | undefined; ownTaxOf: OwnTax },
): BreakdownRow[] {
  const taxed = lines.flatMap((line) => {
    const group = groupOf(line);
    return group ? [{ line, group }] : [];
  });
  return [...Map.groupBy(taxed, ({ group }) => Object.values(group).join(' ')).values()].map((members) => {
    const { of: _, ...row } = (members[0] as (typeof members)[number]).group;
    const [declared, others] = [true, false].map((isDeclared) =>
      members.flatMap(({ line }) => (includesTaxes(line) === isDeclared ? [line] : [])),
    ) as [TaxedLine[], TaxedLine[]];
    const base = toCents(baseSum(others) + baseSum(declared));
    const amount = toCents(share(baseSum(others), row.type) + sum(declared, ownTaxOf));
    return { ...row, base, amount };
  });
}

/** What lines have in common that are added up. */
interface Group {
  /** The type of tax, which no row tells. */
  readonly of?: string;
  readonly type: number;
  readonly regime_key?: string;
}

/** What a line that declares its total with taxes adds. */
type OwnTax = (line: TaxedLine) => number;

const includesTaxes = ({ total_including_tax }: PricedLine): boolean => total_including_tax !== undefined;

const VAT = {
  groupOf: ({ main_tax }: TaxedLine) =>
    main_tax && { of: main_tax.type, type: main_tax.percentage, regime_key: main_tax.regime_key },
  ownTaxOf: (line: TaxedLine) => taxesOf(line, line.taxable_base).vat,
};

const SURCHARGE = {
  groupOf: ({ equivalence_surcharge_rate: type }: TaxedLine) => (type === undefined ? undefined : { type }),
  ownTaxOf: (line: TaxedLine) => taxesOf(line, line.taxable_base).surcharge,
};

const IRPF = {
  groupOf: ({ irpf_rate: type }: TaxedLine) => (type === undefined ? undefined : { type }),
  ownTaxOf: (line: TaxedLine) => share(line.taxable_base, line.irpf_rate ?? 0),
};

const baseSum = (lines: readonly TaxedLine[]): number => sum(lines, (line) => line.taxable_base);

export const sum = <Item>(items: readonly Item[], amount: (item: Item) => number): number =>
  toCents(items.reduce((total, item) => total + amount(item), 0));
