import * as z from 'zod/mini';

/** An AR item as ARM shows it: the numbers that tie it to its document and customer. The vendor shows none of it. */
export const answered = () =>
  z.strictObject({
    arItemId: z.int(),
    clientNo: z.int(),
    accountNo: z.int(),
    customerNo: z.string(),
    documentNo: z.string(),
    documentUuid: z.uuid(),
    createdDateTime: z.iso.datetime(),
  });

export type Answered = z.output<ReturnType<typeof answered>>;
