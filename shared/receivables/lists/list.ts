import { readItems } from '../../dynamodb/read-items.ts';
import type { Table } from '../../dynamodb/tables.ts';
import type { Tenant } from '../keys.ts';
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
  /** For what the listed values do not tell whole: asked of each item of the page as well. */
  readonly confirm?: ((item: Item) => boolean) | undefined;
  /** What they are ordered by, and then by key; the default order without it. */
  readonly order?: ((listed: ListedValues) => string | number) | undefined;
  /** The other way round, equals too. */
  readonly descending?: boolean;
  /** From 1. */
  readonly page: number;
  /** Items on a page, at most 100. */
  readonly limit: number;
}

export type ListOutcome<Item> =
  /** `total` items are wanted, on all pages together. */
  | { readonly outcome: 'listed'; readonly items: readonly Item[]; readonly total: number }
  /** More rows than `most` would have to be looked at. Without filter and order there is no such limit. */
  | { readonly outcome: 'tooMany'; readonly most: number }
  /** The items of this page are too large together; so many of them are not. */
  | { readonly outcome: 'tooLarge'; readonly fitting: number };

export interface ListLimits {
  /** Rows that are looked at for a filter or an order. */
  readonly rows: number;
  /** Of the items of a page as JSON: an answer of Lambda holds 6 MB. */
  readonly bytes: number;
}

const LIMITS: ListLimits = { rows: 100_000, bytes: 5_000_000 };

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
  const { kind, states, filter, order, descending = false } = request;
  const listKeys = states.flatMap((state) =>
    Array.from({ length: SHARDS }, (_, shard) => shardKey(tenant, kind, state, shard)),
  );
  const shards = listKeys.map((listKey) => new Shard(table, listKey, descending));
  const asked = { table, request, limits, listKeys: new Set(listKeys) };
  return filter || order ? amongAll(asked, shards) : inOrder(asked, shards);
}

/** What all steps of a list need. */
interface Asked<Item> {
  readonly table: Table;
  readonly request: ListRequest<Item>;
  readonly limits: ListLimits;
  readonly listKeys: ReadonlySet<string>;
}

const boundsOf = ({ page, limit }: ListRequest<never>) => ({ start: (page - 1) * limit, end: page * limit });

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
  let [looked, total] = [0, 0];
  const placeOf = ({ pk, listOrder, listed }: Row): Place => ({
    value: order ? order(listed) : listOrder,
    pk,
  });
  await Promise.all(
    shards.map(async (shard) => {
      while (!shard.hasEnded && looked <= limits.rows) {
        const rows = await shard.rows();
        looked += rows.length;
        for (const row of rows) {
          if (!isWanted(row, request)) continue;
          total++;
          first.add(placeOf(row));
        }
      }
    }),
  );
  if (looked > limits.rows) return { outcome: 'tooMany', most: limits.rows };
  return withTotal(await pageOf(asked, first.sorted().slice(start)), total);
}

const isWanted = ({ listed, listOrder }: Partial<ListAttributes>, { filter }: ListRequest<never>): boolean =>
  listed !== undefined && listOrder !== undefined && (!filter || filter(listed, orderIn(listOrder)));

/** What is on a page. */
type Page<Item> =
  | { readonly outcome: 'listed'; readonly items: readonly Item[]; readonly gone: number }
  | { readonly outcome: 'tooLarge'; readonly fitting: number };

const withTotal = <Item>(page: Page<Item>, total: number): ListOutcome<Item> =>
  page.outcome === 'listed' ? { outcome: 'listed', items: page.items, total: total - page.gone } : page;

/** The items in these places, without those that the index has of an earlier state. */
async function pageOf<Item extends ListedItem>(
  { table, request, limits, listKeys }: Asked<Item>,
  places: readonly Place[],
): Promise<Page<Item>> {
  const { kind, confirm = () => true } = request;
  // An item whose row moves on while rows are read is met twice, and no batch may name it twice.
  const keys = [...new Set(places.map(({ pk }) => pk))];
  const found = await readItems<Item>(
    table,
    keys.map((pk) => ({ pk, sk: kind })),
  );
  const items: Item[] = [];
  let size = 0;
  for (const pk of keys) {
    const item = found.get(pk);
    if (!item || !listKeys.has(item.listKey ?? '') || !isWanted(item, request) || !confirm(item)) continue;
    size += Buffer.byteLength(JSON.stringify(item));
    if (size > limits.bytes) return { outcome: 'tooLarge', fitting: items.length };
    items.push(item);
  }
  return { outcome: 'listed', items, gone: places.length - items.length };
}
