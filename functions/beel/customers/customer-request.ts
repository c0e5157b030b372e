import * as z from 'zod/mini';
import { email, percentage, text } from '../dialect/fields.ts';
import { requested as alternativeId } from './alternative-id-request.ts';

/*
 * What a customer is made of, with the limits and patterns of OpenAPI 1.0.1
 * (https://docs.beel.es/customers/createCustomer). Null is the same as left out.
 */

/** Latin letters only. The apostrophes in streets come from OpenAPI 1.9.0. */
const STREET = /^[a-zA-Z0-9À-ÿ\u0100-\u017F\u00B7\u2018\u2019\u0060\u00B4\s.,\-/'ºª°:;"()&#]+$/;
const CITY = /^[a-zA-Z0-9À-ÿ\u0100-\u017F\u00B7\u2018\u2019\u0060\u00B4\s.,\-/'ºª()]+$/;
const PROVINCE = /^[a-zA-Z0-9À-ÿ\u0100-\u017F\u00B7\u2018\u2019\u0060\u00B4\s.,\-/'ºª]+$/;

export const address = () =>
  z.object({
    street: text({ min: 1, max: 255, pattern: STREET }),
    number: text({ min: 1, max: 20 }),
    floor: z.nullish(text({ max: 10 })),
    door: z.nullish(text({ max: 10 })),
    postal_code: text({ min: 1, max: 20 }),
    city: text({ min: 1, max: 100, pattern: CITY }),
    province: text({ min: 1, max: 100, pattern: PROVINCE }),
    country: z._default(text({ min: 1, max: 100, pattern: PROVINCE }), 'España'),
    country_code: z._default(text({ pattern: /^[A-Z]{2}$/ }), 'ES'),
  });

/** All of OpenAPI 1.0.1, and BIZUM of 1.9.0. */
export const PAYMENT_METHODS = [
  'NONE',
  'BANK_TRANSFER',
  'CARD',
  'CASH',
  'CHECK',
  'DIRECT_DEBIT',
  'BIZUM',
  'OTHER',
] as const;

export const paymentInfo = () =>
  z.object({
    method: z._default(z.enum(PAYMENT_METHODS), 'BANK_TRANSFER'),
    iban: z.nullish(text({ min: 15, max: 34, pattern: /^[A-Z]{2}\d{2}[A-Z0-9]{1,30}$/ })),
    swift: z.nullish(text({ max: 11, pattern: /^[A-Z]{6}[A-Z0-9]{2}([A-Z0-9]{3})?$/ })),
    payment_term_days: z._default(z.nullable(z.int().check(z.gte(0), z.lte(365))), 30),
  });

export const phone = () => text({ min: 9, max: 20, pattern: /^[+]?[0-9\s\-()]+$/ });

/** OpenAPI 1.0.1 calls it `web`, 1.9.0 `website`. */
const website = () => z.nullish(text({ max: 255, pattern: /^(https?:\/\/.+|)$/ }));

/** A customer as a client writes it. */
export const requested = () =>
  z.object({
    legal_name: text({ min: 1, max: 120, pattern: /^\S.*$/ }),
    trade_name: z.nullish(text({ max: 120 })),
    nif: z.nullish(text({ max: 9, pattern: /^[A-Z0-9]{9}$/ })),
    alternative_id: z.nullish(alternativeId()),
    address: address(),
    phone: z.nullish(phone()),
    email: z.nullish(email()),
    web: website(),
    website: website(),
    billing_emails: z.nullish(z.array(email())),
    contact_person: z.nullish(text({ max: 200 })),
    notes: z.nullish(text()),
    preferred_payment_method: z.nullish(paymentInfo()),
    general_discount: z.nullish(percentage()),
  });

export type Requested = z.output<ReturnType<typeof requested>>;
