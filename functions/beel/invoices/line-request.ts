import * as z from 'zod/mini';
import { uuid } from '../../../shared/fields/identifiers.ts';
import { number, percentage, text } from '../dialect/fields.ts';
import {
  EXEMPTION_REASONS,
  IRPF_RATES,
  REGIMES,
  rateProblem,
  SURCHARGE_RATES,
  surchargeProblem,
  TAX_TYPES,
} from './taxes.ts';

/** The vendor's limit for prices. For quantities it is our choice: sums stay within what a double holds exactly. */
export const MOST = 999_999.9999;

/** The vendor's limit for declared totals. That they may be negative, as quantities may, is our choice. */
const MOST_DECLARED = 99_999_999.99;

export const withDecimals = (decimals: number) =>
  z.refine<number>(
    (value) => Number(value.toFixed(decimals)) === value,
    `must have at most ${decimals} decimals`,
  );

// Cents are our choice: a total of less could not be met.
const declaredTotal = () => z.nullish(number(-MOST_DECLARED, MOST_DECLARED).check(withDecimals(2)));

const tax = () =>
  z.object({
    type: z.enum(TAX_TYPES),
    percentage: percentage(),
    regime_key: z._default(z.enum(REGIMES), '01'),
  });

/**
 * A line as a client of OpenAPI 1.9.0 writes it, and what is a mistake in one of its fields. What has a code of its own
 * is in line.
 */
export const requested = () =>
  z
    .object({
      line_type: z.nullish(z.enum(['NORMAL', 'SUPLIDO'])),
      description: z.nullish(text({ max: 2_000 })),
      // Negative for discounts.
      quantity: number(-MOST, MOST),
      unit: z.nullish(text()),
      unit_price: z.nullish(number(0, MOST).check(withDecimals(4))),
      total_excluding_tax: declaredTotal(),
      total_including_tax: declaredTotal(),
      discount_percentage: z.nullish(percentage()),
      main_tax: z.nullish(tax()),
      equivalence_surcharge_rate: z.nullish(z.literal(SURCHARGE_RATES)),
      irpf_rate: z.nullish(z.literal(IRPF_RATES)),
      exemption_reason: z.nullish(z.enum(EXEMPTION_REASONS)),
      exemption_reason_text: z.nullish(text({ max: 500 })),
      source_invoice_reference: z.nullish(text({ max: 50 })),
      source_invoice_ids: z.nullish(z.array(uuid())),
    })
    .check(({ value, issues }) => {
      for (const [path, message] of problemsOf(value))
        issues.push({ code: 'custom', input: value, path, message });
    });

export type Requested = z.output<ReturnType<typeof requested>>;

type Problem = [path: string[], message: string];

function problemsOf(line: Requested): Problem[] {
  const { line_type, description, main_tax, exemption_reason, equivalence_surcharge_rate } = line;
  const isNormal = line_type !== 'SUPLIDO';
  const rate = main_tax && rateProblem(main_tax, exemption_reason);
  const surcharge = main_tax && surchargeProblem(main_tax, equivalence_surcharge_rate ?? 0);
  const problems: [...Problem, isWrong: unknown][] = [
    [['description'], 'is required', isNormal && !description],
    [
      ['source_invoice_reference'],
      'is required on a SUPLIDO',
      !isNormal && !line.source_invoice_reference?.trim(),
    ],
    [
      ['exemption_reason_text'],
      'is required with OTRO',
      exemption_reason === 'OTRO' && !line.exemption_reason_text?.trim(),
    ],
    [['main_tax', 'percentage'], rate ?? '', rate],
    [['equivalence_surcharge_rate'], surcharge ?? '', surcharge],
  ];
  return problems.filter(([, , isWrong]) => isWrong).map(([path, message]) => [path, message]);
}
