import * as z from 'zod/mini';
import { text } from '../dialect/fields.ts';
import { PAYMENT_METHODS } from './payment-methods.ts';

const termDays = () => z.nullable(z.int().check(z.gte(0), z.lte(365)));

const others = () => ({
  method: z._default(z.enum(PAYMENT_METHODS), 'BANK_TRANSFER'),
  iban: z.nullish(text({ min: 15, max: 34, pattern: /^[A-Z]{2}\d{2}[A-Z0-9]{1,30}$/ })),
  swift: z.nullish(text({ max: 11, pattern: /^[A-Z]{6}[A-Z0-9]{2}([A-Z0-9]{3})?$/ })),
});

/** How a client of OpenAPI 1.9.0 wants to be paid. */
export const requested = () => z.object({ ...others(), payment_term_days: z.optional(termDays()) });

export type Requested = z.output<ReturnType<typeof requested>>;

/** In OpenAPI 1.0.1 the term is 30 days where it is left out. */
export const requestedBy101 = () => z.object({ ...others(), payment_term_days: z._default(termDays(), 30) });
