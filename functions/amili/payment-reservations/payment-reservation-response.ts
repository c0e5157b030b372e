import * as z from 'zod/mini';
import { outcome } from '../dialect/envelope.ts';

/** The vendor shows no answer to this. Ours has the members of its answer to DELETE, and what is reserved. */
export const answered = () =>
  z.strictObject({
    ...outcome('CREATED'),
    paymentId: z.string(),
    amount: z.number(),
    currency: z.string(),
    validUntil: z.iso.date(),
    arItemId: z.optional(z.int()),
    documentNo: z.optional(z.string()),
    reservedAmount: z.optional(z.number()),
  });

export type Answered = z.output<ReturnType<typeof answered>>;
