import * as z from 'zod/mini';
import { uuid } from '../../../shared/fields/identifiers.ts';
import { isWholeHundredths } from '../../../shared/fields/money.ts';
import { number, percentage, text } from '../dialect/fields.ts';
import {
  EXEMPTION_REASONS,
  GENERAL_REGIME,
  IRPF_RATES,
  REGIME_KEYS,
  SURCHARGE_RATES,
  TAX_TYPES,
  wrongRate,
  wrongSurcharge,
} from './taxes.ts';

/** The vendor's limit for prices. For quantities it is our choice: sums stay within what a double holds exactly. */
export const MOST = 999_999.9999;

const MOST_DECLARED = 99_999_999.99;

/** Our choice: as many as fit into one DynamoDB item. */
export const MOST_LINES = 1_000;

const total = () =>
  number(-MOST_DECLARED, MOST_DECLARED).check(z.refine(isWholeHundredths, 'must have at most two decimals'));

/** A number outside a list is a value that breaks a rule, as a word outside a vocabulary is. */
export const oneOf = (numbers: readonly number[]) =>
  z.number().check(
    z.refine((value) => numbers.includes(value), {
      error: `must be one of ${numbers.join(', ')}`,
      abort: true,
    }),
  );

const tax = () =>
  z.object({
    type: z.enum(TAX_TYPES),
    percentage: percentage(),
    regime_key: z._default(z.enum(REGIME_KEYS), GENERAL_REGIME),
  });

const fields = () =>
  z.object({
    description: z.nullish(text({ max: 2_000 })),
    // Negative for discounts.
    quantity: number(-MOST, MOST),
    // Our choice: the vendor gives no limit.
    unit: z.nullish(text({ max: 50 })),
    unit_price: z.nullish(number(0, MOST)),
    total_excluding_tax: z.nullish(total()),
    total_including_tax: z.nullish(total()),
    discount_percentage: z.nullish(percentage()),
    main_tax: z.nullish(tax()),
    equivalence_surcharge_rate: z.nullish(oneOf(SURCHARGE_RATES)),
    irpf_rate: z.nullish(oneOf(IRPF_RATES)),
    exemption_reason: z.nullish(z.enum(EXEMPTION_REASONS)),
    exemption_reason_text: z.nullish(text({ max: 500 })),
    line_type: z.nullish(z.enum(['NORMAL', 'SUPLIDO'])),
    source_invoice_reference: z.nullish(text({ max: 50 })),
    // Our choice: the vendor gives no limit.
    source_invoice_ids: z.nullish(z.array(uuid()).check(z.maxLength(50))),
  });

type Fields = z.output<ReturnType<typeof fields>>;

type Problem = readonly [path: string[], message: string | undefined];

/** What is wrong between the fields of a line, where the vendor has no code of its own for it. */
function problemsOf(line: Fields): readonly Problem[] {
  const { main_tax, equivalence_surcharge_rate, exemption_reason } = line;
  if (line.line_type === 'SUPLIDO')
    return [[['source_invoice_reference'], requiredUnless(line.source_invoice_reference, ' with SUPLIDO')]];
  const isUnexplained = exemption_reason === 'OTRO' && !line.exemption_reason_text;
  return [
    [['description'], requiredUnless(line.description)],
    [['main_tax', 'percentage'], main_tax ? wrongRate(main_tax, !!exemption_reason) : undefined],
    [
      ['equivalence_surcharge_rate'],
      main_tax ? wrongSurcharge(main_tax, equivalence_surcharge_rate ?? 0) : undefined,
    ],
    [['exemption_reason_text'], isUnexplained ? 'is required with OTRO' : undefined],
  ];
}

const requiredUnless = (value: string | null | undefined, when = '') =>
  value ? undefined : `is required${when}`;

/** A line as a client of OpenAPI 1.9.0 writes it. What has a code of its own is checked when it is stored: see line. */
export const requested = () =>
  fields().check((payload) => {
    for (const [path, message] of problemsOf(payload.value))
      if (message) payload.issues.push({ code: 'custom', input: payload.value, path, message });
  });

export type Requested = z.output<ReturnType<typeof requested>>;

/** The lines of an invoice or template. */
export const lines = () =>
  z
    .array(requested())
    .check(z.minLength(1, 'Invoice must have at least one line item'), z.maxLength(MOST_LINES));
