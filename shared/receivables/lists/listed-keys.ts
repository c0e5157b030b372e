import type { Table } from '../../dynamodb/tables.ts';
import type { Tenant } from '../keys.ts';
import { Found } from './found.ts';
import { placesInOrder } from './in-order.ts';
import { LIMITS, type ListedItem, type ListLimits, type ListRequest, type TooMany } from './request.ts';
import { listKeysOf } from './rows.ts';
import { Shard } from './shard.ts';
import { eachWanted } from './wanted.ts';

/**
 * The keys of a tenant's items that are wanted, in order, the first `limit` of them. The index may be behind, and may
 * take one text for another: whoever shows the items asks them.
 * @throws GaveUp when the time is over before all is read
 */
export async function listedKeys<Item extends ListedItem>(
  table: Table,
  tenant: Tenant,
  request: Omit<ListRequest<Item>, 'offset' | 'shown' | 'looked'>,
  limits: Pick<ListLimits, 'rows'> = LIMITS,
): Promise<{ readonly outcome: 'found'; readonly keys: readonly string[] } | TooMany> {
  const { ids, filter, order, range, descending = false, limit } = request;
  if (!ids && !filter && !order) {
    const shards = listKeysOf(tenant, request).map(
      (listKey) => new Shard(table, listKey, { range, descending }),
    );
    const { places } = await placesInOrder(shards, { start: 0, end: limit, descending });
    return { outcome: 'found', keys: keysIn(places) };
  }
  const found = new Found({ order, descending, offset: 0, limit });
  const looked = await eachWanted(table, tenant, request, limits.rows, (row) => found.add(row));
  if (looked > limits.rows) return { outcome: 'tooMany', most: limits.rows };
  return { outcome: 'found', keys: keysIn(found.page()) };
}

/** Each once: an item whose row moves on while rows are read is met twice. */
const keysIn = (places: readonly { readonly pk: string }[]): string[] => [
  ...new Set(places.map(({ pk }) => pk)),
];
