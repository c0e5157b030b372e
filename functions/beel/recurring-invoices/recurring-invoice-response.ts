import * as z from 'zod/mini';
import { answered as alternativeId } from '../customers/alternative-id-response.ts';
import { PAYMENT_METHODS } from '../customers/payment-methods.ts';
import { answered as line } from './line-response.ts';
import { FREQUENCIES } from './schedule.ts';
import { COMPLETION_REASONS, PAUSE_REASONS, STATUSES } from './status.ts';

const words = () => z.optional(z.string());
const date = () => z.optional(z.iso.date());

/** A recurring invoice as answers show it. */
export const answered = () =>
  z.strictObject({
    id: z.guid(),
    name: z.string(),
    frequency: z.enum(FREQUENCIES),
    day_of_month: z.int(),
    start_date: z.iso.date(),
    end_date: date(),
    next_generation: z.nullable(z.iso.date()),
    draft_in_advance: z.boolean(),
    status: z.enum(STATUSES),
    is_failing: z.boolean(),
    pause: z.optional(z.strictObject({ reason: z.enum(PAUSE_REASONS), since: z.iso.datetime() })),
    completion: z.optional(
      z.strictObject({
        reason: z.enum(COMPLETION_REASONS),
        at: z.iso.datetime(),
      }),
    ),
    series_id: z.guid(),
    series_code: z.string(),
    invoice_type: z.enum(['STANDARD', 'SIMPLIFIED']),
    customer_id: z.optional(z.guid()),
    recipient_fiscal_name: words(),
    recipient_nif: words(),
    recipient_alternative_id: z.optional(alternativeId()),
    lines: z.array(line()),
    amount: z.number(),
    payment_method: z.optional(z.enum(PAYMENT_METHODS)),
    payment_iban: words(),
    payment_swift: words(),
    payment_term_days: z.optional(z.int()),
    notes: words(),
    send_automatically: z.boolean(),
    email_configuration: z.optional(
      z.strictObject({
        recipients: z.array(z.string()),
        cc: z.optional(z.array(z.string())),
        subject: words(),
        message: words(),
      }),
    ),
    generated_invoices: z.int(),
    max_invoices: z.optional(z.int()),
    created_at: z.iso.datetime(),
    updated_at: z.iso.datetime(),
  });

export type Answered = z.output<ReturnType<typeof answered>>;
