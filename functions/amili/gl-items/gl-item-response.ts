import * as z from 'zod/mini';

/** A line of a voucher. The vendor shows none: its members are our choice. */
export const answered = () =>
  z.strictObject({
    glItemId: z.int(),
    clientNo: z.int(),
    voucherNo: z.int(),
    lineNo: z.int(),
    glYear: z.int(),
    glPeriod: z.int(),
    postingDate: z.iso.date(),
    glAccountNo: z.string(),
    amount: z.number(),
    currency: z.string(),
    arItemId: z.int(),
    accountNo: z.int(),
    customerNo: z.string(),
    documentNo: z.optional(z.string()),
    event: z.string(),
    text: z.string(),
    userId: z.optional(z.string()),
    createdDateTime: z.iso.datetime(),
  });

export type Answered = z.output<ReturnType<typeof answered>>;
