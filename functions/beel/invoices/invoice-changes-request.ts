import * as z from 'zod/mini';
import { uuid } from '../../../shared/fields/identifiers.ts';
import { requested as paymentInfo } from '../customers/payment-info-request.ts';
import { emailConfig, notes } from './invoice-request.ts';
import { lines } from './line-request.ts';
import { requested as recipient } from './recipient-request.ts';

/** What a client wants to be otherwise with a draft. What is left out stays; null clears a date, notes and `email_config`. */
export const requested = () =>
  z.object({
    type: z.optional(z.enum(['STANDARD', 'SIMPLIFIED'])),
    series_id: z.optional(uuid()),
    operation_date: z.nullish(z.iso.date()),
    due_date: z.nullish(z.iso.date()),
    valid_until: z.nullish(z.iso.date()),
    recipient: z.optional(recipient()),
    lines: z.optional(lines()),
    payment_info: z.optional(paymentInfo()),
    notes: notes(),
    options: z.optional(
      z.object({ send_automatically: z.nullish(z.boolean()), email_config: z.nullish(emailConfig()) }),
    ),
  });

export type Requested = z.output<ReturnType<typeof requested>>;
