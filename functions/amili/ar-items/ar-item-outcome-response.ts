import * as z from 'zod/mini';
import { outcome } from '../dialect/envelope.ts';

/** The document, AR item and voucher that a credit note made. */
const creditNote = () =>
  z.strictObject({
    documentNo: z.string(),
    documentUuid: z.uuid(),
    arItemId: z.int(),
    voucherNo: z.int(),
  });

/** The vendor shows no answer to this. Ours has the members of its answer to DELETE, and what was made. */
export const answered = () =>
  z.strictObject({
    ...outcome('UPDATED', 'CREDITED'),
    documentNo: z.optional(z.string()),
    arItemId: z.int(),
    creditNote: z.optional(creditNote()),
  });

export type Answered = z.output<ReturnType<typeof answered>>;
