import * as z from 'zod/mini';
import { remarks } from '../dialect/fields.ts';
import { distinctInvoiceIds } from './invoices-request.ts';

/** Names a payment; that it has at most 64 characters is our choice. */
export const paymentId = () => z.string().check(z.minLength(1), z.maxLength(64));

/**
 * A confirmation of a payment: https://docs.enkash.com/api-18880688. The page has no values of `type` and `response`:
 * these are of https://docs.enkash.com/api-10664785.
 */
export const requested = () =>
  z.object({
    invoiceIds: distinctInvoiceIds(),
    paymentId: paymentId(),
    remarks: remarks(),
    response: z.enum(['ACCEPT', 'REJECT']),
    type: z.enum(['OFFPLATFORM', 'ONPLATFORM']),
  });

export type Requested = z.output<ReturnType<typeof requested>>;
