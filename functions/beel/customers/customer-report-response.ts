import * as z from 'zod/mini';
import { answered as alternativeId } from './alternative-id-response.ts';
import { answered as customer } from './customer-response.ts';

const count = () => z.int();

/** The row as it was read, with what a client may write of a customer. */
const echo = () => {
  const { id, legal_name, active, created_at, updated_at, ...others } = customer().shape;
  const alternative_id = z.optional(z.partial(alternativeId(), { country_code: true }));
  return z.extend(z.partial(z.strictObject(others)), { legal_name, alternative_id });
};

const row = () =>
  z.strictObject({
    index: count(),
    row_number: z.optional(count()),
    customer: z.optional(echo()),
    customer_id: z.optional(z.guid()),
    status: z.enum(['VALID', 'WARNING', 'ERROR', 'DUPLICATE', 'NIF_INVALID']),
    errors: z.array(
      z.strictObject({
        field: z.string(),
        value: z.string(),
        message: z.string(),
        code: z.optional(z.string()),
      }),
    ),
    warnings: z.array(z.strictObject({ field: z.string(), message: z.string() })),
  });

/** What was found of each of several customers, and whether it was created. */
export const answered = () =>
  z.strictObject({
    metadata: z.strictObject({
      total_customers: count(),
      is_dry_run: z.boolean(),
      processing_time_ms: count(),
      source_type: z.enum(['BULK_JSON', 'CSV_IMPORT']),
      filename: z.optional(z.string()),
      file_size_bytes: z.optional(count()),
      total_rows: z.optional(count()),
    }),
    customers_validation: z.array(row()),
    statistics: z.strictObject({
      total_processed: count(),
      valid: count(),
      with_warnings: count(),
      with_errors: count(),
      duplicates: count(),
      invalid_nifs: count(),
      imported: count(),
      success_rate: z.number(),
      importable: count(),
      not_importable: count(),
    }),
  });

export type Answered = z.output<ReturnType<typeof answered>>;
