import * as z from 'zod/mini';
import { summaryAnswered } from '../dialect/paging.ts';
import { answered as customer } from './customer-response.ts';

/** A page of customers: https://docs.amili.dev/get-a-list-of-customers-3942679e0 */
export const answered = () => z.strictObject({ summary: summaryAnswered(), customers: z.array(customer()) });

export type Answered = z.output<ReturnType<typeof answered>>;
