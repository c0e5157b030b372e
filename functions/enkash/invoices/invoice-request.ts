import * as z from 'zod/mini';
import { money } from '../dialect/fields.ts';
import { companyId, customerId } from '../dialect/identifiers.ts';

export const approvalStatus = () =>
  z.enum([
    'APPROVER_APPROVAL_PENDING',
    'APPROVER_APPROVED',
    'APPROVER_REJECTED',
    'BANK_APPROVED',
    'CHECKER_APPROVAL_PENDING',
    'CHECKER_APPROVED',
    'CHECKER_REJECTED',
    'MAKER_APPROVAL_PENDING',
    'MAKER_APPROVED',
    'MAKER_REJECTED',
  ]);

export const baseAmount = () => money().check(z.minimum(0.1));

export const invoiceDate = () => z.union([z.iso.date(), z.iso.datetime({ offset: true })]);

/**
 * What createInvoice takes, except `sellerId`: https://docs.enkash.com/api-18880676. The vendor's page ends at
 * `gstExclusive`. The rest is taken from updateInvoice (https://docs.enkash.com/api-18880682); that it is optional is our
 * choice.
 */
export const fields = () => ({
  approvalStatus: z.optional(approvalStatus()),
  balanceAmount: z.optional(money()),
  baseAmount: baseAmount(),
  cgst: z.optional(money()),
  chargeCustomer: z.optional(z.boolean()),
  customerId: customerId(),
  description: z.optional(z.string()),
  dispatchNow: z.optional(z.boolean()),
  dueDate: z.iso.date(),
  emailAddress: z.optional(z.string()),
  externalId: z.optional(z.string()),
  gstExclusive: z.optional(z.boolean()),
  igst: z.optional(money()),
  invoiceDate: z.optional(invoiceDate()),
  invoiceNumber: z.optional(z.string()),
  mobileNumber: z.optional(z.string()),
  netAmount: z.optional(money()),
  partialPaymentAllowed: z.optional(z.boolean()),
  payableReferenceId: z.optional(z.string()),
  poNumber: z.optional(z.string()),
  receivableStatus: z.optional(z.string()),
  sgst: z.optional(money()),
  tds: z.optional(money()),
  totalReceived: z.optional(money()),
  via: z.optional(z.string()),
});

/** An invoice as a client writes it. That `sellerId` names the company to act for is our choice. */
export const requested = () => z.object({ sellerId: z.optional(companyId()), ...fields() });

export type Requested = z.output<ReturnType<typeof requested>>;
