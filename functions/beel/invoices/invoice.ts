import { instant } from '../../../shared/fields/dates.ts';
import type { NewDependent } from '../../../shared/receivables/dependents/attach.ts';
import type { DependentItem } from '../../../shared/receivables/items.ts';
import { type CustomerRef, idInKey, type Tenant } from '../../../shared/receivables/keys.ts';
import { refused } from '../dialect/errors.ts';
import { withoutBlanks } from '../dialect/fields.ts';
import type { Creation } from '../dialect/idempotency.ts';
import type { Requested } from './invoice-request.ts';
import type { Answered } from './invoice-response.ts';
import { calculateLine, sum, totalsOf } from './invoice-totals.ts';
import type { Recipient } from './recipient.ts';

/** A draft's fields as they are stored. */
export type Invoice = ReturnType<typeof stored> & {
  /** A hash of Idempotency-Key and body: tells a repeat of the request that made the draft from any other. */
  readonly request?: string;
};

/** @throws Failure when a date is impossible */
export function stored(requested: Requested, recipient: Recipient, company: string, now: Date) {
  const { type, series_id, operation_date, due_date, payment_info, notes, metadata } = requested;
  const issue_date = dateInSpain(now);
  if (operation_date && operation_date > issue_date)
    throw badDate('operation_date', 'must not be after today');
  if (due_date && due_date < issue_date) throw badDate('due_date', 'must not be before today');
  const lines = requested.lines.map((line) => {
    const calculated = { ...line, ...calculateLine(line) };
    // None of OpenAPI 1.0.1 is a SUPLIDO: each has a base.
    return { ...calculated, taxable_base: calculated.taxable_base as number };
  });
  return withoutBlanks({
    type: type as 'STANDARD' | 'SIMPLIFIED',
    status: 'DRAFT' as const,
    // There are no series here yet: any id is accepted, and the company's own id stands for its default series.
    series: { id: series_id ?? company, code: 'A' },
    issue_date,
    operation_date,
    due_date,
    // Nor are there data of companies.
    issuer: { company_id: company },
    recipient,
    lines,
    totals: totalsOf(lines),
    payment_info: payment_info && withoutBlanks(payment_info),
    notes,
    // The client's own JSON, stored as text: DynamoDB does not take every number, key and depth.
    metadata: metadata && JSON.stringify(metadata),
  });
}

/** A draft as it is attached to its customer, if that is a registered one. */
export const newInvoice = (
  tenant: Tenant,
  { id, mark }: Creation,
  fields: Invoice,
  customer: CustomerRef | undefined,
): NewDependent<Invoice> => ({
  ref: { ...tenant, kind: 'INVOICE', id },
  fields: { ...fields, ...mark },
  ...(customer && { customer }),
});

const badDate = (field: string, message: string) =>
  refused(422, 'VALIDATION_ERROR', `${field}: ${message}`, { [field]: message });

/** `2025-01-15`. By law an invoice has the date of the place where it is issued. */
const dateInSpain = (now: Date): string => now.toLocaleDateString('sv-SE', { timeZone: 'Europe/Madrid' });

/** An invoice as answers show it. */
export function shown({ pk, fields, creation, update }: DependentItem<Invoice>): Answered {
  const { metadata, request: _, ...rest } = fields;
  return {
    id: idInKey(pk),
    invoice_number: null,
    number: null,
    ...rest,
    totals: totalsBy101(rest.totals),
    ...(metadata !== undefined && { metadata: JSON.parse(metadata) }),
    verifactu: { enabled: false },
    created_at: instant(creation.at),
    updated_at: instant(update.at),
  };
}

/** Totals as OpenAPI 1.0.1 shows them: it adds up whatever has the same rate. */
const totalsBy101 = ({ vat_breakdown, ...totals }: Invoice['totals']) => ({
  ...totals,
  vat_breakdown: [...Map.groupBy(vat_breakdown, ({ type }) => type)].map(([type, rows]) => ({
    type,
    base: sum(rows, ({ base }) => base),
    amount: sum(rows, ({ amount }) => amount),
  })),
});
