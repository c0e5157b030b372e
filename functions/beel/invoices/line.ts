import { refused } from '../dialect/errors.ts';
import { withoutBlanks } from '../dialect/fields.ts';
import { type CalculatedLine, calculateLine } from './invoice-totals.ts';
import type { Requested } from './line-request.ts';
import type { Answered, PricingMode } from './line-response.ts';
import { isUnsupported, regimeWith } from './taxes.ts';

/** A line as it is stored. Earlier versions stored no more than flat routes take: all of them NORMAL, with a unit price. */
export type Line = ReturnType<typeof stored> | CalculatedLine<StoredBy101>;

/** What a line of OpenAPI 1.0.1 is made of. */
interface StoredBy101 {
  readonly description: string;
  readonly quantity: number;
  readonly unit: string;
  readonly unit_price: number;
  readonly discount_percentage: number;
  readonly main_tax: { readonly type: string; readonly percentage: number; readonly regime_key: string };
  readonly equivalence_surcharge_rate?: number;
  readonly irpf_rate?: number;
}

/** The vendor's limit for prices that answers show. */
const MOST_SHOWN = 99_999_999.9999;

/** @throws Failure in the codes that lines have; `index` is its place */
export function stored(requested: Requested, index: number) {
  const place = `lines[${index}]`;
  const refuse = (code: string, field: string, message: string, status: 400 | 422 = 422) =>
    refused(status, code, `${place}.${field}: ${message}`, { [`${place}.${field}`]: message });
  const { unit, discount_percentage, line_type, ...fields } = requested;
  const { unit_price, total_excluding_tax, total_including_tax, exemption_reason } = fields;
  const prices = [unit_price, total_excluding_tax, total_including_tax].filter(isGiven);
  if (prices.length !== 1) {
    const message =
      'one of unit_price, total_excluding_tax and total_including_tax is required, and no other';
    throw refuse('LINE_UNIT_PRICE_XOR_DECLARED_TOTAL', 'unit_price', message);
  }
  if (!isGiven(unit_price) && discount_percentage)
    throw refuse('LINE_DECLARED_TOTAL_FORBIDS_DISCOUNT', 'discount_percentage', 'excludes a declared total');
  if (exemption_reason && isUnsupported(exemption_reason))
    throw refuse(
      'EXEMPTION_REGIME_NOT_SUPPORTED_IN_VERIFACTU',
      'exemption_reason',
      `${exemption_reason} is not supported on a line`,
    );
  const isSuplido = line_type === 'SUPLIDO';
  // That the taxes beside the main one are forbidden too is our choice.
  const taxed = (['main_tax', 'equivalence_surcharge_rate', 'irpf_rate', 'exemption_reason'] as const).find(
    (name) => fields[name],
  );
  if (isSuplido && taxed) throw refuse('LINE_SUPLIDO_MUST_HAVE_NO_TAX', taxed, 'a SUPLIDO has no tax');
  const main_tax = isSuplido ? undefined : taxOf(requested, refuse);
  const line = calculateLine({
    ...withoutBlanks({ ...fields, main_tax: undefined }),
    unit: unit ?? 'hours',
    discount_percentage: discount_percentage ?? 0,
    ...(main_tax && { main_tax }),
    ...(isSuplido && { line_type }),
  });
  if (Math.abs(line.unit_price) <= MOST_SHOWN) return line;
  throw refused(
    422,
    'LINE_UNIT_PRICE_OUT_OF_RANGE',
    `${place}: the declared total divided by the quantity must be at most ${MOST_SHOWN}`,
    {
      field: place,
      max: MOST_SHOWN,
      // A quantity of 0 leads to none.
      ...(Number.isFinite(line.unit_price) && { derived_unit_price: line.unit_price }),
    },
  );
}

const isGiven = <Value>(value: Value | null | undefined): value is Value =>
  value !== null && value !== undefined;

/** The tax of a line that is no SUPLIDO, in the regime that its surcharge leads to. */
function taxOf(
  { main_tax, equivalence_surcharge_rate }: Requested,
  refuse: (code: string, field: string, message: string) => Error,
) {
  if (!main_tax) throw refuse('LINE_MAIN_TAX_REQUIRED', 'main_tax', 'is required');
  const surcharge = equivalence_surcharge_rate ?? 0;
  const regime_key = regimeWith(surcharge, main_tax.regime_key);
  if (regime_key !== undefined) return { ...main_tax, regime_key };
  throw surcharge === 0
    ? // The vendor has the code and does not say when: the other half of the rule below.
      refuse('REGIME_REQUIRES_SURCHARGE', 'equivalence_surcharge_rate', 'is required with regime 18')
    : refuse('SURCHARGE_REQUIRES_REGIME', 'main_tax.regime_key', 'must be 01 or 18 with a surcharge');
}

/** A line as answers show it. */
export function shown(line: Line): Answered {
  const pricing_mode: PricingMode =
    'total_excluding_tax' in line
      ? 'TOTAL_EXCLUDING_TAX'
      : 'total_including_tax' in line
        ? 'TOTAL_INCLUDING_TAX'
        : 'UNIT_PRICE';
  return { line_type: 'NORMAL', ...line, pricing_mode };
}

/** What a line may be refused with. */
export const LINE_FAILURES = {
  400: ['EXEMPTION_REQUIRES_RECIPIENT_ID_TYPE'],
  422: [
    'LINE_UNIT_PRICE_XOR_DECLARED_TOTAL',
    'LINE_DECLARED_TOTAL_FORBIDS_DISCOUNT',
    'LINE_MAIN_TAX_REQUIRED',
    'LINE_SUPLIDO_MUST_HAVE_NO_TAX',
    'LINE_UNIT_PRICE_OUT_OF_RANGE',
    'SURCHARGE_REQUIRES_REGIME',
    'REGIME_REQUIRES_SURCHARGE',
    'EXEMPTION_REGIME_NOT_SUPPORTED_IN_VERIFACTU',
  ],
} as const;
