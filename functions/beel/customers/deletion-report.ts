import { isHeldByRecurring } from '../../../shared/receivables/customers/removal-outcome.ts';
import type { BulkRemovalOutcome } from '../../../shared/receivables/customers/remove-many.ts';
import type { Answered } from './deletion-report-response.ts';
import { FAILED_ROWS } from './failed-removals.ts';

export const HAS_INVOICES =
  'A customer with invoices cannot be deleted: its tax record is kept intact. ' +
  'Deactivate it (active: false) to stop using it.';

export const HAS_RECURRING_INVOICE =
  'A customer with an active or paused recurring invoice cannot be deleted: ' +
  'complete the recurring invoice, or give it another customer.';

export interface DeletionRow {
  readonly id: string;
  readonly outcome: RowOutcome;
}

type RowOutcome = BulkRemovalOutcome['outcome'] | 'heldByRecurring';

/** An outcome as a row tells it. Where invoices and recurring invoices refer to it, invoices are told: our choice. */
export const rowOutcome = (result: BulkRemovalOutcome): RowOutcome =>
  result.outcome === 'linked' && isHeldByRecurring(result.customer) ? 'heldByRecurring' : result.outcome;

/** The report on a bulk deletion. */
export function shown(submitted: readonly DeletionRow[]): Answered {
  const customers_deletion = submitted.map(({ id, outcome }, index) => ({
    index,
    customer_id: id,
    ...STATUSES[outcome],
  }));
  const count = (wanted: RowStatus['status']) =>
    customers_deletion.filter(({ status }) => status === wanted).length;
  const deleted_ids = submitted.filter(({ outcome }) => outcome === 'removed').map(({ id }) => id);
  const errors = customers_deletion.flatMap(({ customer_id, error }) =>
    error ? { customer_id, error } : [],
  );
  const [total, deleted] = [submitted.length, deleted_ids.length];
  return {
    metadata: { total_customers: total, operation: 'DELETE_CUSTOMERS', is_dry_run: false },
    customers_deletion,
    statistics: {
      total_processed: total,
      deleted,
      not_found: count('NOT_FOUND'),
      has_invoices: count('HAS_INVOICES'),
      has_recurring_invoice: count('HAS_RECURRING_INVOICE'),
      errors: count('ERROR'),
    },
    deleted_ids,
    deactivated_ids: deleted_ids,
    total,
    successful: deleted,
    failed: total - deleted,
    errors,
  };
}

type RowStatus = Pick<Answered['customers_deletion'][number], 'status' | 'error'>;

const NOT_FOUND: RowStatus = {
  status: 'NOT_FOUND',
  error: { code: 'NOT_FOUND', message: 'Customer not found' },
};

const STATUSES: Readonly<Record<RowOutcome, RowStatus>> = {
  removed: { status: 'DELETED' },
  notFound: NOT_FOUND,
  // Never the outcome of a deletion: an inactive customer is deleted like any other.
  alreadyDeactivated: NOT_FOUND,
  linked: { status: 'HAS_INVOICES', error: { code: 'CLIENT_HAS_INVOICES', message: HAS_INVOICES } },
  heldByRecurring: {
    status: 'HAS_RECURRING_INVOICE',
    error: { code: 'CLIENT_HAS_RECURRING_INVOICE', message: HAS_RECURRING_INVOICE },
  },
  failed: { status: 'ERROR', error: FAILED_ROWS.failed },
  untouched: { status: 'ERROR', error: FAILED_ROWS.untouched },
  unknown: { status: 'ERROR', error: FAILED_ROWS.unknown },
};
