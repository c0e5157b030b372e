import * as z from 'zod/mini';

/** The words of postings that are refused for what they are, and of those that are refused with them. */
export const REFUSALS = [
  'TARGET-NOT-FOUND',
  'TARGET-AMBIGUOUS',
  'CUSTOMER-NOT-FOUND',
  'AMOUNT-EXCEEDS-REMAINING',
  'NOTHING-REMAINING',
  'TOO-MANY-SETTLEMENTS',
  'CURRENCY-MISMATCH',
  'DUPLICATE-PAYMENT',
  'DUPLICATE-DOCUMENT',
  'PERIOD-CLOSED',
  'DATE-IN-FUTURE',
  'DATE-BEFORE-TARGET',
] as const;

const REJECTED = 'BATCH-REJECTED';

export type Refusal = (typeof REFUSALS)[number];

const row = () =>
  z.strictObject({
    status: z.literal('PROCESSED'),
    resultType: z.enum(['CREATED', 'VALIDATED']),
    message: z.string(),
    accountNo: z.int(),
    customerNo: z.string(),
    documentNo: z.optional(z.string()),
    arItemId: z.optional(z.int()),
    settledArItemId: z.optional(z.int()),
    settledAmount: z.optional(z.number()),
    voucherNo: z.optional(z.int()),
    paymentId: z.optional(z.string()),
  });

/** Postings that are made, or could be. Their words are documented, what stands beside them is our choice. */
export const answered = () =>
  z.strictObject({
    status: z.literal('PROCESSED'),
    result: z.enum(['CREATED', 'VALIDATED']),
    message: z.string(),
    clientNo: z.int(),
    autoPostings: z.array(row()),
  });

const refusedRow = () =>
  z.strictObject({
    status: z.literal('FAILED'),
    resultType: z.enum([...REFUSALS, REJECTED]),
    message: z.string(),
    accountNo: z.optional(z.int()),
    customerNo: z.optional(z.string()),
    documentNo: z.optional(z.string()),
    paymentId: z.optional(z.string()),
  });

/** None is made where one is refused: https://docs.amili.dev/post-create-one-or-more-auto-postings-3942671e0 */
export const rejected = () =>
  z.strictObject({
    status: z.literal('FAILED'),
    result: z.literal('REJECTED'),
    message: z.string(),
    clientNo: z.int(),
    autoPostings: z.array(refusedRow()),
  });

export type Answered = z.output<ReturnType<typeof answered>>;
export type Rejected = z.output<ReturnType<typeof rejected>>;
