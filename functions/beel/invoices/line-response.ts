import * as z from 'zod/mini';
import { EXEMPTION_REASONS, TAX_TYPES } from './taxes.ts';

const words = () => z.optional(z.string());

/** A line as answers show it. */
export const answered = () =>
  z.strictObject({
    description: words(),
    quantity: z.number(),
    unit: z.string(),
    unit_price: z.number(),
    total_excluding_tax: z.optional(z.number()),
    total_including_tax: z.optional(z.number()),
    pricing_mode: z.enum(['UNIT_PRICE', 'TOTAL_EXCLUDING_TAX', 'TOTAL_INCLUDING_TAX']),
    discount_percentage: z.number(),
    main_tax: z.optional(
      z.strictObject({ type: z.enum(TAX_TYPES), percentage: z.number(), regime_key: z.string() }),
    ),
    equivalence_surcharge_rate: z.optional(z.number()),
    irpf_rate: z.optional(z.number()),
    exemption_reason: z.optional(z.enum(EXEMPTION_REASONS)),
    exemption_reason_text: words(),
    line_type: z.enum(['NORMAL', 'SUPLIDO']),
    source_invoice_reference: words(),
    source_invoice_ids: z.optional(z.array(z.guid())),
    taxable_base: z.number(),
    line_total: z.number(),
  });

export type Answered = z.output<ReturnType<typeof answered>>;
