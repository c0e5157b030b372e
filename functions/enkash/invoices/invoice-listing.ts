import type { DependentItem } from '../../../shared/receivables/items.ts';
import type { Listing } from '../../../shared/receivables/lists/listing.ts';
import {
  all,
  asked,
  between,
  containing,
  hasTexts,
  marked,
  marksOf,
  searched,
  seconds,
  type Texts,
  type Wanted,
} from '../../../shared/receivables/lists/row-values.ts';
import { createdBetween, given } from '../dialect/search-fields.ts';
import type { Filters, Paging } from './invoice-filters.ts';
import { type Course, statusOf } from './status.ts';

interface Listable extends Course {
  readonly customerId: string;
  readonly dueDate: string;
  readonly baseAmount: number;
  readonly approvalStatus?: string | undefined;
  readonly dispatchedOn?: string | undefined;
  readonly externalId?: string | undefined;
  readonly invoiceDate?: string | undefined;
  readonly invoiceNumber?: string | undefined;
  readonly poNumber?: string | undefined;
  readonly via?: string | undefined;
}

/** What rows have of an invoice; what is not there, or 0, is left out. Tables outlive code: the names stay. */
type Values = {
  readonly customer: string;
  readonly base: number;
  readonly net: number;
  readonly balance?: number;
  readonly received?: number;
  /** Whole seconds since 1970. */
  readonly due: number;
  readonly dated?: number;
  readonly dispatched?: number;
  readonly number?: string;
  readonly po?: string;
  readonly marks?: readonly string[];
};

/** What lists know of an invoice. Their default order is that of creation. */
export function listingOf(invoice: Listable, createdAt: string): Listing {
  const { customerId, baseAmount, netAmount, balanceAmount, totalReceived, dueDate } = invoice;
  const { invoiceDate, dispatchedOn, invoiceNumber, poNumber } = invoice;
  const values: Values = {
    ...{ customer: customerId, base: baseAmount, net: netAmount, due: seconds(dueDate) },
    ...(balanceAmount !== 0 && { balance: balanceAmount }),
    ...(totalReceived && { received: totalReceived }),
    ...(invoiceDate && { dated: seconds(invoiceDate) }),
    ...(dispatchedOn && { dispatched: seconds(dispatchedOn) }),
    ...(invoiceNumber && { number: searched(invoiceNumber) }),
    ...(poNumber && { po: searched(poNumber) }),
    ...marksOf(textsOf(invoice)),
  };
  return { values, order: createdAt };
}

/** What is asked for whole. */
const textsOf = (invoice: Listable): Texts => ({
  approvalStatus: [invoice.approvalStatus],
  externalId: [invoice.externalId],
  receivableStatus: [invoice.receivableStatus ?? statusOf(invoice)],
  via: [invoice.via],
});

/**
 * The list that a client asks for.
 * @param customers only their invoices; those of all where it is undefined
 */
export function listOf(body: Filters, paging: Paging, customers: ReadonlySet<string> | undefined) {
  const { orderBy, direction, offset, limit } = paging;
  const wanted = wantedTexts(body);
  const findsNone =
    // Nothing here collects money, and a deleted customer has no status: our choice.
    given(body.collectionMode) || (body.customerDeleted && body.customerStatus);
  const states = findsNone ? [] : body.customerDeleted ? (['DELETED'] as const) : (['LIVE'] as const);
  return {
    kind: 'INVOICE',
    states,
    ids: given(body.invoiceIds),
    range: createdBetween(body.createdOnFrom, body.createdOnTo),
    filter: all<Values>([marked(wanted), ...filtersOf(body), ofCustomers(customers)]),
    confirm: <Item extends DependentItem<Listable>>(items: readonly Item[]) =>
      items.filter(({ fields }) => hasTexts(wanted, textsOf(fields))),
    order: ORDERS[orderBy],
    descending: direction === 'DESC',
    ...{ offset, limit },
  } as const;
}

/** The filters by which fewer invoices are looked at. */
export const NARROWING = ['invoiceIds', 'createdOnFrom', 'createdOnTo'];

/** What has no such date comes before what has: our choice. */
const ORDERS: Readonly<Record<Paging['orderBy'], ((listed: object) => number) | undefined>> = {
  createdOn: undefined,
  dueDate: (listed) => (listed as Values).due,
  invoiceDate: (listed) => (listed as Values).dated ?? Number.NEGATIVE_INFINITY,
};

/** Both of the names for where an invoice comes from must hold. */
const wantedTexts = (body: Filters): Wanted => [
  ...asked({
    approvalStatus: body.approvalStatuses,
    externalId: body.externalIds,
    receivableStatus: body.receivableStatuses,
    via: body.via,
  }),
  ...asked({ via: body.createdVia }),
];

const ofCustomers = (ids: ReadonlySet<string> | undefined) =>
  ids && (({ customer }: Values) => ids.has(customer));

function filtersOf(body: Filters): (((row: Values) => boolean) | undefined)[] {
  const { customerIds, dispatched } = body;
  const customers = given(customerIds);
  return [
    between(({ balance = 0 }: Values) => balance, body.balanceAmountFrom, body.balanceAmountTo),
    between(({ base }: Values) => base, body.baseAmountFrom, body.baseAmountTo),
    between(({ net }: Values) => net, body.netAmountFrom, body.netAmountTo),
    between(({ received = 0 }: Values) => received, body.totalReceivedFrom, body.totalReceivedTo),
    between(({ due }: Values) => due, body.dueDateFrom, body.dueDateTo),
    between(({ dated }: Values) => dated, body.invoiceDateFrom, body.invoiceDateTo),
    between(({ dispatched }: Values) => dispatched, body.dispatchedOnFrom, body.dispatchedOnTo),
    containing(({ number }: Values) => number, body.invoiceNumber),
    containing(({ po }: Values) => po, body.poNumber),
    ofCustomers(customers && new Set(customers)),
    dispatched === undefined ? undefined : (row) => (row.dispatched !== undefined) === dispatched,
  ];
}
