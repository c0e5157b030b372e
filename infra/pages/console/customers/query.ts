import type { ListedBy } from '../../../../functions/vendor.ts';
import { folded } from '../../../../shared/receivables/lists/folded.ts';

/** Which customers are wanted, in which order, and where in the list somebody is: all that the address says. */
export interface CustomersQuery {
  readonly vendor: string;
  readonly tenant: string;
  readonly states: readonly string[];
  readonly name: string;
  readonly id: string;
  readonly created_from: string;
  readonly created_to: string;
  readonly changed_from: string;
  readonly changed_to: string;
  readonly unused_since: string;
  readonly order: ListedBy;
  readonly direction: 'asc' | 'desc';
  readonly size: number;
  /** From 1 on. */
  readonly page: number;
}

export const STATES = ['active', 'inactive', 'deleted'] as const;

export const PAGE_SIZES = [25, 50, 100] as const;

/** Deleted customers are seldom meant. Every vendor knows names. */
export const USUAL: CustomersQuery = {
  ...{ vendor: '', tenant: '', states: ['active', 'inactive'], name: '', id: '' },
  ...{ created_from: '', created_to: '', changed_from: '', changed_to: '', unused_since: '' },
  ...{ order: 'name', direction: 'asc', size: 25, page: 1 },
};

const ORDERS: readonly string[] = ['name', 'id', 'created', 'changed'] satisfies ListedBy[];

/** What an address asks for. What nobody can mean is as if it were not there. */
export function queryIn(address: URLSearchParams): CustomersQuery {
  const text = (name: string) => address.get(name)?.trim() ?? '';
  const oneOf = <T>(value: unknown, all: readonly unknown[], usual: T) =>
    all.includes(value) ? (value as T) : usual;
  const states = STATES.filter((state) => text('state').split(',').includes(state));
  const page = Number(text('page'));
  return {
    ...{ vendor: text('vendor'), tenant: text('tenant') },
    states: states.length > 0 ? states : USUAL.states,
    // A text of nothing but accents and spaces finds nobody, and is refused.
    name: folded(text('name')) && (address.get('name') as string),
    id: text('id'),
    ...{ created_from: text('created_from'), created_to: text('created_to') },
    ...{ changed_from: text('changed_from'), changed_to: text('changed_to') },
    unused_since: text('unused_since'),
    order: oneOf(text('order'), ORDERS, USUAL.order),
    direction: oneOf(text('direction'), ['asc', 'desc'], USUAL.direction),
    size: oneOf(Number(text('size')), PAGE_SIZES, USUAL.size),
    page: Number.isSafeInteger(page) && page > 0 ? page : 1,
  };
}

/** The parameters of an address that asks for it: what is usual is left out. */
export function addressOf(query: CustomersQuery): Record<string, string> {
  const { states, ...others } = query;
  const given = Object.entries(others).filter(
    ([name, value]) => value !== USUAL[name as keyof typeof others],
  );
  const isUsual = states.length === 0 || states.join() === USUAL.states.join();
  return {
    ...(!isUsual && { state: states.join() }),
    ...Object.fromEntries(given.map(([name, value]) => [name, String(value)])),
  };
}

/** What a list of a tenant's customers is asked with, but for its cursor. */
export function parametersOf(query: CustomersQuery): URLSearchParams {
  const { states, order, direction, size, page: _, vendor: __, tenant: ___, ...filters } = query;
  const given = Object.entries(filters).filter(([, value]) => value !== '');
  // Of customers that nothing refers to a page of the list is seldom full: larger ones find them in fewer requests.
  const limit = filters.unused_since ? '100' : String(size);
  return new URLSearchParams({ state: states.join(), ...Object.fromEntries(given), order, direction, limit });
}

/** What rows of a list must have so that it can be asked for. */
export const valuesNeededBy = (query: CustomersQuery): readonly ListedBy[] => [
  ...new Set([
    query.order,
    ...(query.created_from || query.created_to ? (['created'] as const) : []),
    ...(query.changed_from || query.changed_to ? (['changed'] as const) : []),
  ]),
];

/** Whether anything narrows the list beside the states. */
export const isFiltered = (query: CustomersQuery): boolean =>
  Object.keys(addressOf({ ...query, order: 'name', direction: 'asc', size: USUAL.size, page: 1 })).length > 0;
