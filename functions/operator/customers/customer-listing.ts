import { isHidden } from '../../../shared/receivables/customers/restoration-window.ts';
import type { CustomerItem } from '../../../shared/receivables/items.ts';
import { customerKey, type Tenant } from '../../../shared/receivables/keys.ts';
import { folded } from '../../../shared/receivables/lists/folded.ts';
import type { ListedValues, ListState } from '../../../shared/receivables/lists/listing.ts';
import type { OnwardsRequest } from '../../../shared/receivables/lists/onwards.ts';
import type { ListedBy, ListedCustomers, Vendor } from '../../vendor.ts';
import { invalidParameter } from '../dialect/errors.ts';
import type { Filters } from './customer-filters.ts';

/** Where nothing is said: deleted customers are seldom meant. */
const USUAL = ['active', 'inactive'];

/**
 * The list that an operator asks for.
 * @throws Failure where it asks for what the vendor's rows do not have
 */
export function listOf(
  query: Filters,
  tenant: Tenant,
  rules: Vendor,
  now: Date,
): OnwardsRequest<CustomerItem> {
  const { state = [], id, cursor, direction, limit, unused_since, total } = query;
  if (total && unused_since !== undefined)
    throw invalidParameter('total', 'is not known where unused_since is given');
  const states = (state.length > 0 ? state : USUAL).map((word) => word.toUpperCase() as ListState);
  return {
    kind: 'CUSTOMER',
    states,
    ids: id === undefined ? undefined : [rules.customerIdOf(id)].filter((known) => known !== undefined),
    filter: filterOf(query, rules.lists),
    ...(states.includes('DELETED') && { confirm: notHidden(now) }),
    ...(unused_since !== undefined && { confirm: unusedSince(unused_since) }),
    order: orderOf(query, rules.lists),
    descending: direction === 'desc',
    limit,
    total,
    after: cursor && { value: cursor[0], pk: customerKey({ ...tenant, id: cursor[1] }) },
  };
}

/** Undefined for the default order. */
function orderOf({ order }: Filters, lists: ListedCustomers) {
  if (order === undefined || order === lists.order) return undefined;
  const value = readerOf(order, lists, 'order');
  return (listed: ListedValues) => value(listed, '');
}

type Filter = (listed: ListedValues, order: string) => boolean;

/** Undefined where every customer is wanted. */
function filterOf(query: Filters, lists: ListedCustomers): Filter | undefined {
  const filters = [
    ...namedAs(query, lists),
    ...between('created', query, lists),
    ...between('changed', query, lists),
  ];
  return filters.length === 0
    ? undefined
    : (listed, order) => filters.every((filter) => filter(listed, order));
}

function namedAs({ name }: Filters, lists: ListedCustomers): Filter[] {
  if (name === undefined) return [];
  const value = readerOf('name', lists, 'name');
  return [(listed, order) => String(value(listed, order)).includes(folded(name))];
}

/** The end itself is not in, so that days follow each other. */
function between(by: 'created' | 'changed', query: Filters, lists: ListedCustomers): Filter[] {
  const { [`${by}_from` as const]: from, [`${by}_to` as const]: to } = query;
  if (from === undefined && to === undefined) return [];
  const value = readerOf(by, lists, from === undefined ? `${by}_to` : `${by}_from`);
  const [least, end] = [from ?? Number.NEGATIVE_INFINITY, to ?? Number.POSITIVE_INFINITY];
  return [
    (listed, order) => {
      const time = value(listed, order) as number;
      return time >= least && time < end;
    },
  ];
}

/** @throws Failure that names what the vendor's rows have */
function readerOf(by: ListedBy, { values }: ListedCustomers, parameter: keyof Filters) {
  const value = values[by];
  if (value) return value;
  const known = Object.keys(values).sort().join(', ');
  throw invalidParameter(parameter, `lists of this vendor's customers know of ${known} only`);
}

/** Whose time is over is seen nowhere, even while DynamoDB has not removed it yet. */
const notHidden = (now: Date) => (customers: readonly CustomerItem[]) =>
  customers.filter((customer) => !isHidden(customer, now));

/** Rows have no link counts, so the customers themselves are asked. A count that is unknown may be any. */
const unusedSince = (since: number) => (customers: readonly CustomerItem[]) =>
  customers.filter(
    ({ linkCount, update, deletion }) => linkCount === 0 && !deletion && Date.parse(update.at) < since,
  );
