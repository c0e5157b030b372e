import { readItems } from '../../dynamodb/read-items.ts';
import type { Table } from '../../dynamodb/tables.ts';
import { idInKey, type Tenant } from '../keys.ts';
import { placesInOrder } from './in-order.ts';
import {
  type ListAttributes,
  type ListedValues,
  type ListState,
  orderIn,
  SHARDS,
  shardKey,
} from './listing.ts';
import { comparePlaces, FirstPlaces, type Place } from './order.ts';
import { type Row, Shard } from './shard.ts';

type ListedItem = { readonly pk: string; readonly sk: string } & Partial<ListAttributes>;

/** A page of a tenant's items of one kind. */
export interface ListRequest<Item = unknown> {
  readonly kind: string;
  readonly states: readonly ListState[];
  /** Which items are wanted, by what is listed of them and by the value of the default order; all without it. */
  readonly filter?: ((listed: ListedValues, order: string) => boolean) | undefined;
  /** For what the listed values do not tell whole: which of these items, some of the page's together, are wanted. */
  readonly confirm?: ((items: readonly Item[]) => Promise<readonly Item[]> | readonly Item[]) | undefined;
  /** What they are ordered by, and then by key; the default order without it. */
  readonly order?: ((listed: ListedValues) => string | number) | undefined;
  /** The other way round, equals too. */
  readonly descending?: boolean;
  /** Items in front of the page. */
  readonly offset: number;
  /** Items on the page, at most 5,000. */
  readonly limit: number;
  /** Rows that were looked at already, to know what to filter by: they count among those that may be. */
  readonly looked?: number | undefined;
}

export type ListOutcome<Item> =
  /** `total` items are wanted, on all pages together. */
  | { readonly outcome: 'listed'; readonly items: readonly Item[]; readonly total: number }
  | TooMany
  /** The items of this page are too large together; so many of them are not. */
  | { readonly outcome: 'tooLarge'; readonly fitting: number };

/** More rows than `most` would have to be looked at. Without filter and order there is no such limit. */
export interface TooMany {
  readonly outcome: 'tooMany';
  readonly most: number;
}

export interface ListLimits {
  /** Rows that are looked at for a filter or an order. */
  readonly rows: number;
  /** Of the items of a page as JSON: an answer of Lambda holds 6 MB. */
  readonly bytes: number;
}

const LIMITS: ListLimits = { rows: 100_000, bytes: 5_000_000 };

/** Items that are read at a time. All 5,000 of a page may be large: it is given up where it has become too large. */
const PORTION = 300;

/**
 * Lists items of a tenant. Which they are is read from the index `listed-by-tenant`, which may be behind by some
 * milliseconds, all its partitions side by side; what they are, from the table itself. So an item that has changed
 * since is shown as it is, or left out where it is no longer wanted.
 * @throws GaveUp when the time is over before all is read
 */
export async function list<Item extends ListedItem>(
  table: Table,
  tenant: Tenant,
  request: ListRequest<Item>,
  limits: ListLimits = LIMITS,
): Promise<ListOutcome<Item>> {
  const { filter, order, descending = false } = request;
  const listKeys = listKeysOf(tenant, request);
  const shards = listKeys.map((listKey) => new Shard(table, listKey, descending));
  const asked = { table, request, limits, listKeys: new Set(listKeys) };
  return filter || order ? amongAll(asked, shards) : inOrder(asked, shards);
}

/**
 * The ids of a tenant's items that are wanted, for a list of others that name them. The index may be behind: `confirm`
 * of that list is to ask the items themselves.
 * @returns how many rows were looked at, too, for that list to count
 * @throws GaveUp when the time is over before all is read
 */
export async function listedIds(
  table: Table,
  tenant: Tenant,
  request: Pick<ListRequest<never>, 'kind' | 'states' | 'filter'>,
  limits: Pick<ListLimits, 'rows'> = LIMITS,
): Promise<
  { readonly outcome: 'found'; readonly ids: ReadonlySet<string>; readonly looked: number } | TooMany
> {
  const shards = listKeysOf(tenant, request).map((listKey) => new Shard(table, listKey, false));
  const ids = new Set<string>();
  const looked = await lookAtAll(shards, limits.rows, (row) => {
    if (isWanted(row, request)) ids.add(idInKey(row.pk));
  });
  return looked > limits.rows ? { outcome: 'tooMany', most: limits.rows } : { outcome: 'found', ids, looked };
}

const listKeysOf = (tenant: Tenant, { kind, states }: Pick<ListRequest, 'kind' | 'states'>): string[] =>
  states.flatMap((state) =>
    Array.from({ length: SHARDS }, (_, shard) => shardKey(tenant, kind, state, shard)),
  );

/** What all steps of a list need. */
interface Asked<Item> {
  readonly table: Table;
  readonly request: ListRequest<Item>;
  readonly limits: ListLimits;
  readonly listKeys: ReadonlySet<string>;
}

const boundsOf = ({ offset, limit }: Pick<ListRequest, 'offset' | 'limit'>) => ({
  start: offset,
  end: offset + limit,
});

/** At any size: what is behind the page is only counted, while its items are read. */
async function inOrder<Item extends ListedItem>(
  asked: Asked<Item>,
  shards: readonly Shard[],
): Promise<ListOutcome<Item>> {
  const { descending = false } = asked.request;
  const bounds = boundsOf(asked.request);
  const { places, seen } = await placesInOrder(shards, { ...bounds, descending });
  const [listed, ...rest] = await Promise.all([
    pageOf(asked, places),
    ...shards.map((shard) => shard.countRest()),
  ]);
  return withTotal(
    listed,
    rest.reduce((sum, count) => sum + count, seen),
  );
}

/** Looks at every row, and keeps no more places than are needed for the page. */
async function amongAll<Item extends ListedItem>(
  asked: Asked<Item>,
  shards: readonly Shard[],
): Promise<ListOutcome<Item>> {
  const { request, limits } = asked;
  const { order, descending } = request;
  const { start, end } = boundsOf(request);
  const first = new FirstPlaces(end, descending ? (a, b) => comparePlaces(b, a) : comparePlaces);
  const placeOf = ({ pk, listOrder, listed }: Row): Place => ({
    value: order ? order(listed) : listOrder,
    pk,
  });
  let total = 0;
  const most = limits.rows - (request.looked ?? 0);
  const looked = await lookAtAll(shards, most, (row) => {
    if (!isWanted(row, request)) return;
    total++;
    first.add(placeOf(row));
  });
  if (looked > most) return { outcome: 'tooMany', most: limits.rows };
  return withTotal(await pageOf(asked, first.sorted().slice(start)), total);
}

/**
 * Shows every row of these partitions, all of which are read side by side.
 * @returns how many rows that were; when more than `most`, they are not all
 */
async function lookAtAll(shards: readonly Shard[], most: number, look: (row: Row) => void): Promise<number> {
  let looked = 0;
  await Promise.all(
    shards.map(async (shard) => {
      while (!shard.hasEnded && looked <= most) {
        const rows = await shard.rows();
        looked += rows.length;
        rows.forEach(look);
      }
    }),
  );
  return looked;
}

const isWanted = (
  { listed, listOrder }: Partial<ListAttributes>,
  { filter }: Pick<ListRequest, 'filter'>,
): boolean =>
  listed !== undefined && listOrder !== undefined && (!filter || filter(listed, orderIn(listOrder)));

/** What is on a page. */
type Page<Item> =
  | { readonly outcome: 'listed'; readonly items: readonly Item[]; readonly gone: number }
  | { readonly outcome: 'tooLarge'; readonly fitting: number };

const withTotal = <Item>(page: Page<Item>, total: number): ListOutcome<Item> =>
  page.outcome === 'listed' ? { outcome: 'listed', items: page.items, total: total - page.gone } : page;

/** The items in these places, without those that the index has of an earlier state. */
async function pageOf<Item extends ListedItem>(
  asked: Asked<Item>,
  places: readonly Place[],
): Promise<Page<Item>> {
  // An item whose row moves on while rows are read is met twice, and no batch may name it twice.
  const keys = [...new Set(places.map(({ pk }) => pk))];
  const items: Item[] = [];
  let size = 0;
  for (let start = 0; start < keys.length; start += PORTION) {
    for (const item of await wantedItems(asked, keys.slice(start, start + PORTION))) {
      size += Buffer.byteLength(JSON.stringify(item));
      if (size > asked.limits.bytes) return { outcome: 'tooLarge', fitting: items.length };
      items.push(item);
    }
  }
  return { outcome: 'listed', items, gone: places.length - items.length };
}

/** Those of the items that are wanted still, as they are now. */
async function wantedItems<Item extends ListedItem>(
  { table, request, listKeys }: Asked<Item>,
  keys: readonly string[],
): Promise<readonly Item[]> {
  const { kind, confirm } = request;
  const found = await readItems<Item>(
    table,
    keys.map((pk) => ({ pk, sk: kind })),
  );
  const items = keys.flatMap((pk) => {
    const item = found.get(pk);
    return item && listKeys.has(item.listKey ?? '') && isWanted(item, request) ? [item] : [];
  });
  return confirm ? confirm(items) : items;
}
