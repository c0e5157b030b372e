import * as z from 'zod/mini';
import { bulkAnswered } from '../dialect/bulk-response.ts';

/** What became of each row of a file of changes; a row without a cell for it has no id. */
export const answered = () =>
  bulkAnswered({ row: z.int().check(z.minimum(2)), customerId: z.optional(z.string()) });

export type Answered = z.output<ReturnType<typeof answered>>;
