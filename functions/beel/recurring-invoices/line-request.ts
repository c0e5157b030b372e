import * as z from 'zod/mini';
import { isWholeHundredths } from '../../../shared/fields/money.ts';
import { number, percentage, text } from '../dialect/fields.ts';
import { MOST, MOST_LINES, oneOf } from '../invoices/line-request.ts';
import {
  EXEMPTION_REASONS,
  GENERAL_REGIME,
  IRPF_RATES,
  REGIME_KEYS,
  SURCHARGE_RATES,
  TAX_TYPES,
  wrongRate,
  wrongSurcharge,
} from '../invoices/taxes.ts';

const total = () =>
  number(0, 99_999_999.99).check(z.refine(isWholeHundredths, 'must have at most two decimals'));

const quantity = () =>
  number(0.01, MOST).check(
    z.refine((value) => Number(value.toFixed(4)) === value, 'must have at most four decimals'),
  );

const fields = () =>
  z.object({
    description: text({ min: 1, max: 2_000 }),
    quantity: quantity(),
    unit: z.nullish(text({ max: 20 })),
    unit_price: z.nullish(number(0, MOST)),
    total_excluding_tax: z.nullish(total()),
    total_including_tax: z.nullish(total()),
    discount_percentage: z.nullish(percentage()),
    vat_rate: percentage(),
    tax_type: z.nullish(z.enum(TAX_TYPES)),
    regime_key: z.nullish(z.enum(REGIME_KEYS)),
    equivalence_surcharge_rate: z.nullish(oneOf(SURCHARGE_RATES)),
    irpf_rate: z.nullish(oneOf(IRPF_RATES)),
    exemption_reason: z.nullish(z.enum(EXEMPTION_REASONS)),
    exemption_reason_text: z.nullish(text({ max: 500 })),
  });

type Fields = z.output<ReturnType<typeof fields>>;

/** The tax of a line, as invoices have it. */
export const taxOf = ({ tax_type, vat_rate, regime_key }: Fields) => ({
  type: tax_type ?? 'IVA',
  percentage: vat_rate,
  regime_key: regime_key ?? GENERAL_REGIME,
});

/** What is wrong between the fields of a line, where the vendor has no code of its own for it. */
function problemsOf(line: Fields): readonly (readonly [field: string, message: string | undefined])[] {
  const { exemption_reason, exemption_reason_text, equivalence_surcharge_rate } = line;
  const isUnexplained = exemption_reason === 'OTRO' && !exemption_reason_text;
  return [
    ['vat_rate', wrongRate(taxOf(line), !!exemption_reason)],
    ['equivalence_surcharge_rate', wrongSurcharge(taxOf(line), equivalence_surcharge_rate ?? 0)],
    ['exemption_reason_text', isUnexplained ? 'is required with OTRO' : undefined],
  ];
}

/** A line of a recurring invoice as a client writes it. Unlike an invoice's it has its tax in fields of its own. */
export const requested = () =>
  fields().check(({ value, issues }) => {
    for (const [field, message] of problemsOf(value))
      if (message) issues.push({ code: 'custom', input: value, path: [field], message });
  });

export type Requested = z.output<ReturnType<typeof requested>>;

export const lines = () => z.array(requested()).check(z.minLength(1), z.maxLength(MOST_LINES));
