import * as z from 'zod/mini';

/** The vendor shows no answer to this. Ours has members of its answer to DELETE, and where the report is. */
export const answered = () =>
  z.strictObject({
    status: z.literal('PROCESSED'),
    result: z.literal('CREATED'),
    message: z.string(),
    clientNo: z.int(),
    actionUuid: z.uuid(),
    fileUuid: z.uuid(),
    fileName: z.string(),
    rowCount: z.int(),
  });

export type Answered = z.output<ReturnType<typeof answered>>;
