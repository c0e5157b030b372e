import * as z from 'zod/mini';
import { invoiceId } from '../dialect/identifiers.ts';

/** Invoices in one request; our choice, so that the slowest request ends in time. */
const MOST_INVOICES = 100;

export const invoiceIds = () => z.array(invoiceId()).check(z.minLength(1), z.maxLength(MOST_INVOICES));

/** Our choice: where it matters what becomes of each, none may be named twice. */
export const distinctInvoiceIds = () =>
  invoiceIds().check(
    z.check<string[]>(({ value: ids, issues }) => {
      const named = new Set<string>();
      for (const [index, id] of ids.entries()) {
        if (named.has(id))
          issues.push({ code: 'custom', path: [index], input: id, message: 'is named twice' });
        named.add(id);
      }
    }),
  );

/** The invoices to delete. */
export const requested = () => z.object({ invoiceIds: invoiceIds() });

export type Requested = z.output<ReturnType<typeof requested>>;
