import * as z from 'zod/mini';

/** What became of a row: what the single operation would have answered. */
export const row = () =>
  z.strictObject({
    itemNo: z.int(),
    status: z.enum(['PROCESSED', 'FAILED']),
    result: z.string(),
    message: z.string(),
    clientNo: z.int(),
    accountNo: z.optional(z.int()),
    customerNo: z.optional(z.string()),
    documentNo: z.optional(z.string()),
    documentUuid: z.optional(z.uuid()),
    documentBundleId: z.optional(z.int()),
    arItemId: z.optional(z.int()),
    voucherNo: z.optional(z.int()),
  });

/** A batch as ARM shows it, from its submission to its end. The vendor shows no such body: all of it is our choice. */
export const answered = () =>
  z.strictObject({
    status: z.enum(['QUEUED', 'PROCESSED', 'PARTIAL', 'FAILED']),
    result: z.enum(['ACCEPTED', 'COMPLETED', 'REJECTED']),
    message: z.string(),
    clientNo: z.int(),
    batchUuid: z.uuid(),
    entity: z.enum(['customers', 'documents']),
    method: z.enum(['POST', 'PUT']),
    createdDateTime: z.iso.datetime(),
    finishedDateTime: z.optional(z.iso.datetime()),
    totalCount: z.int(),
    processedCount: z.int(),
    failedCount: z.int(),
    customers: z.optional(z.array(row())),
    documents: z.optional(z.array(row())),
  });

export type Answered = z.output<ReturnType<typeof answered>>;

export type Row = z.output<ReturnType<typeof row>>;
