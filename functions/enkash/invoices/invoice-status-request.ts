import * as z from 'zod/mini';
import { remarks } from '../dialect/fields.ts';
import { distinctInvoiceIds } from './invoices-request.ts';

/** What a client may make of an invoice. The vendor shows no values: these are our choice. */
export const status = () => z.enum(['CANCELLED', 'PAID', 'UNPAID']);

export type Status = z.output<ReturnType<typeof status>>;

/** Invoices and their new status: the vendor's page cannot be read, the body is that of its twin for payables. */
export const requested = () =>
  z.object({ invoiceIds: distinctInvoiceIds(), remarks: remarks(), status: status() });

export type Requested = z.output<ReturnType<typeof requested>>;
