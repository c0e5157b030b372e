import * as z from 'zod/mini';
import { number, percentage, text } from '../dialect/fields.ts';
import { MOST, withDecimals } from '../invoices/line-request.ts';
import {
  EXEMPTION_REASONS,
  IRPF_RATES,
  REGIMES,
  rateProblem,
  SURCHARGE_RATES,
  surchargeProblem,
  TAX_TYPES,
} from '../invoices/taxes.ts';

const declaredTotal = () => z.nullish(number(0, 99_999_999.99).check(withDecimals(2)));

/** A line of a recurring invoice as a client writes it. Unlike an invoice's it has its tax in fields of its own. */
export const requested = () =>
  z
    .object({
      description: text({ min: 1, max: 2_000 }),
      quantity: number(0.01, MOST).check(withDecimals(4)),
      unit: z.nullish(text({ max: 20 })),
      unit_price: z.nullish(number(0, MOST).check(withDecimals(4))),
      total_excluding_tax: declaredTotal(),
      total_including_tax: declaredTotal(),
      discount_percentage: z.nullish(percentage()),
      vat_rate: percentage(),
      tax_type: z.nullish(z.enum(TAX_TYPES)),
      regime_key: z.nullish(z.enum(REGIMES)),
      equivalence_surcharge_rate: z.nullish(z.literal(SURCHARGE_RATES)),
      irpf_rate: z.nullish(z.literal(IRPF_RATES)),
      exemption_reason: z.nullish(z.enum(EXEMPTION_REASONS)),
      exemption_reason_text: z.nullish(text({ max: 500 })),
    })
    .check(({ value, issues }) => {
      for (const [field, message] of problemsOf(value))
        issues.push({ code: 'custom', input: value, path: [field], message });
    });

export type Requested = z.output<ReturnType<typeof requested>>;

/** The tax of a line, as invoices have it. */
export const taxOf = ({ tax_type, vat_rate, regime_key }: Requested) => ({
  type: tax_type ?? 'IVA',
  percentage: vat_rate,
  regime_key: regime_key ?? '01',
});

function problemsOf(line: Requested): [field: string, message: string][] {
  const { exemption_reason, exemption_reason_text, equivalence_surcharge_rate } = line;
  const rate = rateProblem(taxOf(line), exemption_reason);
  const surcharge = surchargeProblem(taxOf(line), equivalence_surcharge_rate ?? 0);
  const lacksText = exemption_reason === 'OTRO' && !exemption_reason_text?.trim();
  return [
    ...(rate ? [['vat_rate', rate] as [string, string]] : []),
    ...(surcharge ? [['equivalence_surcharge_rate', surcharge] as [string, string]] : []),
    ...(lacksText ? [['exemption_reason_text', 'is required with OTRO'] as [string, string]] : []),
  ];
}
