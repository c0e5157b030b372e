import * as z from 'zod/mini';

/** What happened to an account in a period. The vendor shows none: its members are our choice. */
export const answered = () =>
  z.strictObject({
    clientNo: z.int(),
    glYear: z.int(),
    glPeriod: z.int(),
    glAccountNo: z.string(),
    currency: z.string(),
    openingBalance: z.number(),
    debit: z.number(),
    credit: z.number(),
    movement: z.number(),
    closingBalance: z.number(),
  });

export type Answered = z.output<ReturnType<typeof answered>>;
