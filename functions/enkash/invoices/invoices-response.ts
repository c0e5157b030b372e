import * as z from 'zod/mini';
import { bulkAnswered } from '../dialect/bulk-response.ts';

/** What became of each invoice. */
export const answered = () => bulkAnswered({ invoiceId: z.string() });

export type Answered = z.output<ReturnType<typeof answered>>;
