import * as z from 'zod/mini';
import { answered as alternativeId } from '../customers/alternative-id-response.ts';
import { addressBy101 as address, paymentInfo } from '../customers/customer-response.ts';

const words = () => z.optional(z.string());
const date = () => z.optional(z.iso.date());
const breakdown = () => z.array(z.strictObject({ type: z.number(), base: z.number(), amount: z.number() }));

const recipient = () =>
  z.strictObject({
    customer_id: z.optional(z.guid()),
    legal_name: words(),
    trade_name: words(),
    nif: words(),
    alternative_id: z.optional(alternativeId()),
    address: z.optional(address()),
    phone: words(),
    email: words(),
  });

const line = () =>
  z.strictObject({
    description: z.string(),
    quantity: z.number(),
    unit: z.string(),
    unit_price: z.number(),
    discount_percentage: z.number(),
    main_tax: z.strictObject({ type: z.string(), percentage: z.number(), regime_key: z.string() }),
    equivalence_surcharge_rate: z.optional(z.number()),
    irpf_rate: z.optional(z.number()),
    taxable_base: z.number(),
    line_total: z.number(),
  });

const totals = () =>
  z.strictObject({
    taxable_base: z.number(),
    total_discounts: z.number(),
    vat_breakdown: breakdown(),
    total_vat: z.number(),
    surcharge_breakdown: z.optional(breakdown()),
    total_equivalence_surcharge: z.number(),
    irpf_breakdown: z.optional(breakdown()),
    total_irpf: z.number(),
    invoice_total: z.number(),
  });

/** A draft as answers show it. */
export const answered = () =>
  z.strictObject({
    id: z.guid(),
    invoice_number: z.null(),
    series: z.strictObject({ id: z.guid(), code: z.string() }),
    number: z.null(),
    type: z.enum(['STANDARD', 'SIMPLIFIED']),
    status: z.literal('DRAFT'),
    issue_date: z.iso.date(),
    operation_date: date(),
    due_date: date(),
    issuer: z.strictObject({ company_id: z.guid() }),
    recipient: recipient(),
    lines: z.array(line()),
    totals: totals(),
    payment_info: z.optional(paymentInfo()),
    notes: words(),
    metadata: z.optional(z.record(z.string(), z.unknown())),
    verifactu: z.strictObject({ enabled: z.literal(false) }),
    created_at: z.iso.datetime(),
    updated_at: z.iso.datetime(),
  });

export type Answered = z.output<ReturnType<typeof answered>>;
