import * as z from 'zod/mini';
import { bulkAnswered } from '../dialect/bulk-response.ts';

/** What became of each row of a file of invoices. */
export const answered = () =>
  z.extend(
    bulkAnswered(
      {
        row: z.int().check(z.minimum(2)),
        customerId: z.optional(z.string()),
        invoiceNumber: z.optional(z.string()),
      },
      { invoiceId: z.uuid() },
    ),
    { total_amount: z.number() },
  );

export type Answered = z.output<ReturnType<typeof answered>>;
