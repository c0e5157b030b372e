import * as z from 'zod/mini';
import { outcome } from '../dialect/envelope.ts';

/** What became of a new document. The vendor shows no answer: the members of the one to DELETE, and two of ours. */
export const answered = () =>
  z.strictObject({ ...outcome('CREATED'), documentNo: z.string(), arItemId: z.int() });

export type Answered = z.output<ReturnType<typeof answered>>;
