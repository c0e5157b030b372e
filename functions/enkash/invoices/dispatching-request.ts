import * as z from 'zod/mini';
import { distinctInvoiceIds } from './invoices-request.ts';

/** The invoices to dispatch: https://docs.enkash.com/api-18880678. That ids are required is our choice. */
export const requested = () =>
  z.object({ invoiceIds: distinctInvoiceIds(), partialPaymentAllowed: z.optional(z.boolean()) });

export type Requested = z.output<ReturnType<typeof requested>>;
