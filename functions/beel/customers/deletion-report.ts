import type { CheckedBulkRemoval } from '../../../shared/receivables/customers/check-removals.ts';
import { isHeldByRecurring } from '../../../shared/receivables/customers/removal-outcome.ts';
import type { BulkRemovalOutcome } from '../../../shared/receivables/customers/remove-many.ts';
import { say } from '../dialect/say.ts';
import type { Language } from '../dialect/words.ts';
import type { Answered } from './deletion-report-response.ts';
import { FAILED_ROWS, type RowRefusal, toldIn } from './failed-removals.ts';

export interface DeletionRow {
  readonly id: string;
  readonly outcome: RowOutcome;
}

type RowOutcome = BulkRemovalOutcome['outcome'] | 'heldByRecurring';

/** An outcome as a row tells it. Where invoices and recurring invoices refer to it, invoices are told: our choice. */
export function rowOutcome(result: BulkRemovalOutcome | CheckedBulkRemoval): RowOutcome {
  if (result.outcome === 'removable') return 'removed';
  return result.outcome === 'linked' && isHeldByRecurring(result.customer)
    ? 'heldByRecurring'
    : result.outcome;
}

/** The report on a bulk deletion, or on what would become of it. */
export function shown(submitted: readonly DeletionRow[], language: Language, is_dry_run: boolean): Answered {
  const customers_deletion = submitted.map(({ id, outcome }, index) => {
    const { status, refusal } = STATUSES[outcome];
    return { index, customer_id: id, status, ...(refusal && { error: toldIn(refusal, language) }) };
  });
  const count = (wanted: RowStatus['status']) =>
    customers_deletion.filter(({ status }) => status === wanted).length;
  const deleted_ids = submitted.filter(({ outcome }) => outcome === 'removed').map(({ id }) => id);
  const errors = customers_deletion.flatMap(({ customer_id, error }) =>
    error ? { customer_id, error } : [],
  );
  const [total, deleted] = [submitted.length, deleted_ids.length];
  return {
    metadata: { total_customers: total, operation: 'DELETE_CUSTOMERS', is_dry_run },
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

type Row = Answered['customers_deletion'][number];

interface RowStatus {
  readonly status: Row['status'];
  readonly refusal?: RowRefusal<NonNullable<Row['error']>['code']>;
}

const NOT_FOUND: RowStatus = {
  status: 'NOT_FOUND',
  refusal: { code: 'NOT_FOUND', words: say('CLIENT_NOT_FOUND') },
};

const STATUSES: Readonly<Record<RowOutcome, RowStatus>> = {
  removed: { status: 'DELETED' },
  notFound: NOT_FOUND,
  // Never the outcome of a deletion: an inactive customer is deleted like any other.
  alreadyDeactivated: NOT_FOUND,
  linked: {
    status: 'HAS_INVOICES',
    refusal: { code: 'CLIENT_HAS_INVOICES', words: say('CLIENT_HAS_INVOICES') },
  },
  heldByRecurring: {
    status: 'HAS_RECURRING_INVOICE',
    refusal: { code: 'CLIENT_HAS_RECURRING_INVOICE', words: say('CLIENT_HAS_RECURRING_INVOICE') },
  },
  protected: {
    status: 'ERROR',
    refusal: { code: 'STATUS_NOT_MODIFIABLE', words: say('client.protected') },
  },
  failed: { status: 'ERROR', refusal: FAILED_ROWS.failed },
  untouched: { status: 'ERROR', refusal: FAILED_ROWS.untouched },
  unknown: { status: 'ERROR', refusal: FAILED_ROWS.unknown },
};
