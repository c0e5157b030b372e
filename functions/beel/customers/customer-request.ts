import * as z from 'zod/mini';
import { email, percentage, text } from '../dialect/fields.ts';
import { requested as address } from './address-request.ts';
import { requested as alternativeId } from './alternative-id-request.ts';
import { requested as paymentInfo } from './payment-info-request.ts';

export const phone = () => text({ min: 9, max: 20, pattern: /^[+]?[0-9\s\-()]+$/ });

const website = () => z.nullish(text({ max: 255, pattern: /^(https?:\/\/.+|)$/ }));

export const legalName = () => text({ min: 1, max: 120, pattern: /^\S.*$/ });

/** What both generations let a client leave out, or clear, of a customer. Null is the same as left out. */
export const contact = () => ({
  trade_name: z.nullish(text({ max: 120 })),
  phone: z.nullish(phone()),
  email: z.nullish(email()),
  website: website(),
  billing_emails: z.nullish(z.array(email())),
  contact_person: z.nullish(text({ max: 200 })),
  notes: z.nullish(text()),
  general_discount: z.nullish(percentage()),
});

/** A customer as a client of OpenAPI 1.9.0 writes it. What a NIF looks like has a code of its own: see nif. */
export const requested = () =>
  z.object({
    legal_name: legalName(),
    nif: z.nullish(text()),
    alternative_id: z.nullish(alternativeId()),
    address: address(),
    preferred_payment_method: z.nullish(paymentInfo()),
    ...contact(),
  });

export type Requested = z.output<ReturnType<typeof requested>>;
