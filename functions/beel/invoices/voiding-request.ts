import * as z from 'zod/mini';
import { text } from '../dialect/fields.ts';

/** Why an invoice is voided, as a client writes it. The date is not used any more, but must not be impossible. */
export const requested = () =>
  z.object({ reason: text({ min: 10, max: 500 }), void_date: z.nullish(z.iso.date()) });

export type Requested = z.output<ReturnType<typeof requested>>;
