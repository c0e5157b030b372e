import { folded, MOST_ORDER } from '../../../shared/receivables/lists/folded.ts';
import type { Listing } from '../../../shared/receivables/lists/listing.ts';
import { rowsOf } from '../dialect/paging.ts';
import type { Filters } from './customer-filters.ts';

interface Listable {
  readonly legal_name: string;
  readonly trade_name?: string;
  readonly nif?: string;
  readonly alternative_id?: { readonly number: string };
  readonly email?: string;
  readonly phone?: string;
  readonly address: { readonly city: string; readonly province: string };
}

/** What lists know of a customer. Tables outlive code: the names stay. */
type Values = Partial<Record<(typeof TEXTS)[number], string>> & { readonly created_at: number };

const TEXTS = ['legal_name', 'trade_name', 'nif', 'email', 'phone', 'city', 'province'] as const;

/** A row costs what its bytes cost, at each look at it: what is not there, or the same, is left out. */
export function listingOf(customer: Listable, createdAt: string): Listing {
  const { legal_name, trade_name, nif, alternative_id, email, phone, address } = customer;
  const order = folded(legal_name);
  const texts = {
    // The value of the default order, which rows have already.
    legal_name: order.length > MOST_ORDER ? order : '',
    trade_name: trade_name && folded(trade_name) !== order ? folded(trade_name) : '',
    // Our choice: the number of an alternative id is found where a NIF is.
    nif: folded(nif ?? alternative_id?.number ?? ''),
    email: folded(email ?? ''),
    phone: ungrouped(phone ?? ''),
    city: folded(address.city),
    province: folded(address.province),
  };
  const given = Object.entries(texts).filter(([, text]) => text !== '');
  return { values: { ...Object.fromEntries(given), created_at: Date.parse(createdAt) }, order };
}

/** Our choice: a phone is found however it is grouped. */
const ungrouped = (phone: string): string => phone.replace(/[\s\-()]/g, '');

/** Where `search` looks. That it looks at trade names too is our choice. */
const SEARCHED = ['legal_name', 'trade_name', 'nif', 'email'] as const;

/** The filters that look for a part of one value. That city and province are such is our choice. */
const PARTS = ['legal_name', 'nif', 'email', 'phone', 'city', 'province'] as const;

/** The list that a client asks for, and the parameters for which every customer must be looked at. */
export function listOf(query: Filters) {
  const { active, sort_by, sort_order } = query;
  const wanted = PARTS.map(
    (name) => [name, (name === 'phone' ? ungrouped : folded)(query[name] ?? '')] as const,
  );
  const parts = wanted.filter(([, part]) => part !== '');
  const search = folded(query.search ?? '');
  const filter = (listed: object, order: string) => {
    const values: Values = { legal_name: order, ...(listed as Values) };
    const has = (name: (typeof TEXTS)[number], part: string) => values[name]?.includes(part) ?? false;
    return (
      parts.every(([name, part]) => has(name, part)) &&
      (search === '' || SEARCHED.some((name) => has(name, search)))
    );
  };
  const filters = [...(search === '' ? [] : ['search']), ...parts.map(([name]) => name)];
  const order = sort_by === 'legal_name' ? undefined : orderBy(sort_by);
  return {
    request: {
      kind: 'CUSTOMER',
      states: [active ? 'ACTIVE' : 'INACTIVE'],
      filter: filters.length > 0 ? filter : undefined,
      order,
      descending: sort_order === 'desc',
      ...rowsOf(query),
    } as const,
    narrowed: [...filters, ...(order ? ['sort_by'] : [])],
  };
}

/** Our choice: what is not there comes before what is. In one list all customers are active, or all are not. */
const orderBy = (name: Exclude<Filters['sort_by'], 'legal_name'>) => (listed: object) =>
  name === 'active' ? '' : ((listed as Values)[name] ?? '');
