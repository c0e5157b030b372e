import * as z from 'zod/mini';

/** Invoices in one request; our choice, so that the slowest request ends in time. */
const MOST_INVOICES = 100;

/** The invoices to delete. */
export const requested = () =>
  z.object({
    invoiceIds: z.array(z.string().check(z.maxLength(64))).check(z.minLength(1), z.maxLength(MOST_INVOICES)),
  });

export type Requested = z.output<ReturnType<typeof requested>>;
