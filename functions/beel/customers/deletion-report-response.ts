import * as z from 'zod/mini';

const count = () => z.int();
const ids = () => z.array(z.guid());

const error = () =>
  z.strictObject({
    code: z.enum([
      'NOT_FOUND',
      'CLIENT_HAS_INVOICES',
      'CLIENT_HAS_RECURRING_INVOICE',
      'STATUS_NOT_MODIFIABLE',
      'INTERNAL_ERROR',
    ]),
    message: z.string(),
  });

const row = () =>
  z.strictObject({
    index: count(),
    customer_id: z.guid(),
    status: z.enum(['DELETED', 'NOT_FOUND', 'HAS_INVOICES', 'HAS_RECURRING_INVOICE', 'ERROR']),
    error: z.optional(error()),
  });

/** What became of each of several customers, by OpenAPI 1.9.0, with the members of 1.0.1 that it keeps as deprecated. */
export const answered = () =>
  z.strictObject({
    metadata: z.strictObject({
      total_customers: count(),
      operation: z.literal('DELETE_CUSTOMERS'),
      is_dry_run: z.boolean(),
    }),
    customers_deletion: z.array(row()),
    statistics: z.strictObject({
      total_processed: count(),
      deleted: count(),
      not_found: count(),
      has_invoices: count(),
      has_recurring_invoice: count(),
      errors: count(),
    }),
    deleted_ids: ids(),
    deactivated_ids: ids(),
    total: count(),
    successful: count(),
    failed: count(),
    errors: z.array(z.strictObject({ customer_id: z.guid(), error: error() })),
  });

export type Answered = z.output<ReturnType<typeof answered>>;
