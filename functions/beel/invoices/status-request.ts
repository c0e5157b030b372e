import * as z from 'zod/mini';
import { requested as paymentInfo } from '../customers/payment-info-request.ts';

/** What an invoice becomes, as a client writes it. What belongs to another status is ignored: our choice. */
export const requested = () =>
  z.object({
    status: z.enum(['ISSUED', 'SENT', 'PAID']),
    payment_date: z.nullish(z.iso.date()),
    payment_method: z.nullish(paymentInfo()),
    sent_at: z.nullish(z.iso.datetime({ offset: true })),
  });

export type Requested = z.output<ReturnType<typeof requested>>;
