import * as z from 'zod/mini';
import { answered as alternativeId } from './alternative-id-response.ts';
import { PAYMENT_METHODS } from './payment-methods.ts';

const words = () => z.optional(z.string());

/** An address as OpenAPI 1.0.1 shows it, but for what a client of 1.9.0 may have left out. */
export const addressBy101 = () =>
  z.strictObject({
    street: z.string(),
    number: words(),
    floor: words(),
    door: words(),
    postal_code: z.string(),
    city: z.string(),
    province: z.string(),
    country: words(),
    country_code: words(),
  });

/** None of its fields is guaranteed. */
export const address = () => z.partial(addressBy101());

export const paymentInfo = () =>
  z.strictObject({
    method: z.enum(PAYMENT_METHODS),
    iban: words(),
    swift: words(),
    payment_term_days: z.optional(z.int()),
  });

/** A customer as answers show it. */
export const answered = () =>
  z.strictObject({
    id: z.guid(),
    legal_name: z.string(),
    trade_name: words(),
    nif: words(),
    alternative_id: z.optional(alternativeId()),
    address: address(),
    phone: words(),
    email: words(),
    website: words(),
    billing_emails: z.optional(z.array(z.string())),
    contact_person: words(),
    notes: words(),
    preferred_payment_method: z.optional(paymentInfo()),
    general_discount: z.number(),
    active: z.boolean(),
    created_at: z.iso.datetime(),
    updated_at: z.iso.datetime(),
  });

export type Answered = z.output<ReturnType<typeof answered>>;
