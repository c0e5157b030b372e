import * as z from 'zod/mini';
import { requested as address } from '../customers/address-request.ts';
import { phone } from '../customers/customer-request.ts';
import { email, text } from '../dialect/fields.ts';

/** What operators say of a company when they make its keys: no route takes it. Names as long as an issuer's may be. */
export const requested = () =>
  z.object({
    legal_name: text({ min: 1, max: 255 }),
    trade_name: z.optional(text({ min: 1, max: 255 })),
    /** What it must look like has a code of its own: see nif. */
    nif: text(),
    address: z.extend(address(), {
      postal_code: text({ pattern: /^\d{5}$/ }),
    }),
    phone: z.optional(phone()),
    email: z.optional(email()),
  });

export type Requested = z.output<ReturnType<typeof requested>>;
