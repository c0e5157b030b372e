import { refused } from '../dialect/errors.ts';
import { nextDate, type Schedule } from './schedule.ts';

interface Terms extends Schedule {
  readonly max_invoices?: number | undefined;
  readonly payment_method?: string | undefined;
  readonly payment_iban?: string | undefined;
  readonly payment_swift?: string | undefined;
  readonly payment_term_days?: number | undefined;
  readonly recipient_alternative_id?: { readonly type: string } | undefined;
  readonly lines: readonly { readonly exemption_reason?: string | undefined }[];
}

/** What holds of every recurring invoice, whatever has been changed of it. @throws Failure in the vendor's codes */
export function requireTerms(terms: Terms): void {
  const { start_date, end_date, max_invoices, payment_method, lines } = terms;
  if (end_date !== undefined && max_invoices !== undefined)
    throw refusedField('RECURRING_END_MODE_CONFLICT', 'max_invoices', 'excludes end_date');
  if (end_date !== undefined && end_date < start_date)
    throw refusedField('RECURRING_END_DATE_BEFORE_START', 'end_date', 'must not be before start_date');
  const detail = (['payment_iban', 'payment_swift', 'payment_term_days'] as const).find(
    (name) => terms[name] !== undefined,
  );
  if (detail && payment_method === undefined)
    throw refusedField('PAYMENT_DETAILS_REQUIRE_METHOD', 'payment_method', `is required with ${detail}`);
  const intraCommunity = lines.findIndex(({ exemption_reason }) => exemption_reason === 'EXENTA_ART_25');
  if (intraCommunity >= 0 && terms.recipient_alternative_id?.type !== VAT_NUMBER) {
    const [field, message] = [`lines[${intraCommunity}].exemption_reason`, NEEDS_VAT_NUMBER];
    throw refusedField('EXEMPTION_REQUIRES_RECIPIENT_ID_TYPE', field, message, 400);
  }
}

const VAT_NUMBER = '02';
const NEEDS_VAT_NUMBER = 'EXENTA_ART_25 needs a customer whose alternative_id is of type NIF_IVA';

/**
 * A schedule must have a date that can still come. That one whose dates are all in the past is refused is our choice.
 * @throws Failure
 */
export function requireDate(schedule: Schedule, today: string): void {
  if (nextDate(schedule, today) !== undefined) return;
  const message = 'leaves no date from start_date and today on';
  throw refusedField('RECURRING_NO_OCCURRENCE_IN_WINDOW', 'end_date', message);
}

/** @throws Failure where invoices were made already and the first date would be another */
export function requireSameStart(
  { start_date, generated_invoices }: { readonly start_date: string; readonly generated_invoices: number },
  wanted: string | undefined,
): void {
  if (wanted === undefined || wanted === start_date || generated_invoices === 0) return;
  const message = `stays ${start_date} once an invoice was made`;
  throw refusedField('RECURRING_START_DATE_NOT_EDITABLE', 'start_date', message);
}

const refusedField = (code: string, field: string, message: string, status: 400 | 422 = 422) =>
  refused(status, code, `${field}: ${message}`, { [field]: message });

/** What these may refuse with. */
export const TERMS_FAILURES = {
  400: ['EXEMPTION_REQUIRES_RECIPIENT_ID_TYPE'],
  422: [
    'RECURRING_END_MODE_CONFLICT',
    'RECURRING_END_DATE_BEFORE_START',
    'RECURRING_NO_OCCURRENCE_IN_WINDOW',
    'PAYMENT_DETAILS_REQUIRE_METHOD',
  ],
} as const;
