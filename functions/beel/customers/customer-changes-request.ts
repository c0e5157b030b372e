import * as z from 'zod/mini';
import type { Schema } from '../../../shared/http/operation.ts';
import { text } from '../dialect/fields.ts';
import { requested as address } from './address-request.ts';
import { requested as alternativeId } from './alternative-id-request.ts';
import { contact, legalName } from './customer-request.ts';
import { requested as paymentInfo } from './payment-info-request.ts';

/** What a customer always has, or what null says nothing about. */
export const unclearable = <S extends Schema>(schema: S) =>
  z.optional(
    z.pipe(
      z.transform((value: unknown, { issues }) => {
        if (value === null) issues.push({ code: 'custom', input: value, message: 'cannot be cleared' });
        return value;
      }),
      schema,
    ),
  );

/** What a client wants to be otherwise with a customer. What is left out stays; null clears, where it may. */
export const requested = () =>
  z.object({
    legal_name: unclearable(legalName()),
    nif: unclearable(text()),
    alternative_id: unclearable(alternativeId()),
    address: unclearable(address()),
    preferred_payment_method: unclearable(paymentInfo()),
    ...contact(),
    active: z.optional(z.boolean()),
  });

export type Requested = z.output<ReturnType<typeof requested>>;
