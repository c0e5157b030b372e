import { withoutBlanks } from '../dialect/fields.ts';
import type { Series } from '../series/series.ts';
import { requireDate, requireSameStart, requireTerms } from './checks.ts';
import { stored as storedLines } from './line.ts';
import { isInAdvance, type Recipient, type RecurringInvoice, storedEmail } from './recurring-invoice.ts';
import type { Requested } from './recurring-invoice-changes-request.ts';

/** What a change names that had to be looked up. */
export interface Found {
  readonly series?: Series | undefined;
  readonly recipient?: Recipient | undefined;
}

/**
 * What it becomes.
 * @throws Failure when something does not go together, or may not be changed any more
 */
export function changed(
  before: RecurringInvoice,
  requested: Requested,
  { series, recipient }: Found,
  today: string,
): RecurringInvoice {
  requireSameStart(before, requested.start_date);
  const { name, day_of_month, start_date, end_date, max_invoices, notes, customer_id } = requested;
  const { frequency, send_automatically, lines, email_configuration } = requested;
  const given = {
    ...{ name, day_of_month, start_date, end_date, max_invoices, notes },
    frequency: frequency ?? undefined,
    ...(series && { series_id: series.id, series_code: series.code }),
    ...(lines && storedLines(lines)),
    ...paymentIn(requested),
    send_automatically: send_automatically ?? undefined,
    draft_in_advance: isInAdvance(requested),
    email_configuration: storedEmail(email_configuration),
    ...(customer_id !== undefined && { ...NOBODY, ...recipient }),
  };
  const after = withoutBlanks({
    ...before,
    ...Object.fromEntries(Object.entries(given).filter(([, value]) => value !== undefined)),
  }) as RecurringInvoice;
  requireTerms(after);
  if (SCHEDULE.some((part) => after[part] !== before[part])) requireDate(after, today);
  return after;
}

const SCHEDULE = ['frequency', 'day_of_month', 'start_date', 'end_date'] as const;

const NOBODY = {
  customer_id: null,
  recipient_fiscal_name: null,
  recipient_nif: null,
  recipient_alternative_id: null,
};

const PAYMENT = ['payment_method', 'payment_iban', 'payment_swift', 'payment_term_days'] as const;

/** Where one of these is named, they take the place of all four. */
function paymentIn(requested: Requested) {
  if (PAYMENT.every((name) => requested[name] === undefined)) return {};
  return Object.fromEntries(PAYMENT.map((name) => [name, requested[name] ?? null]));
}
