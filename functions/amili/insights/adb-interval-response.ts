import * as z from 'zod/mini';

/** An interval of an age distributed balance. The vendor shows none: its members are our choice. */
export const answered = () =>
  z.strictObject({
    clientNo: z.int(),
    intervalNo: z.int(),
    fromDays: z.optional(z.int()),
    toDays: z.optional(z.int()),
    text: z.string(),
    itemCount: z.int(),
    amount: z.number(),
    currency: z.string(),
  });

export type Answered = z.output<ReturnType<typeof answered>>;
