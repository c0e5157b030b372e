import { refused } from '../dialect/errors.ts';
import { withoutBlanks } from '../dialect/fields.ts';
import { type CalculatedLine, calculateLine, type PricedLine } from './invoice-totals.ts';
import type { Requested } from './line-request.ts';
import type { Answered } from './line-response.ts';
import { GENERAL_REGIME, isUnsupportedReason, SURCHARGE_REGIME } from './taxes.ts';

/** What a unit price may be that follows from a declared total. */
const MOST_DERIVED = 99_999_999.9999;

/** @throws Failure with the vendor's codes, for the first line that breaks a rule */
export const stored = (lines: readonly Requested[]): readonly CalculatedLine[] =>
  lines.map((line, index) => calculateLine(priced(line, `lines[${index}]`)));

function priced(line: Requested, field: string): PricedLine {
  const { total_excluding_tax, total_including_tax, line_type, unit, ...others } = line;
  const prices = [line.unit_price, total_excluding_tax, total_including_tax].filter(isGiven);
  if (prices.length !== 1) {
    const modes = 'unit_price, total_excluding_tax or total_including_tax';
    throw wrong('LINE_UNIT_PRICE_XOR_DECLARED_TOTAL', field, `needs exactly one of ${modes}`);
  }
  const isDeclared = !isGiven(line.unit_price);
  if (isDeclared && line.discount_percentage)
    throw wrong('LINE_DECLARED_TOTAL_FORBIDS_DISCOUNT', field, 'a declared total takes no discount');
  return withoutBlanks({
    ...others,
    unit: unit || 'hours',
    unit_price: isDeclared ? derivedPrice(prices[0] as number, line.quantity, field) : line.unit_price,
    total_excluding_tax,
    total_including_tax,
    discount_percentage: line.discount_percentage ?? 0,
    line_type: line_type === 'SUPLIDO' ? line_type : undefined,
    main_tax: taxOf(line, field),
  }) as PricedLine;
}

const isGiven = (value: number | null | undefined): value is number => value !== undefined && value !== null;

/** Four decimals, half away from zero. */
function derivedPrice(total: number, quantity: number, field: string): number {
  const price = Number(((total / quantity) * 10_000).toPrecision(15));
  const derived_unit_price = (Math.sign(price) * Math.round(Math.abs(price))) / 10_000;
  if (Math.abs(derived_unit_price) <= MOST_DERIVED) return derived_unit_price;
  throw refused(422, 'LINE_UNIT_PRICE_OUT_OF_RANGE', `${field}: the unit price would be out of range`, {
    field,
    max: MOST_DERIVED,
    // With a quantity of 0 there is none.
    ...(Number.isFinite(derived_unit_price) && { derived_unit_price }),
  });
}

function taxOf(line: Requested, field: string): PricedLine['main_tax'] {
  const { main_tax, equivalence_surcharge_rate: surcharge, irpf_rate, exemption_reason } = line;
  if (line.line_type === 'SUPLIDO') {
    // That surcharge and withholding are taxes too is our choice.
    if (main_tax || surcharge || irpf_rate)
      throw wrong('LINE_SUPLIDO_MUST_HAVE_NO_TAX', field, 'a SUPLIDO has no tax');
    return undefined;
  }
  if (!main_tax) throw wrong('LINE_MAIN_TAX_REQUIRED', field, 'main_tax is required');
  if (exemption_reason && isUnsupportedReason(exemption_reason)) {
    const message = `${exemption_reason} is not supported`;
    throw wrong('EXEMPTION_REGIME_NOT_SUPPORTED_IN_VERIFACTU', field, message);
  }
  const { regime_key } = main_tax;
  // When the vendor says so is our choice: it documents the code alone.
  if (!surcharge && regime_key === SURCHARGE_REGIME && main_tax.percentage > 0)
    throw wrong('REGIME_REQUIRES_SURCHARGE', field, `regime ${SURCHARGE_REGIME} needs a surcharge`);
  if (!surcharge) return main_tax;
  if (regime_key === GENERAL_REGIME) return { ...main_tax, regime_key: SURCHARGE_REGIME };
  if (regime_key === SURCHARGE_REGIME) return main_tax;
  const message = `a surcharge needs regime ${GENERAL_REGIME} or ${SURCHARGE_REGIME}, not ${regime_key}`;
  throw wrong('SURCHARGE_REQUIRES_REGIME', field, message);
}

const wrong = (code: string, field: string, message: string) =>
  refused(422, code, `${field}: ${message}`, { field });

/** What `stored` may refuse with. */
export const LINE_FAILURES = [
  'LINE_UNIT_PRICE_XOR_DECLARED_TOTAL',
  'LINE_DECLARED_TOTAL_FORBIDS_DISCOUNT',
  'LINE_UNIT_PRICE_OUT_OF_RANGE',
  'LINE_MAIN_TAX_REQUIRED',
  'LINE_SUPLIDO_MUST_HAVE_NO_TAX',
  'SURCHARGE_REQUIRES_REGIME',
  'REGIME_REQUIRES_SURCHARGE',
  'EXEMPTION_REGIME_NOT_SUPPORTED_IN_VERIFACTU',
] as const;

/** A line as answers show it. Lines of earlier versions say neither mode nor type. */
export const shown = (line: CalculatedLine): Answered => ({
  ...line,
  line_type: line.line_type ?? 'NORMAL',
  pricing_mode:
    line.total_including_tax !== undefined
      ? 'TOTAL_INCLUDING_TAX'
      : line.total_excluding_tax !== undefined
        ? 'TOTAL_EXCLUDING_TAX'
        : 'UNIT_PRICE',
});
