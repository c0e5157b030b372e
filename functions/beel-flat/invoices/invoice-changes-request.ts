import * as z from 'zod/mini';
import { uuid } from '../../../shared/fields/identifiers.ts';
import { requestedBy101 as paymentInfo } from '../../beel/customers/payment-info-request.ts';
import { notes } from '../../beel/invoices/invoice-request.ts';
import { lines } from './invoice-request.ts';
import { requested as recipient } from './recipient-request.ts';

/** What a client of OpenAPI 1.0.1 wants to be otherwise with a draft. What is left out stays; null clears dates and notes. */
export const requested = () =>
  z.object({
    type: z.optional(z.enum(['STANDARD', 'SIMPLIFIED'])),
    series_id: z.optional(uuid()),
    operation_date: z.nullish(z.iso.date()),
    due_date: z.nullish(z.iso.date()),
    recipient: z.optional(recipient()),
    lines: z.optional(lines()),
    payment_info: z.optional(paymentInfo()),
    notes: notes(),
  });

export type Requested = z.output<ReturnType<typeof requested>>;
