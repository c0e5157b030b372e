import * as z from 'zod/mini';

const rowError = () =>
  z.strictObject({
    code: z.enum(['CLIENT_HAS_INVOICES', 'NOT_FOUND', 'STATUS_NOT_MODIFIABLE', 'INTERNAL_ERROR']),
    message: z.string(),
  });

export type RowError = z.output<ReturnType<typeof rowError>>;

/** What became of each of several customers. */
export const answered = () =>
  z.strictObject({
    total: z.int(),
    successful: z.int(),
    failed: z.int(),
    deactivated_ids: z.array(z.guid()),
    errors: z.array(z.strictObject({ customer_id: z.guid(), error: rowError() })),
  });

export type Answered = z.output<ReturnType<typeof answered>>;
