import type { CustomerItem } from '../../../shared/receivables/items.ts';
import type { Listing } from '../../../shared/receivables/lists/listing.ts';
import {
  all,
  asked,
  containing,
  hasTexts,
  marked,
  marksOf,
  searched,
  type Texts,
} from '../../../shared/receivables/lists/row-values.ts';
import { createdBetween, given } from '../dialect/search-fields.ts';
import type { Filters, Paging } from './customer-filters.ts';

interface Listable {
  readonly legalName: string;
  readonly accountNumber?: string | undefined;
  readonly assignedAgent?: string | undefined;
  readonly branchCodes?: readonly string[] | undefined;
  readonly contactNumber?: string | undefined;
  readonly customerKeyContacts: readonly {
    readonly deleted: boolean;
    readonly mobile: string;
    readonly email?: string | undefined;
  }[];
  readonly panOrGstin?: string | undefined;
  readonly state?: string | undefined;
  readonly uniqueRefNo?: string | undefined;
}

/** What rows have of a customer. Tables outlive code: the names stay. */
interface Values {
  readonly name: string;
  readonly marks?: readonly string[];
}

/** What lists know of a customer. Their default order is that of creation. */
export const listingOf = (customer: Listable, createdAt: string): Listing => ({
  values: { name: searched(customer.legalName), ...marksOf(textsOf(customer)) } satisfies Values,
  order: createdAt,
});

/** What is asked for whole, by the filters that ask for it. */
function textsOf(customer: Listable): Texts {
  const contacts = customer.customerKeyContacts.filter(({ deleted }) => !deleted);
  return {
    accountNumber: [customer.accountNumber],
    assignedAgent: [customer.assignedAgent],
    branchCodes: customer.branchCodes ?? [],
    contactNumber: [customer.contactNumber, ...contacts.map(({ mobile }) => mobile)],
    email: contacts.map(({ email }) => email?.toLowerCase()),
    panOrGstin: [customer.panOrGstin],
    state: [customer.state],
    uniqueRefNo: [customer.uniqueRefNo],
  };
}

/** Whether rows have this in their names. */
export const named = (part: string | undefined) => containing(({ name }: Values) => name, part);

/** The list that a client asks for. */
export function listOf(body: Filters, { orderBy, direction, offset, limit }: Paging) {
  const { accountNumber, assignedAgent, branchCodes, contactNumber, email, panOrGstin, state, uniqueRefNo } =
    body;
  const wanted = asked({
    ...{ accountNumber, assignedAgent, branchCodes, contactNumber, email: email?.toLowerCase() },
    ...{ panOrGstin, state, uniqueRefNo },
  });
  return {
    kind: 'CUSTOMER',
    states: body.customerStatus ? ([body.customerStatus] as const) : (['ACTIVE', 'INACTIVE'] as const),
    ids: given(body.customerIds),
    range: createdBetween(body.createdOnFrom, body.createdOnTo),
    filter: all<Values>([named(body.legalName), marked(wanted)]),
    confirm: <Item extends CustomerItem<Listable>>(items: readonly Item[]) =>
      items.filter(({ profile }) => hasTexts(wanted, textsOf(profile as Listable))),
    order: orderBy === 'legalName' ? (listed: object) => (listed as Values).name : undefined,
    descending: direction === 'DESC',
    ...{ offset, limit },
  } as const;
}

/** The filters by which fewer rows are looked at. */
export const NARROWING = ['customerIds', 'createdOnFrom', 'createdOnTo'];
