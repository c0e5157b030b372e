import type { Table } from '../../dynamodb/tables.ts';
import type { Tenant } from '../keys.ts';
import { countListed } from './count.ts';
import { Found } from './found.ts';
import { placesInOrder } from './in-order.ts';
import type { Place } from './order.ts';
import { pageOf } from './page.ts';
import {
  LIMITS,
  type ListedItem,
  type ListLimits,
  type ListRequest,
  type TooLarge,
  type TooMany,
} from './request.ts';
import { listKeysOf } from './rows.ts';
import { Shard } from './shard.ts';
import { eachWanted } from './wanted.ts';

export interface OnwardsRequest<Item> extends Omit<ListRequest<Item>, 'offset' | 'looked' | 'range'> {
  /** The place at which the page before ended; the first page without it. */
  readonly after?: Place | undefined;
  /** Whether it says how many there are on all pages: without a filter they are counted for it, beside the page. */
  readonly total?: boolean;
}

export type OnwardsOutcome<Item> =
  | {
      readonly outcome: 'listed';
      readonly items: readonly Item[];
      /** Where the next page begins; undefined behind the last one. */
      readonly next?: Place;
      /** Where it was asked for. What `confirm` leaves out counts, except where the request names ids. */
      readonly total?: number | undefined;
    }
  | TooMany
  | TooLarge;

/**
 * Lists items of a tenant from a place on, without a total unless it is asked for. In the default order and without a filter a page costs what
 * is on it, wherever it is; else the rows are looked at for each page, as for any list. What `confirm` leaves out leaves
 * the page shorter: so a page may even be empty, and another one follow.
 * @throws GaveUp when the time is over before all is read
 */
export async function listOnwards<Item extends ListedItem>(
  table: Table,
  tenant: Tenant,
  request: OnwardsRequest<Item>,
  limits: ListLimits = LIMITS,
): Promise<OnwardsOutcome<Item>> {
  const { limit } = request;
  // One more, to know whether another page follows.
  const found = await placesFrom(table, tenant, { ...request, limit: limit + 1 }, limits);
  if (!found) return { outcome: 'tooMany', most: limits.rows };
  const { places, total } = found;
  const onPage = places.slice(0, limit);
  const listKeys = new Set(listKeysOf(tenant, request));
  const asked = { table, request: { ...request, offset: 0 }, limits, listKeys };
  const page = await pageOf<Item>(asked, onPage);
  if (page.outcome !== 'listed') return page;
  const next = places.length > limit ? onPage.at(-1) : undefined;
  return { outcome: 'listed', items: page.items, ...(next && { next }), ...(request.total && { total }) };
}

/** The places of a page, and how many there are on all; undefined where too many rows would have to be looked at. */
async function placesFrom<Item extends ListedItem>(
  table: Table,
  tenant: Tenant,
  request: OnwardsRequest<Item>,
  limits: Pick<ListLimits, 'rows'>,
): Promise<{ readonly places: readonly Place[]; readonly total: number | undefined } | undefined> {
  const { ids, filter, order, descending = false, limit, after } = request;
  if (!ids && !filter && !order) {
    const value = after && String(after.value);
    const range = after && (descending ? { to: value } : { from: value });
    const shards = listKeysOf(tenant, request).map(
      (listKey) => new Shard(table, listKey, { range, descending }),
    );
    const [{ places }, total] = await Promise.all([
      placesInOrder(shards, { start: 0, end: limit, descending, after }),
      request.total ? countListed(table, tenant, request) : undefined,
    ]);
    return { places, total };
  }
  const found = new Found({ order, descending, after, offset: 0, limit });
  const looked = await eachWanted(table, tenant, request, limits.rows, (row) => found.add(row));
  return looked > limits.rows ? undefined : { places: found.page(), total: found.total };
}
