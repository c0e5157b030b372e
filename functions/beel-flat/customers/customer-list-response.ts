import * as z from 'zod/mini';
import { paginationAnswered } from '../../beel/dialect/paging.ts';
import { answered as customer } from './customer-response.ts';

/** A page of customers. */
export const answered = () =>
  z.strictObject({ customers: z.array(customer()), pagination: paginationAnswered() });

export type Answered = z.output<ReturnType<typeof answered>>;
