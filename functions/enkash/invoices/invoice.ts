import * as z from 'zod/mini';
import type { CustomerItem, HolderItem } from '../../../shared/receivables/items.ts';
import { instant } from '../dialect/date-time.ts';
import { money } from '../dialect/fields.ts';
import { companyId, customerId } from '../dialect/identifiers.ts';

const approvalStatus = () =>
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

/**
 * What createInvoice takes but `sellerId` (https://docs.enkash.com/api-18880676). The vendor's page is cut behind
 * `gstExclusive`: the rest is updateInvoice's (https://docs.enkash.com/api-18880682), and that it is optional our choice.
 */
export const invoiceFields = () => ({
  approvalStatus: z.optional(approvalStatus()),
  balanceAmount: z.optional(money()),
  baseAmount: money().check(z.minimum(0.1)),
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
  invoiceDate: z.optional(z.union([z.iso.date(), z.iso.datetime({ offset: true })])),
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

export type InvoiceFields = z.output<z.ZodMiniObject<ReturnType<typeof invoiceFields>>>;

/** An invoice's fields as they are stored. */
export interface StoredInvoice extends InvoiceFields {
  readonly invoiceId: string;
  readonly sellerId: string;
}

/** The fields with the amounts not given. Our choice: net is base and taxes less TDS, and all of it is due. */
export function withAmounts(fields: InvoiceFields) {
  const { baseAmount, cgst = 0, sgst = 0, igst = 0, tds = 0 } = fields;
  const netAmount = fields.netAmount ?? roundedToPaisa(baseAmount + cgst + sgst + igst - tds);
  return { ...fields, netAmount, balanceAmount: fields.balanceAmount ?? netAmount };
}

/** Half up, on the decimal number that was meant: 1.005 is 1.01 although its double is a little less. */
const roundedToPaisa = (rupees: number): number => Math.round(Number((rupees * 100).toPrecision(15))) / 100;

/** The invoice as answers show it: https://docs.enkash.com/api-18880681, and beside it the request's other fields. */
export function invoicePayload({ fields, creation, update }: HolderItem, { profile }: CustomerItem) {
  const invoice = fields as unknown as StoredInvoice;
  const contacts = (profile?.customerKeyContacts ?? []) as readonly { deleted: boolean }[];
  return {
    ...invoice,
    approvalStatus: labelled(invoice.approvalStatus),
    receivableStatus: labelled(invoice.receivableStatus),
    invoiceDate: invoice.invoiceDate?.replace(/^[\d-]+$/, '$&T00:00:00Z'),
    customerLegalName: profile?.legalName,
    hasKeyContacts: contacts.some(({ deleted }) => !deleted),
    invoiceAttachments: [],
    // Nothing here sends an invoice, whatever dispatchNow says.
    dispatched: false,
    createdBy: creation.by,
    createdOn: instant(creation.at),
    modifiedBy: update.by,
    modifiedOn: instant(update.at),
  };
}

/** Requests name a status, answers label it as well; our choice is "Maker approved" for `MAKER_APPROVED`. */
const labelled = (name: string | undefined) =>
  name === undefined
    ? undefined
    : { label: `${name.slice(0, 1)}${name.slice(1).toLowerCase().replaceAll('_', ' ')}`, name };

/** `invoicePayload` for the OpenAPI document. */
export const invoiceSchema = () =>
  z.strictObject({
    ...invoiceFields(),
    invoiceId: z.uuid(),
    sellerId: companyId(),
    // Where they were not sent they are sums, which may be more than what may be sent.
    netAmount: z.number(),
    balanceAmount: z.number(),
    approvalStatus: z.optional(z.strictObject({ label: z.string(), name: approvalStatus() })),
    receivableStatus: z.optional(z.strictObject({ label: z.string(), name: z.string() })),
    invoiceDate: z.optional(z.iso.datetime({ offset: true })),
    customerLegalName: z.string(),
    hasKeyContacts: z.boolean(),
    invoiceAttachments: z.array(z.never()),
    dispatched: z.literal(false),
    createdBy: z.string(),
    createdOn: z.iso.datetime(),
    modifiedBy: z.string(),
    modifiedOn: z.iso.datetime(),
  });
