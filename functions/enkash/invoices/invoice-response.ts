import * as z from 'zod/mini';
import { companyId } from '../dialect/identifiers.ts';
import { approvalStatus, fields } from './invoice-request.ts';

/** An invoice as answers show it: https://docs.enkash.com/api-18880681, and beside it the request's other fields. */
export const answered = () =>
  z.strictObject({
    ...fields(),
    invoiceId: z.uuid(),
    sellerId: companyId(),
    // Calculated where they are not sent, so they may exceed the limits for amounts that are sent.
    netAmount: z.number(),
    balanceAmount: z.number(),
    totalReceived: z.number(),
    approvalStatus: z.optional(z.strictObject({ label: z.string(), name: approvalStatus() })),
    receivableStatus: z.strictObject({ label: z.string(), name: z.string() }),
    invoiceDate: z.optional(z.iso.datetime({ offset: true })),
    customerLegalName: z.optional(z.string()),
    hasKeyContacts: z.boolean(),
    invoiceAttachments: z.array(z.never()),
    dispatched: z.boolean(),
    dispatchedOn: z.optional(z.iso.datetime()),
    createdBy: z.string(),
    createdOn: z.iso.datetime(),
    modifiedBy: z.string(),
    modifiedOn: z.iso.datetime(),
  });

export type Answered = z.output<ReturnType<typeof answered>>;
