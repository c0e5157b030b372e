import * as z from 'zod/mini';
import { outcome } from '../dialect/envelope.ts';
import { ids } from './document-response.ts';

/** The vendor shows no answer to this. Ours has the members of its answer to DELETE, and ids of the document. */
export const answered = () =>
  z.strictObject({
    ...outcome('CREATED'),
    documentNo: z.string(),
    ...ids(),
    voucherNo: z.optional(z.int()),
  });

export type Answered = z.output<ReturnType<typeof answered>>;
