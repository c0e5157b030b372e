import type { Table } from '../../dynamodb/tables.ts';
import type { Tenant } from '../keys.ts';
import { boundsOf, Found } from './found.ts';
import { placesInOrder } from './in-order.ts';
import { type Asked, isWanted, keysOf, pageOf, portionsOf, wantedItems, withTotal } from './page.ts';
import { LIMITS, type ListedItem, type ListLimits, type ListOutcome, type ListRequest } from './request.ts';
import { listKeysOf, lookAtAll } from './rows.ts';
import { type Row, Shard } from './shard.ts';

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
  const { ids, filter, order, range, descending = false } = request;
  const listKeys = listKeysOf(tenant, request);
  const asked = { table, request, limits, listKeys: new Set(listKeys) };
  if (ids) return amongThese(asked, keysOf(tenant, request.kind, ids));
  const shards = listKeys.map((listKey) => new Shard(table, listKey, { range, descending }));
  return filter || order ? amongAll(asked, shards) : inOrder(asked, shards);
}

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
  const found = new Found(request);
  const most = limits.rows - (request.looked ?? 0);
  const looked = await lookAtAll(shards, most, (row) => {
    if (isWanted(row, request)) found.add(row);
  });
  if (looked > most) return { outcome: 'tooMany', most: limits.rows };
  return withTotal(await pageOf(asked, found.page()), found.total);
}

/** The same of items that are read as they are now: which of them are on the page is known when all are read. */
async function amongThese<Item extends ListedItem>(
  asked: Asked<Item>,
  keys: readonly string[],
): Promise<ListOutcome<Item>> {
  const found = new Found(asked.request);
  for (const portion of portionsOf(keys))
    for (const item of await wantedItems(asked, portion)) found.add(item as Row & Item);
  return withTotal(await pageOf(asked, found.page()), found.total);
}
