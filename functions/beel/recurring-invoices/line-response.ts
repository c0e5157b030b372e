import * as z from 'zod/mini';

const words = () => z.optional(z.string());

/** A line of a recurring invoice as answers show it. */
export const answered = () =>
  z.strictObject({
    id: z.guid(),
    order: z.int(),
    description: z.string(),
    quantity: z.number(),
    unit: words(),
    unit_price: z.number(),
    pricing_mode: z.enum(['UNIT_PRICE', 'TOTAL_EXCLUDING_TAX', 'TOTAL_INCLUDING_TAX']),
    total_excluding_tax: z.optional(z.number()),
    total_including_tax: z.optional(z.number()),
    discount_percentage: z.optional(z.number()),
    tax_type: z.string(),
    vat_rate: z.number(),
    regime_key: z.string(),
    equivalence_surcharge_rate: z.optional(z.number()),
    irpf_rate: z.optional(z.number()),
    exemption_reason: words(),
    exemption_reason_text: words(),
  });

export type Answered = z.output<ReturnType<typeof answered>>;
