import * as z from 'zod/mini';
import { paginationAnswered } from '../dialect/paging.ts';
import { answered as invoice } from './invoice-response.ts';

/** A page of invoices. */
export const answered = () =>
  z.strictObject({ invoices: z.array(invoice()), pagination: paginationAnswered() });

export type Answered = z.output<ReturnType<typeof answered>>;
