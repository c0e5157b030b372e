import * as z from 'zod/mini';

const words = () => z.optional(z.string());

const PRICING_MODES = ['UNIT_PRICE', 'TOTAL_EXCLUDING_TAX', 'TOTAL_INCLUDING_TAX'] as const;

export type PricingMode = (typeof PRICING_MODES)[number];

/** A line as answers show it. */
export const answered = () =>
  z.strictObject({
    line_type: z.enum(['NORMAL', 'SUPLIDO']),
    description: words(),
    quantity: z.number(),
    unit: z.string(),
    pricing_mode: z.enum(PRICING_MODES),
    unit_price: z.number(),
    total_excluding_tax: z.optional(z.number()),
    total_including_tax: z.optional(z.number()),
    discount_percentage: z.number(),
    main_tax: z.optional(
      z.strictObject({ type: z.string(), percentage: z.number(), regime_key: z.string() }),
    ),
    equivalence_surcharge_rate: z.optional(z.number()),
    irpf_rate: z.optional(z.number()),
    exemption_reason: words(),
    exemption_reason_text: words(),
    source_invoice_reference: words(),
    source_invoice_ids: z.optional(z.array(z.guid())),
    taxable_base: z.optional(z.number()),
    line_total: z.number(),
  });

export type Answered = z.output<ReturnType<typeof answered>>;
