import * as z from 'zod/mini';
import { bulkAnswered } from '../dialect/bulk-response.ts';

/** What became of each row of a file of new customers. */
export const answered = () =>
  bulkAnswered(
    { row: z.int().check(z.minimum(2)), uniqueRefNo: z.optional(z.string()) },
    { customerId: z.string() },
  );

export type Answered = z.output<ReturnType<typeof answered>>;
