import { ALTERNATIVE_ID_TYPES } from '../customers/alternative-id-types.ts';
import { refused, refusedField } from '../dialect/errors.ts';
import { say, sayOf } from '../dialect/say.ts';
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
    throw refusedField('RECURRING_END_MODE_CONFLICT', 'max_invoices');
  if (end_date !== undefined && end_date < start_date)
    throw refusedField('RECURRING_END_DATE_BEFORE_START', 'end_date');
  if (payment_method === undefined && DETAILS.some((name) => terms[name] !== undefined))
    throw refusedField('PAYMENT_DETAILS_REQUIRE_METHOD', 'payment_method');
  const exempt = lines.findIndex(({ exemption_reason }) => exemption_reason === 'EXENTA_ART_25');
  if (exempt >= 0 && terms.recipient_alternative_id?.type !== ALTERNATIVE_ID_TYPES.NIF_IVA) {
    const [field, words] = [`lines[${exempt}].exemption_reason`, say('EXEMPTION_REQUIRES_RECIPIENT_ID_TYPE')];
    throw refused(400, words.key, sayOf(field, words), { [field]: words });
  }
}

const DETAILS = ['payment_iban', 'payment_swift', 'payment_term_days'] as const;

/**
 * A schedule must have a date that can still come. That one whose dates are all in the past is refused is our choice.
 * @throws Failure
 */
export function requireDate(schedule: Schedule, today: string): void {
  if (nextDate(schedule, today) !== undefined) return;
  throw refusedField('RECURRING_NO_OCCURRENCE_IN_WINDOW', 'end_date');
}

/** @throws Failure where invoices were made already and the first date would be another */
export function requireSameStart(
  { start_date, generated_invoices }: { readonly start_date: string; readonly generated_invoices: number },
  wanted: string | undefined,
): void {
  if (wanted === undefined || wanted === start_date || generated_invoices === 0) return;
  throw refusedField('RECURRING_START_DATE_NOT_EDITABLE', 'start_date');
}

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
