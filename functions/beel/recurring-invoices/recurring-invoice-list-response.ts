import * as z from 'zod/mini';
import { paginationAnswered } from '../dialect/paging.ts';
import { answered as recurringInvoice } from './recurring-invoice-response.ts';

/** A page of recurring invoices. */
export const answered = () =>
  z.strictObject({ recurring_invoices: z.array(recurringInvoice()), pagination: paginationAnswered() });

export type Answered = z.output<ReturnType<typeof answered>>;
