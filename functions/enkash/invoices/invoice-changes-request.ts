import * as z from 'zod/mini';
import { money } from '../dialect/fields.ts';
import { customerId } from '../dialect/identifiers.ts';
import { approvalStatus, baseAmount, invoiceDate } from './invoice-request.ts';

/**
 * What updateInvoice takes: https://docs.enkash.com/api-18880682. What is left out stays, null clears. That a base amount
 * and a due date are never cleared is our choice, and so is that `approvalStatus`, there any text, is one of createInvoice.
 */
export const requested = () =>
  z.object({
    approvalStatus: z.nullish(approvalStatus()),
    balanceAmount: z.nullish(money()),
    baseAmount: z.optional(baseAmount()),
    cgst: z.nullish(money()),
    chargeCustomer: z.nullish(z.boolean()),
    customerId: z.optional(customerId()),
    description: z.nullish(z.string()),
    dispatchNow: z.nullish(z.boolean()),
    dueDate: z.optional(z.iso.date()),
    emailAddress: z.nullish(z.string()),
    gstExclusive: z.nullish(z.boolean()),
    igst: z.nullish(money()),
    invoiceDate: z.nullish(invoiceDate()),
    invoiceNumber: z.nullish(z.string()),
    mobileNumber: z.nullish(z.string()),
    netAmount: z.nullish(money()),
    partialPaymentAllowed: z.nullish(z.boolean()),
    payableReferenceId: z.nullish(z.string()),
    poNumber: z.nullish(z.string()),
    receivableStatus: z.nullish(z.string()),
    sgst: z.nullish(money()),
    tds: z.nullish(money()),
    totalReceived: z.nullish(money()),
    via: z.nullish(z.string()),
  });

export type Requested = z.output<ReturnType<typeof requested>>;
