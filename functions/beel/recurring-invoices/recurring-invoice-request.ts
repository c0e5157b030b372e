import * as z from 'zod/mini';
import { uuid } from '../../../shared/fields/identifiers.ts';
import { requested as paymentInfo } from '../customers/payment-info-request.ts';
import { PAYMENT_METHODS } from '../customers/payment-methods.ts';
import { text } from '../dialect/fields.ts';
import { emailConfig } from '../invoices/invoice-request.ts';
import { lines } from './line-request.ts';
import { FREQUENCIES } from './schedule.ts';

const whole = (least: number, most: number) => z.int().check(z.gte(least), z.lte(most));

export const name = () => text({ min: 1, max: 255, pattern: /^\S.*$/ });

export const frequency = () => z.nullish(z.enum(FREQUENCIES));

export const dayOfMonth = () => whole(1, 31);

/** What a client may leave out, or clear: null is nothing. */
export function clearable() {
  const { iban, swift, payment_term_days } = paymentInfo().shape;
  return {
    end_date: z.nullish(z.iso.date()),
    max_invoices: z.nullish(whole(2, 600)),
    customer_id: z.nullish(uuid()),
    payment_method: z.nullish(z.enum(PAYMENT_METHODS)),
    payment_iban: iban,
    payment_swift: swift,
    payment_term_days,
    notes: z.nullish(text()),
    email_configuration: z.nullish(emailConfig()),
  };
}

/** What says yes or no; null says nothing. `preview_days` is what earlier clients send for `draft_in_advance`. */
export const settings = () => ({
  send_automatically: z.nullish(z.boolean()),
  draft_in_advance: z.nullish(z.boolean()),
  preview_days: z.nullish(whole(0, 30)),
});

/** A recurring invoice as a client of OpenAPI 1.9.0 writes it. Null is the same as left out. */
export const requested = () =>
  z.object({
    name: name(),
    frequency: frequency(),
    day_of_month: dayOfMonth(),
    start_date: z.iso.date(),
    series_id: uuid(),
    invoice_type: z.enum(['STANDARD', 'SIMPLIFIED']),
    lines: lines(),
    ...clearable(),
    ...settings(),
  });

export type Requested = z.output<ReturnType<typeof requested>>;
