import * as z from 'zod/mini';

const count = () => z.int().check(z.minimum(0));

/** BulkResponse: https://docs.enkash.com/api-18880671; what its rows hold is our choice. */
export const answered = () =>
  z.strictObject({
    total_count: count(),
    success_count: count(),
    failure_count: count(),
    successRequests: z.array(z.strictObject({ invoiceId: z.string() })),
    failureRequests: z.array(failedRow()),
  });

const failedRow = () =>
  z.strictObject({
    invoiceId: z.string(),
    errorType: z.enum(['RECORD_NOT_FOUND', 'SYSTEM_ERROR']),
    message: z.string(),
  });

export type Answered = z.output<ReturnType<typeof answered>>;

export type FailedRow = z.output<ReturnType<typeof failedRow>>;
