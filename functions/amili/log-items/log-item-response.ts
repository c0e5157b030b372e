import * as z from 'zod/mini';

/** What became of one write, as the log tells it. */
export const answered = () =>
  z.strictObject({
    logItemId: z.int(),
    clientNo: z.int(),
    logDateTime: z.iso.datetime(),
    userId: z.optional(z.string()),
    subject: z.string(),
    method: z.string(),
    path: z.string(),
    entity: z.string(),
    entityId: z.optional(z.string()),
    status: z.enum(['PROCESSED', 'QUEUED', 'PARTIAL', 'FAILED']),
    result: z.string(),
    message: z.string(),
    requestId: z.string(),
  });

export type Answered = z.output<ReturnType<typeof answered>>;
