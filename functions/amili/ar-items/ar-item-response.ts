import * as z from 'zod/mini';

/**
 * An AR item as ARM shows it. The vendor shows none, so that its fields are our choice. One that version 0.5.0 or earlier
 * stored has no amounts until `npm run relist` has posted it.
 */
export const answered = () =>
  z.strictObject({
    arItemId: z.int(),
    clientNo: z.int(),
    accountNo: z.int(),
    customerNo: z.string(),
    documentNo: z.optional(z.string()),
    documentUuid: z.optional(z.uuid()),
    arItemType: z.optional(z.string()),
    arItemStatus: z.optional(z.enum(['OPEN', 'SETTLED'])),
    postingDate: z.optional(z.iso.date()),
    dueDate: z.optional(z.iso.date()),
    currency: z.optional(z.string()),
    originalAmount: z.optional(z.number()),
    remainingAmount: z.optional(z.number()),
    reservedAmount: z.optional(z.number()),
    kid: z.optional(z.string()),
    referenceNo: z.optional(z.string()),
    ledgerNote: z.optional(z.string()),
    stopReminderUntil: z.optional(z.string()),
    stopDebtCollectionUntil: z.optional(z.string()),
    stopInterestCalcUntil: z.optional(z.string()),
    paymentId: z.optional(z.string()),
    voucherNo: z.optional(z.int()),
    createdDateTime: z.iso.datetime(),
  });

export type Answered = z.output<ReturnType<typeof answered>>;
