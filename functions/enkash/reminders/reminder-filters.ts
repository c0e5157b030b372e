import * as z from 'zod/mini';
import { companyId } from '../dialect/identifiers.ts';
import { paging } from '../dialect/paging.ts';

/** Which of a customer's reminders a client wants to see. By `createdOn` they stand in the order in which they were added. */
export const filters = () => z.object({ parentCompanyId: z.optional(companyId()), ...paging(['createdOn']) });

export type Filters = z.output<ReturnType<typeof filters>>;
