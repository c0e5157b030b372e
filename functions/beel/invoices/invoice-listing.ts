import { hash } from 'node:crypto';
import { folded, type Listing } from '../../../shared/receivables/lists/listing.ts';

interface Listable {
  readonly type: string;
  readonly status: string;
  readonly number?: number;
  readonly invoice_number?: string;
  readonly issue_date: string;
  readonly valid_until?: string;
  readonly series: { readonly code: string };
  readonly recipient: {
    readonly customer_id?: string;
    readonly legal_name?: string;
    readonly nif?: string;
    readonly alternative_id?: { readonly number: string };
  };
  readonly totals: { readonly taxable_base: number; readonly invoice_total: number };
  readonly payment_info?: { readonly method: string } | undefined;
  readonly external_ref?: string;
  readonly metadata?: string;
}

/** A key and value of metadata as rows have it: short, and checked on the item. */
export const metadataMark = (key: string, value: unknown): string =>
  hash('sha256', `${key}=${typeof value === 'string' ? value : JSON.stringify(value)}`, 'base64url').slice(
    0,
    8,
  );

/** Our choice, so that a row stays small: an invoice with more is found by the first ones. */
const MOST_MARKS = 50;

/**
 * What lists know of an invoice; what is not there is left out. A row costs what its bytes cost, at each look at it.
 * Tables outlive code: the names stay.
 */
export function listingOf(invoice: Listable): Listing {
  const { type, status, number, invoice_number, issue_date, valid_until, series, recipient, totals } =
    invoice;
  const { payment_info, external_ref, metadata } = invoice;
  const { customer_id, legal_name, nif, alternative_id } = recipient;
  const marks = Object.entries((metadata === undefined ? {} : JSON.parse(metadata)) as object)
    .slice(0, MOST_MARKS)
    .map(([key, value]) => metadataMark(key, value));
  const values = {
    type,
    status,
    number: invoice_number && folded(invoice_number),
    series: folded(series.code),
    customer: customer_id,
    name: legal_name && folded(legal_name),
    nif: folded(nif ?? alternative_id?.number ?? '') || undefined,
    method: payment_info?.method,
    ref: external_ref,
    valid_until,
    base: totals.taxable_base,
    total: totals.invoice_total,
    metadata: marks.length > 0 ? marks : undefined,
  };
  const given = Object.entries(values).filter(([, value]) => value !== undefined);
  // The newest numbers of a day come last; drafts, which have none, before them.
  const order = `${issue_date} ${String(number ?? 0).padStart(10, '0')}`;
  return { values: Object.fromEntries(given) as Listing['values'], order };
}
