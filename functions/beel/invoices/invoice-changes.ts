import { isDeepStrictEqual } from 'node:util';
import type { Table } from '../../../shared/dynamodb/tables.ts';
import { readCustomer } from '../../../shared/receivables/customers/read.ts';
import type { CustomerRef, Tenant } from '../../../shared/receivables/keys.ts';
import type { Customer } from '../customers/customer.ts';
import { refused } from '../dialect/errors.ts';
import { withoutBlanks } from '../dialect/fields.ts';
import { lookAtSeries, seriesFor } from '../series/series.ts';
import { type Invoice, mailOf, requireDue, requirePast } from './invoice.ts';
import type { Requested } from './invoice-changes-request.ts';
import { type CalculatedLine, totalsOf } from './invoice-totals.ts';
import { customerNotFound, type Recipient, registered } from './recipient.ts';
import { requireAllowed } from './states.ts';
import type { ChangeOf } from './transition.ts';

/** `customer` is null where it is no registered one. */
interface NewRecipient {
  readonly recipient: Recipient;
  readonly customer: CustomerRef | null;
}

/** @throws Failure where the customer is not there, or an identifier breaks a rule */
async function newRecipient<Requested extends MaybeRegistered>(
  table: Table,
  tenant: Tenant,
  requested: Requested | undefined,
  adHoc: (recipient: Requested) => Recipient,
): Promise<NewRecipient | undefined> {
  if (!requested) return undefined;
  const { customer_id } = requested;
  if (!customer_id) return { recipient: adHoc(requested), customer: null };
  const customer = { ...tenant, id: customer_id };
  const found = await readCustomer<Customer>(table, customer);
  if (!found) throw customerNotFound();
  return { recipient: registered(found), customer };
}

interface MaybeRegistered {
  readonly customer_id?: string | null | undefined;
}

interface Changes<Recipient = unknown> extends Omit<Requested, 'lines' | 'recipient'> {
  readonly recipient?: Recipient | undefined;
  /** As they are stored. */
  readonly lines?: readonly CalculatedLine[] | undefined;
}

/** How the generations differ. */
interface Rules<Requested> {
  /** A recipient that is no registered customer, as it is stored. */
  adHoc(recipient: Requested): Recipient;
  /** Asked about what it looks at alone: other changes leave older drafts as they are. */
  requireConsistent(invoice: Invoice): void;
  /** Whether an invoice without a date is due by its payment term. */
  readonly isDueByTerm: boolean;
}

/** What becomes of a draft or an active proforma by these changes. */
export const changesBy =
  <Requested extends MaybeRegistered>(
    table: Table,
    tenant: Tenant,
    requested: Changes<Requested>,
    { adHoc, requireConsistent, isDueByTerm }: Rules<Requested>,
    now: Date,
  ): ChangeOf =>
  async ({ fields: before }) => {
    requireAllowed('change', before.status);
    const target = await newRecipient(table, tenant, requested.recipient, adHoc);
    const changes = { ...requested, recipient: target?.recipient };
    const due_days = dueDays(before, requested, isDueByTerm);
    const fields = await changed(table, tenant, before, { ...changes, due_days }, now);
    if (requested.type || requested.lines || target) requireConsistent(fields);
    if (isDeepStrictEqual(fields, before)) return undefined;
    return { fields, ...(target && { customer: target.customer }) };
  };

/** @throws Failure where the changes do not go together */
async function changed(
  table: Table,
  tenant: Tenant,
  before: Invoice,
  requested: Omit<Changes, 'recipient'> & {
    readonly recipient: Recipient | undefined;
    readonly due_days: number | null | undefined;
  },
  now: Date,
): Promise<Invoice> {
  const { type = before.type, operation_date, due_date, valid_until, notes, recipient, lines } = requested;
  const { payment_info } = requested;
  requirePast(operation_date, now);
  requireDue(due_date, before.issue_date, 'the issue date');
  if ((type === 'PROFORMA') !== (before.type === 'PROFORMA')) throw wrong('type', 'that of a proforma stays');
  const given = Object.entries({
    ...{ type, operation_date, due_date, valid_until, notes, recipient },
    ...(lines && { lines, totals: totalsOf(lines) }),
    series: await newSeries(table, tenant, before, type, requested.series_id),
    payment_info: payment_info && withoutBlanks(payment_info),
    due_days: requested.due_days,
    ...mailOf(requested.options),
  }).filter(([, value]) => value !== undefined);
  return withoutBlanks({ ...before, ...Object.fromEntries(given) }) as Invoice;
}

const wrong = (field: string, message: string) =>
  refused(422, 'VALIDATION_ERROR', `${field}: ${message}`, { [field]: message });

/** Null where the payment term says nothing any more, undefined where it says what it said. */
function dueDays(before: Invoice, { due_date, payment_info }: Changes, isDueByTerm: boolean) {
  if (due_date !== undefined) return null;
  const isOpen = isDueByTerm && before.due_date === undefined;
  return isOpen ? (payment_info?.payment_term_days ?? undefined) : undefined;
}

/** The series that is named, or where another type asks for another, its default one. */
async function newSeries(
  table: Table,
  tenant: Tenant,
  { type: typeBefore, series, number }: Invoice,
  type: Invoice['type'],
  series_id: string | undefined,
): Promise<Invoice['series'] | undefined> {
  if ((series_id ?? series.id) === series.id && type === typeBefore) return undefined;
  const { id, code } = seriesFor(await lookAtSeries(table, tenant), type, series_id);
  if (number !== undefined) throw wrong('series_id', 'that of an invoice with a number stays');
  return { id, code };
}
