import * as z from 'zod/mini';
import { answered as alternativeId } from '../customers/alternative-id-response.ts';
import { address, paymentInfo } from '../customers/customer-response.ts';
import { answered as line } from './line-response.ts';
import { STATUSES } from './states.ts';

const words = () => z.optional(z.string());
const date = () => z.optional(z.iso.date());
const instant = () => z.optional(z.iso.datetime());

/** A row for each rate. */
const row = () => ({ type: z.number(), base: z.number(), amount: z.number() });

/** The company as it was when the invoice was written. Of one that is not known it has nothing: our choice. */
const issuer = () =>
  z.strictObject({
    legal_name: words(),
    nif: words(),
    trade_name: words(),
    address: z.optional(address()),
    phone: words(),
    email: words(),
  });

/** Of a simplified invoice it may be nobody, without a name: our choice. */
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

const totals = () =>
  z.strictObject({
    taxable_base: z.number(),
    total_discounts: z.number(),
    // Earlier versions did not tell regimes apart.
    vat_breakdown: z.array(z.strictObject({ ...row(), regime_key: words() })),
    total_vat: z.number(),
    surcharge_breakdown: z.optional(z.array(z.strictObject(row()))),
    total_equivalence_surcharge: z.number(),
    irpf_breakdown: z.optional(z.array(z.strictObject(row()))),
    total_irpf: z.number(),
    invoice_total: z.number(),
    total_disbursements: z.number(),
    total_to_pay: z.number(),
  });

const emailConfig = () =>
  z.strictObject({
    recipients: z.array(z.string()),
    cc: z.optional(z.array(z.string())),
    subject: words(),
    message: words(),
  });

/** An invoice as answers show it. */
export const answered = () =>
  z.strictObject({
    id: z.guid(),
    invoice_number: z.nullable(z.string()),
    series: z.strictObject({ id: z.guid(), code: z.string() }),
    number: z.nullable(z.int()),
    type: z.enum(['STANDARD', 'SIMPLIFIED', 'PROFORMA']),
    status: z.enum(STATUSES),
    issue_date: z.iso.date(),
    operation_date: date(),
    due_date: date(),
    valid_until: date(),
    payment_date: date(),
    paid_at: instant(),
    sent_at: instant(),
    issuer: issuer(),
    recipient: recipient(),
    lines: z.array(line()),
    totals: totals(),
    payment_info: z.optional(paymentInfo()),
    notes: words(),
    void_cause: z.optional(z.literal('VOID_REQUEST')),
    void_reason: words(),
    voided_at: instant(),
    external_ref: words(),
    metadata: z.optional(z.record(z.string(), z.unknown())),
    send_automatically: z.optional(z.boolean()),
    email_config: z.optional(emailConfig()),
    verifactu: z.optional(z.strictObject({ enabled: z.literal(false) })),
    created_at: z.iso.datetime(),
    updated_at: z.iso.datetime(),
  });

export type Answered = z.output<ReturnType<typeof answered>>;
