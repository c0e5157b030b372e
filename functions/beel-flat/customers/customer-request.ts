import * as z from 'zod/mini';
import { requestedBy101 as address } from '../../beel/customers/address-request.ts';
import { requested as alternativeId } from '../../beel/customers/alternative-id-request.ts';
import { contact, legalName } from '../../beel/customers/customer-request.ts';
import { requestedBy101 as paymentInfo } from '../../beel/customers/payment-info-request.ts';
import { text } from '../../beel/dialect/fields.ts';

/** Nine characters: their control character is checked on the routes of today alone. */
export const nif = () => z.nullish(text({ max: 9, pattern: /^[A-Z0-9]{9}$/ }));

/**
 * A customer as a client of OpenAPI 1.0.1 writes it (https://docs.beel.es/customers/createCustomer). It says `web`; that
 * of 1.9.0 says `website`, which is taken too. The order of the fields is that of the marks of earlier versions: see
 * creationOf.
 */
export const requested = () => {
  const { trade_name, phone, email, website, general_discount, ...others } = contact();
  return z.object({
    legal_name: legalName(),
    trade_name,
    nif: nif(),
    alternative_id: z.nullish(alternativeId()),
    address: address(),
    phone,
    email,
    web: website,
    website,
    ...others,
    preferred_payment_method: z.nullish(paymentInfo()),
    general_discount,
  });
};

export type Requested = z.output<ReturnType<typeof requested>>;
