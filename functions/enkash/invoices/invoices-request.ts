import * as z from 'zod/mini';

/** Invoices in one request; our choice, so that the slowest request ends in time. */
const MOST_INVOICES = 100;

/** Ids of invoices, each looked up as it is. */
const invoiceIds = () =>
  z.array(z.string().check(z.maxLength(64))).check(z.minLength(1), z.maxLength(MOST_INVOICES));

/** The same for what is done to all or none: one that is named twice is a mistake. Our choice. */
export const distinctInvoiceIds = () =>
  invoiceIds().check(({ value, issues }) => {
    for (const [index, id] of value.entries()) {
      if (value.indexOf(id) < index)
        issues.push({ code: 'custom', path: [index], input: id, message: 'is named twice' });
    }
  });

/** The invoices to delete. */
export const requested = () => z.object({ invoiceIds: invoiceIds() });

export type Requested = z.output<ReturnType<typeof requested>>;
