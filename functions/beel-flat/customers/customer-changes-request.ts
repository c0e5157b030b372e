import * as z from 'zod/mini';
import { requestedBy101 as address } from '../../beel/customers/address-request.ts';
import { requested as alternativeId } from '../../beel/customers/alternative-id-request.ts';
import { contact, legalName } from '../../beel/customers/customer-request.ts';
import { requestedBy101 as paymentInfo } from '../../beel/customers/payment-info-request.ts';
import { nif } from './customer-request.ts';

/** What takes the place of a customer's fields. Those of `contact` but its phone are cleared where they are left out. */
export const requested = () => {
  const { website, ...others } = contact();
  return z.object({
    legal_name: z.optional(legalName()),
    nif: nif(),
    alternative_id: z.nullish(alternativeId()),
    address: z.optional(address()),
    preferred_payment_method: z.nullish(paymentInfo()),
    ...others,
    web: website,
    website,
    active: z.optional(z.boolean()),
  });
};

export type Requested = z.output<ReturnType<typeof requested>>;
