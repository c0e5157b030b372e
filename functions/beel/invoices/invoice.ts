import type { CustomerItem, HolderItem } from '../../../shared/receivables/items.ts';
import { type CustomerProfile, identityOf } from '../customers/customer.ts';
import { refused, timestamp } from '../dialect/dialect.ts';
import { withoutBlanks } from '../dialect/fields.ts';
import { idInKey } from '../dialect/identifiers.ts';
import type { NewInvoice, Recipient } from './invoice-request.ts';
import { calculateLine, totalsOf } from './invoice-totals.ts';

/** A new draft's fields as they are stored. @throws Failure when its dates are impossible */
export function draftOf(given: NewInvoice, recipient: object, company: string, now: Date) {
  const { type, series_id, operation_date, due_date, payment_info, notes, metadata } = given;
  const issue_date = dateInSpain(now);
  if (operation_date && operation_date > issue_date)
    throw badDate('operation_date', 'must not be after today');
  if (due_date && due_date < issue_date) throw badDate('due_date', 'must not be before today');
  const lines = given.lines.map(calculateLine);
  return withoutBlanks({
    type,
    status: 'DRAFT',
    // This service numbers no invoices and keeps no series: any id is taken, and a company's own stands for its default.
    series: { id: series_id ?? company, code: 'A' },
    issue_date,
    operation_date,
    due_date,
    // Nor does it keep data of companies.
    issuer: { company_id: company },
    recipient,
    lines,
    totals: totalsOf(lines),
    payment_info: payment_info && withoutBlanks(payment_info),
    notes,
    // The client's own, kept as text: DynamoDB takes not every number, key and depth that JSON does.
    metadata: metadata && JSON.stringify(metadata),
  });
}

const badDate = (field: string, message: string) =>
  refused(422, 'VALIDATION_ERROR', `${field}: ${message}`, { [field]: message });

/** `2025-01-15`. The law dates an invoice where it is issued. */
const dateInSpain = (now: Date): string => now.toLocaleDateString('sv-SE', { timeZone: 'Europe/Madrid' });

/** The copy of a registered customer that an invoice keeps. */
export function recipientOf({ pk, profile }: CustomerItem) {
  const { legal_name, trade_name, nif, alternative_id, address, phone, email } =
    profile as unknown as CustomerProfile;
  const customer_id = idInKey(pk);
  return withoutBlanks({ customer_id, legal_name, trade_name, nif, alternative_id, address, phone, email });
}

/** A recipient that is no registered customer. @throws Failure when what its type of invoice needs is missing */
export function adHocRecipient(recipient: Recipient, type: NewInvoice['type']) {
  const { legal_name, nif, alternative_id, address } = recipient;
  const isSimplified = type === 'SIMPLIFIED';
  if (!isSimplified && !legal_name) {
    const message = 'is required without customer_id';
    const details = { 'recipient.legal_name': message };
    throw refused(422, 'VALIDATION_ERROR', `recipient.legal_name: ${message}`, details);
  }
  const isNamed = nif || alternative_id;
  const identity = isSimplified && !isNamed ? {} : identityOf({ nif, alternative_id }, 'recipient.');
  if (!isSimplified && !address) {
    throw refused(422, 'RECIPIENT_ADDRESS_REQUIRED', 'recipient.address is required without customer_id');
  }
  return withoutBlanks({ ...recipient, ...identity, address: address && withoutBlanks(address) });
}

/** An invoice as answers give it. */
export function invoiceData({ pk, fields, creation, update }: HolderItem) {
  // `request` knows a repeat by its Idempotency-Key, and nobody else.
  const { metadata, request: _, ...rest } = fields as { metadata?: string; request?: string };
  return {
    id: idInKey(pk),
    invoice_number: null,
    number: null,
    ...rest,
    ...(metadata !== undefined && { metadata: JSON.parse(metadata) }),
    verifactu: { enabled: false },
    created_at: timestamp(new Date(creation.at)),
    updated_at: timestamp(new Date(update.at)),
  };
}
