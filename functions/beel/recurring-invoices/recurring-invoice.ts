import { instant } from '../../../shared/fields/dates.ts';
import type { NewDependent } from '../../../shared/receivables/dependents/attachment.ts';
import type { DependentItem } from '../../../shared/receivables/items.ts';
import { type DependentRef, idInKey, type Tenant } from '../../../shared/receivables/keys.ts';
import { refused } from '../dialect/errors.ts';
import { withoutBlanks } from '../dialect/fields.ts';
import type { Creation, DoneActs } from '../dialect/idempotency.ts';
import type { Series } from '../series/series.ts';
import { requireDate, requireTerms } from './checks.ts';
import { stored as storedLines } from './line.ts';
import type { copyOf } from './recipient.ts';
import { listingOf } from './recurring-invoice-listing.ts';
import type { Requested } from './recurring-invoice-request.ts';
import type { Answered } from './recurring-invoice-response.ts';
import { type Course, endedByDate, nextGeneration, statusOn } from './status.ts';

type Shown = Omit<Answered, 'id' | 'status' | 'next_generation' | 'is_failing' | 'created_at' | 'updated_at'>;

/** A recurring invoice's fields as they are stored: with `customer_id` also where it no longer protects the customer. */
export type RecurringInvoice = Shown &
  Course & {
    /** A hash of Idempotency-Key and body: tells a repeat of the request that made it from any other. */
    readonly request?: string;
    /** The same of what was done with it since. */
    readonly done?: DoneActs;
  };

/** A copy of the customer. */
export type Recipient = Awaited<ReturnType<typeof copyOf>>;

/** @throws Failure when something does not go together */
export function stored(
  requested: Requested,
  { id: series_id, code: series_code }: Series,
  recipient: Recipient | undefined,
  today: string,
): RecurringInvoice {
  const { preview_days: _, customer_id: __, lines, ...fields } = requested;
  const invoice: RecurringInvoice = {
    ...withoutBlanks({ ...fields, email_configuration: storedEmail(fields.email_configuration) }),
    frequency: fields.frequency ?? 'MONTHLY',
    ...{ status: 'ACTIVE', series_id, series_code },
    ...recipient,
    ...storedLines(lines),
    send_automatically: fields.send_automatically ?? false,
    draft_in_advance: isInAdvance(requested) ?? false,
    generated_invoices: 0,
  };
  requireTerms(invoice);
  requireDate(invoice, today);
  return invoice;
}

export const storedEmail = (email: Requested['email_configuration']) => email && withoutBlanks(email);

/** `preview_days` is the older way to say it. */
export const isInAdvance = ({
  draft_in_advance,
  preview_days,
}: Pick<Requested, 'draft_in_advance' | 'preview_days'>): boolean | undefined =>
  draft_in_advance ?? (typeof preview_days === 'number' ? preview_days > 0 : undefined);

/** Names a recurring invoice. */
export const refOf = (tenant: Tenant, id: string): DependentRef => ({
  ...tenant,
  kind: 'RECURRING_INVOICE',
  id,
});

/** A recurring invoice as it is attached to its customer, if it has one. */
export const newRecurringInvoice = (
  tenant: Tenant,
  { id, mark }: Creation,
  fields: RecurringInvoice,
): NewDependent<RecurringInvoice> => ({
  ref: refOf(tenant, id),
  fields: { ...fields, ...mark },
  listing: ({ at }) => listingOf(fields, at),
  ...(fields.customer_id !== undefined && { customer: { ...tenant, id: fields.customer_id } }),
});

/** A recurring invoice as answers show it on this day. */
export function shown(
  { pk, fields, creation, update }: DependentItem<RecurringInvoice>,
  today: string,
): Answered {
  const { request: _, done: __, paused_on: ___, resumed_from: ____, pause, ...others } = fields;
  const ended = endedByDate(fields, today);
  return {
    id: idInKey(pk),
    ...others,
    ...(ended ? { completion: ended } : pause && { pause }),
    status: statusOn(fields, today),
    next_generation: nextGeneration(fields, today),
    is_failing: false,
    created_at: instant(creation.at),
    updated_at: instant(update.at),
  };
}

/** The same whether it is unknown, deleted or another company's. */
export const notFound = () => refused(404, 'RECURRING_NOT_FOUND');
