import * as z from 'zod/mini';
import { distribution, fields, postalAddress } from './customer-request.ts';

/** A customer as ARM shows it: what was written, with ARM's own numbers. */
export const answered = () =>
  z.strictObject({
    clientNo: z.int(),
    accountNo: z.int(),
    customerNo: z.string(),
    ...z.partial(z.object(fields())).shape,
    postalAddress: z.optional(z.strictObject(postalAddress())),
    distribution: z.optional(z.partial(z.strictObject(distribution()))),
  });

export type Answered = z.output<ReturnType<typeof answered>>;
