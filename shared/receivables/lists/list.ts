import type { Table } from '../../dynamodb/tables.ts';
import type { Tenant } from '../keys.ts';
import { boundsOf, Found } from './found.ts';
import { placesInOrder } from './in-order.ts';
import { type Asked, pageOf, withTotal } from './page.ts';
import { LIMITS, type ListedItem, type ListLimits, type ListOutcome, type ListRequest } from './request.ts';
import { listKeysOf } from './rows.ts';
import { Shard } from './shard.ts';
import { eachWanted } from './wanted.ts';

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
  const { ids, filter, order } = request;
  const asked = { table, request, limits, listKeys: new Set(listKeysOf(tenant, request)) };
  return ids || filter || order ? amongAll(asked, tenant) : inOrder(asked);
}

/** At any size: what is behind the page is only counted, while its items are read. */
async function inOrder<Item extends ListedItem>(asked: Asked<Item>): Promise<ListOutcome<Item>> {
  const { range, descending = false } = asked.request;
  const shards = [...asked.listKeys].map((listKey) => new Shard(asked.table, listKey, { range, descending }));
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

/** Looks at all that is wanted, and keeps no more places than are needed for the page. */
async function amongAll<Item extends ListedItem>(
  asked: Asked<Item>,
  tenant: Tenant,
): Promise<ListOutcome<Item>> {
  const { table, request, limits } = asked;
  const found = new Found(request);
  const most = limits.rows - (request.looked ?? 0);
  const looked = await eachWanted(table, tenant, request, most, (row) => found.add(row));
  if (looked > most) return { outcome: 'tooMany', most: limits.rows };
  return withTotal(await pageOf(asked, found.page()), found.total);
}
