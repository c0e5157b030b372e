import * as z from 'zod/mini';
import type { BulkRemovalOutcome } from '../../../shared/receivables/customers/remove-many.ts';

export const HAS_INVOICES =
  'A customer with invoices cannot be deleted: its tax record is kept intact. ' +
  'Deactivate it (active: false) to stop using it.';

export interface DeletionRow {
  readonly id: string;
  readonly outcome: BulkRemovalOutcome['outcome'];
}

/** The answer of a bulk deletion by OpenAPI 1.9.0, with the members of 1.0.1 that it keeps as deprecated. */
export function deletionReport(submitted: readonly DeletionRow[]) {
  const customers_deletion = submitted.map(({ id, outcome }, index) => ({
    index,
    customer_id: id,
    ...STATUSES[outcome],
  }));
  const count = (wanted: string) => customers_deletion.filter(({ status }) => status === wanted).length;
  const deleted_ids = submitted.filter(({ outcome }) => outcome === 'removed').map(({ id }) => id);
  const refused = customers_deletion.filter(({ status }) => status !== 'DELETED');
  const [total, deleted] = [submitted.length, deleted_ids.length];
  return {
    metadata: { total_customers: total, operation: 'DELETE_CUSTOMERS', is_dry_run: false },
    customers_deletion,
    statistics: {
      total_processed: total,
      deleted,
      not_found: count('NOT_FOUND'),
      has_invoices: count('HAS_INVOICES'),
      has_recurring_invoice: 0,
      errors: count('ERROR'),
    },
    deleted_ids,
    deactivated_ids: deleted_ids,
    total,
    successful: deleted,
    failed: total - deleted,
    errors: refused.map(({ customer_id, error }) => ({ customer_id, error })),
  };
}

interface RowStatus {
  readonly status: string;
  readonly error?: { readonly code: string; readonly message: string };
}

const NOT_FOUND: RowStatus = {
  status: 'NOT_FOUND',
  error: { code: 'NOT_FOUND', message: 'Customer not found' },
};

const STATUSES: Readonly<Record<BulkRemovalOutcome['outcome'], RowStatus>> = {
  removed: { status: 'DELETED' },
  notFound: NOT_FOUND,
  // No deletion ends so: an inactive customer is deleted like any other.
  alreadyDeactivated: NOT_FOUND,
  linked: { status: 'HAS_INVOICES', error: { code: 'CLIENT_HAS_INVOICES', message: HAS_INVOICES } },
  failed: { status: 'ERROR', error: { code: 'INTERNAL_ERROR', message: 'Internal server error' } },
};

export function documentedDeletionReport() {
  const code = z.enum(['NOT_FOUND', 'CLIENT_HAS_INVOICES', 'CLIENT_HAS_RECURRING_INVOICE', 'INTERNAL_ERROR']);
  const error = z.strictObject({ code, message: z.string() });
  const status = z.enum(['DELETED', 'NOT_FOUND', 'HAS_INVOICES', 'HAS_RECURRING_INVOICE', 'ERROR']);
  const [count, ids] = [z.int(), z.array(z.guid())];
  return z.strictObject({
    metadata: z.strictObject({
      total_customers: count,
      operation: z.literal('DELETE_CUSTOMERS'),
      is_dry_run: z.literal(false),
    }),
    customers_deletion: z.array(
      z.strictObject({ index: count, customer_id: z.guid(), status, error: z.optional(error) }),
    ),
    statistics: z.strictObject({
      total_processed: count,
      deleted: count,
      not_found: count,
      has_invoices: count,
      has_recurring_invoice: count,
      errors: count,
    }),
    deleted_ids: ids,
    deactivated_ids: ids,
    total: count,
    successful: count,
    failed: count,
    errors: z.array(z.strictObject({ customer_id: z.guid(), error })),
  });
}
