import * as z from 'zod/mini';
import { reminder } from '../customers/customer-request.ts';
import { customerId } from '../dialect/identifiers.ts';

/** A reminder as answers show it. The vendor shows none: this is our choice. */
export const answered = () =>
  z.strictObject({ customerId: customerId(), ...reminder().shape, customerReminderId: z.string() });

export type Answered = z.output<ReturnType<typeof answered>>;
