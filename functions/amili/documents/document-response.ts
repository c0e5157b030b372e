import * as z from 'zod/mini';
import { outcome } from '../dialect/envelope.ts';

/** The vendor shows no answer to this. Ours has the members of its answer to DELETE, and two of our own. */
export const answered = () =>
  z.strictObject({ ...outcome('CREATED'), documentNo: z.string(), arItemId: z.int() });

export type Answered = z.output<ReturnType<typeof answered>>;
