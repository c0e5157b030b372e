import { folded } from '../../../shared/receivables/lists/folded.ts';
import { type Listing, mark } from '../../../shared/receivables/lists/listing.ts';
import { rowsOf } from '../dialect/paging.ts';
import { dateInSpain } from './dates.ts';
import type { Filters, Metadata } from './invoice-filters.ts';

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

/** What a value of metadata is asked for by. */
const textOf = (value: unknown): string => (typeof value === 'string' ? value : JSON.stringify(value));

/** A key and value of metadata as rows have it. */
export const metadataMark = (key: string, value: unknown): string => mark(`${key}=${textOf(value)}`);

/** Our choice, so that a row stays small: an invoice with more is found by the first ones. */
const MOST_MARKS = 50;

/** What rows have of an invoice. Tables outlive code: the names stay. */
interface Values {
  readonly type: string;
  readonly status: string;
  readonly number?: string;
  readonly series: string;
  readonly customer?: string;
  readonly name?: string;
  readonly nif?: string;
  readonly method?: string;
  readonly ref?: string;
  readonly valid_until?: string;
  readonly base: number;
  readonly total: number;
  readonly metadata?: readonly string[];
}

/**
 * What lists know of an invoice; what is not there is left out. A row costs what its bytes cost, at each look at it.
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

type Wanted = Omit<Filters, 'rectified_invoice_id'> & Partial<Pick<Filters, 'rectified_invoice_id'>>;

/** Whether a row, of an invoice of this date, is wanted. */
type Filter = (row: Values, date: string) => boolean;

/** The list that a client asks for, and the parameters for which every invoice must be looked at. */
export function listOf(query: Wanted, now: Date) {
  const { metadata, sort_by, sort_order } = query;
  const wanted = Object.entries(filtersOf(query, dateInSpain(now))).filter(
    ([, filter]) => filter !== undefined,
  );
  const filters = wanted.map(([, filter]) => filter as Filter);
  const order = ORDERS[sort_by];
  return {
    request: {
      kind: 'INVOICE',
      states: ['LIVE'],
      filter:
        filters.length > 0
          ? (listed: object, place: string) =>
              filters.every((filter) => filter(listed as Values, place.slice(0, DATE_LENGTH)))
          : undefined,
      confirm:
        metadata.length > 0
          ? <Item extends Confirmed>(items: readonly Item[]) =>
              items.filter((item) => hasMetadata(item, metadata))
          : undefined,
      order: order && ((listed: object) => order(listed as Values)),
      descending: sort_order === 'desc',
      ...rowsOf(query),
    } as const,
    narrowed: [...wanted.map(([name]) => name), ...(order ? ['sort_by'] : [])],
  };
}

const DATE_LENGTH = '2026-11-30'.length;

/** The default order is by date, and on one day by number. What is not there comes before what is: our choice. */
const ORDERS: Readonly<Record<Filters['sort_by'], ((row: Values) => string | number) | undefined>> = {
  issue_date: undefined,
  invoice_number: ({ number = '' }) => number,
  invoice_total: ({ total }) => total,
  taxable_base: ({ base }) => base,
  recipient_name: ({ name = '' }) => name,
  status: ({ status }) => status,
};

function filtersOf(query: Wanted, today: string): Record<string, Filter | undefined> {
  const { metadata } = query;
  const { status, payment_method, type, customer_id, date_from, date_to, external_ref } = query;
  const has = (part: string) => (text: string | undefined) => text?.includes(part) ?? false;
  const search = withText(query.search, (part) => {
    const found = has(part);
    return ({ number, name, nif, series }: Values) => [number, name, nif, series].some(found);
  });
  const marks = metadata.map(([key, value]) => metadataMark(key, value));
  return {
    search,
    status: withWords(status, (words) => (row) => words.includes(statusOf(row, today))),
    // NONE is also what has none.
    payment_method: withWords(payment_method, (words) => (row) => words.includes(row.method ?? 'NONE')),
    type: type && ((row) => row.type === type),
    // Our reading of a word that the vendor does not explain: proformas are no documents of taxes.
    fiscal_only: query.fiscal_only && !type ? (row) => row.type !== 'PROFORMA' : undefined,
    customer_id: customer_id && ((row) => row.customer === customer_id),
    date_from: date_from && ((_, date) => date >= date_from),
    date_to: date_to && ((_, date) => date <= date_to),
    // That it is the whole number is our choice: for a part of it there is `search`.
    invoice_number: withText(query.invoice_number, (text) => (row) => row.number === text),
    recipient_name: withText(query.recipient_name, (part) => (row) => has(part)(row.name)),
    recipient_nif: withText(query.recipient_nif, (part) => (row) => has(part)(row.nif)),
    series_code: withText(query.series_code, (text) => (row) => row.series === text),
    external_ref: external_ref ? (row) => row.ref === external_ref : undefined,
    taxable_base_min: withAmount(query.taxable_base_min, (least) => (row) => row.base >= least),
    taxable_base_max: withAmount(query.taxable_base_max, (most) => (row) => row.base <= most),
    total_min: withAmount(query.total_min, (least) => (row) => row.total >= least),
    total_max: withAmount(query.total_max, (most) => (row) => row.total <= most),
    // There are no correctives here, and nothing is sent to the tax office.
    rectified_invoice_id: query.rectified_invoice_id && (() => false),
    verifactu_status: query.verifactu_status && (() => query.verifactu_status === 'NOT_SUBMITTED'),
    verifactu_enabled: query.verifactu_enabled === undefined ? undefined : () => !query.verifactu_enabled,
    metadata: metadata.length > 0 ? (row) => marks.every((mark) => row.metadata?.includes(mark)) : undefined,
  } as Record<string, Filter | undefined>;
}

const withText = (text: string | undefined, filterOf: (text: string) => Filter): Filter | undefined =>
  folded(text ?? '') === '' ? undefined : filterOf(folded(text as string));

const withWords = (words: readonly string[] | undefined, filterOf: (words: readonly string[]) => Filter) =>
  words && words.length > 0 ? filterOf(words) : undefined;

const withAmount = (amount: number | undefined, filterOf: (amount: number) => Filter): Filter | undefined =>
  amount === undefined ? undefined : filterOf(amount);

const statusOf = ({ status, valid_until }: Values, today: string): string =>
  status === 'ACTIVE' && valid_until !== undefined && valid_until < today ? 'EXPIRED' : status;

interface Confirmed {
  readonly fields: { readonly metadata?: string };
}

/** Rows have hashes alone. */
function hasMetadata({ fields }: Confirmed, wanted: Metadata): boolean {
  const metadata = JSON.parse(fields.metadata ?? '{}') as Record<string, unknown>;
  return wanted.every(([key, value]) => Object.hasOwn(metadata, key) && textOf(metadata[key]) === value);
}
