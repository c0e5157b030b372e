import { now } from '../../../shared/clock.ts';
import { daysAfter, instant } from '../../../shared/fields/dates.ts';
import type { UniqueKey } from '../../../shared/receivables/customers/unique-keys.ts';
import type { NewUniqueDependent } from '../../../shared/receivables/dependents/attachment.ts';
import type { DependentItem } from '../../../shared/receivables/items.ts';
import {
  type CustomerRef,
  type DependentRef,
  idInKey,
  type Tenant,
} from '../../../shared/receivables/keys.ts';
import { type Company, issuerOf } from '../companies/company.ts';
import type { Customer } from '../customers/customer.ts';
import { refused } from '../dialect/errors.ts';
import { withoutBlanks } from '../dialect/fields.ts';
import type { Creation, DoneActs } from '../dialect/idempotency.ts';
import { say } from '../dialect/say.ts';
import type { Series } from '../series/series.ts';
import { dateInSpain } from './dates.ts';
import { listingOf } from './invoice-listing.ts';
import type { Requested } from './invoice-request.ts';
import type { Answered } from './invoice-response.ts';
import { requireConsistent } from './invoice-rules.ts';
import { type CalculatedLine, totalsOf } from './invoice-totals.ts';
import { shown as shownLine, stored as storedLines } from './line.ts';
import type { Recipient } from './recipient.ts';
import type { Status } from './states.ts';

/** An invoice's fields as they are stored. Tables outlive code: the names stay. */
export interface Invoice {
  readonly type: 'STANDARD' | 'SIMPLIFIED' | 'PROFORMA';
  readonly status: Exclude<Status, 'EXPIRED'>;
  /** Drafts of earlier versions name series that there are none of. */
  readonly series: { readonly id: string; readonly code: string };
  readonly number?: number;
  readonly invoice_number?: string;
  readonly issue_date: string;
  readonly operation_date?: string;
  readonly due_date?: string;
  /** From the payment terms, where no date is given: it is due so many days after it is issued. */
  readonly due_days?: number;
  readonly valid_until?: string;
  /** The company as it was. Earlier versions knew its id alone. */
  readonly issuer: ReturnType<typeof issuerOf> & { readonly company_id?: string };
  readonly recipient: Recipient;
  readonly lines: readonly CalculatedLine[];
  readonly totals: Totals;
  readonly payment_info?: Customer['preferred_payment_method'];
  readonly notes?: string;
  readonly external_ref?: string;
  /** The client's own JSON, stored as text: DynamoDB does not take every number, key and depth. */
  readonly metadata?: string;
  readonly send_automatically?: boolean;
  readonly email_config?: EmailConfig;
  readonly payment_date?: string;
  /** Times are ISO 8601, UTC. */
  readonly paid_at?: string;
  readonly sent_at?: string;
  readonly void_cause?: 'VOID_REQUEST';
  readonly void_reason?: string;
  readonly voided_at?: string;
  /** A hash of Idempotency-Key and body: tells a repeat of the request that made the draft from any other. */
  readonly request?: string;
  /** The same of what was done with it since. */
  readonly done?: DoneActs;
}

/** Earlier versions knew no disbursements. */
type Totals = Omit<ReturnType<typeof totalsOf>, 'vat_breakdown' | 'total_disbursements' | 'total_to_pay'> & {
  readonly vat_breakdown: TaxRow[];
  readonly total_disbursements?: number;
  readonly total_to_pay?: number;
};

interface TaxRow {
  readonly type: number;
  readonly base: number;
  readonly amount: number;
  readonly regime_key?: string;
}

interface EmailConfig {
  readonly recipients: string[];
  readonly cc?: string[];
  readonly subject?: string;
  readonly message?: string;
}

/** What a draft is made of, besides what the request says. */
export interface Surroundings {
  readonly recipient: Recipient;
  readonly series: Pick<Series, 'id' | 'code'>;
  readonly company: Company;
  readonly now: Date;
  /** The payment term of a registered customer. */
  readonly termDays?: number | undefined;
}

/** A draft. @throws Failure when lines, dates or recipient break a rule */
export function stored(requested: Requested, around: Surroundings): Invoice {
  const { lines, due_date, payment_info, external_ref, valid_until, options } = requested;
  const due_days = due_date ? undefined : (payment_info?.payment_term_days ?? around.termDays);
  const draft = draftOf(requested, storedLines(lines), around);
  requireConsistent(draft);
  return withoutBlanks({ ...draft, due_days, external_ref, valid_until, ...mailOf(options) });
}

/** What both generations say of a draft. @throws Failure when a date is impossible */
export function draftOf(
  requested: Omit<Requested, 'lines' | 'recipient'>,
  lines: readonly CalculatedLine[],
  { recipient, series: { id, code }, company, now }: Surroundings,
): Invoice {
  const { type, operation_date, due_date, payment_info, notes, metadata } = requested;
  const issue_date = dateInSpain(now);
  requirePast(operation_date, now);
  requireDue(due_date, issue_date, 'today');
  return withoutBlanks({
    type,
    status: 'DRAFT' as const,
    series: { id, code },
    issue_date,
    operation_date,
    due_date,
    issuer: issuerOf(company),
    recipient,
    lines,
    totals: totalsOf(lines),
    payment_info: payment_info && withoutBlanks(payment_info),
    notes,
    metadata: metadata && JSON.stringify(metadata),
  });
}

/** What is kept of how it would be mailed. */
export const mailOf = (options: Requested['options']) => ({
  send_automatically: options?.send_automatically,
  email_config: options?.email_config && withoutBlanks(options.email_config),
});

/** @throws Failure when what is invoiced is still to be done */
export function requirePast(operation_date: string | null | undefined, now: Date): void {
  if (operation_date && operation_date > dateInSpain(now))
    throw badDate('operation_date', 'must not be after today');
}

/** @throws Failure when it would be due before it is issued */
export function requireDue(due_date: string | null | undefined, first: string, words: string): void {
  if (due_date && due_date < first) throw badDate('due_date', `must not be before ${words}`);
}

const badDate = (field: string, message: string) =>
  refused(422, 'VALIDATION_ERROR', `${field}: ${message}`, { [field]: message });

/** An invoice with its number, which is of the date of issue. */
export const numbered = (
  invoice: Invoice,
  { id, code }: Pick<Series, 'id' | 'code'>,
  number: number,
  invoice_number: string,
): Invoice => ({ ...invoice, series: { id, code }, number, invoice_number });

/** A draft as it is issued, but for its number: on that day, by the company as it is then. */
export const issued = (draft: Invoice, company: Company, now: Date): Invoice => ({
  ...draft,
  status: 'ISSUED',
  issue_date: dateInSpain(now),
  issuer: issuerOf(company),
});

export const invoiceRef = (tenant: Tenant, id: string): DependentRef => ({ ...tenant, kind: 'INVOICE', id });

/** An invoice as it is attached to its customer, if that is a registered one. */
export const newInvoice = (
  tenant: Tenant,
  { id, mark }: Creation,
  fields: Invoice,
  customer: CustomerRef | undefined,
): NewUniqueDependent<Invoice> => {
  const uniqueKey = uniqueKeyOf(fields);
  return {
    ref: invoiceRef(tenant, id),
    fields: { ...fields, ...mark },
    listing: () => listingOf(fields),
    ...(customer && { customer }),
    ...(uniqueKey && { uniqueKey }),
  };
};

/** What only one live invoice of a company may have. Proformas may have what others have. */
export const uniqueKeyOf = ({ type, external_ref }: Invoice): UniqueKey | undefined =>
  external_ref === undefined || type === 'PROFORMA'
    ? undefined
    : { name: 'EXTERNAL_REF', value: external_ref, freedByDeletion: true };

/** An invoice as answers show it. */
export function shown({ pk, fields, creation, update }: DependentItem<Invoice>): Answered {
  const { request: _, done: __, due_days, metadata, issuer, totals, ...rest } = fields;
  const { number = null, invoice_number = null, issue_date, valid_until } = rest;
  const { company_id: ___, ...known } = issuer;
  const isProforma = rest.type === 'PROFORMA';
  const shownFields = withoutBlanks({
    ...rest,
    due_date: rest.due_date ?? (due_days === undefined ? undefined : daysAfter(issue_date, due_days)),
    valid_until: isProforma ? valid_until : undefined,
    metadata: metadata === undefined ? undefined : JSON.parse(metadata),
    paid_at: rest.paid_at && instant(rest.paid_at),
    sent_at: rest.sent_at && instant(rest.sent_at),
    voided_at: rest.voided_at && instant(rest.voided_at),
    verifactu: isProforma ? undefined : { enabled: false as const },
  });
  return {
    id: idInKey(pk),
    ...shownFields,
    ...{ number, invoice_number },
    status: statusOf(fields, now()),
    issuer: known,
    lines: rest.lines.map(shownLine),
    totals: {
      total_disbursements: 0,
      total_to_pay: totals.invoice_total,
      ...totals,
    },
    created_at: instant(creation.at),
    updated_at: instant(update.at),
  };
}

/** A proforma that is not voided ends by itself. */
export const statusOf = (
  { status, valid_until }: Pick<Invoice, 'status' | 'valid_until'>,
  now: Date,
): Status =>
  status === 'ACTIVE' && valid_until !== undefined && valid_until < dateInSpain(now) ? 'EXPIRED' : status;

/** The same whether it is unknown, deleted or another company's. */
export const notFound = () => refused(404, 'INVOICE_NOT_FOUND', 'Invoice not found');

/** Of one that is no longer what the client has seen. Ours: the vendor has no conditional requests. */
export const changed = () => refused(412, 'PRECONDITION_FAILED', say('changed.invoice'));

export const duplicate = () =>
  refused(409, 'INVOICE_DUPLICATE_EXTERNAL_REFERENCE', 'Another invoice has this external_ref', {});
