import type { Table } from '../../dynamodb/tables.ts';
import type { Tenant } from '../keys.ts';
import { Found } from './found.ts';
import { placesInOrder } from './in-order.ts';
import { isWanted, keysOf, portionsOf, wantedItems } from './page.ts';
import { LIMITS, type ListedItem, type ListLimits, type ListRequest, type TooMany } from './request.ts';
import { listKeysOf, lookAtAll } from './rows.ts';
import { type Row, Shard } from './shard.ts';

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
  const { kind, ids, filter, order, range, descending = false, limit } = request;
  const listKeys = listKeysOf(tenant, request);
  const found = new Found({ order, descending, offset: 0, limit });
  if (ids) {
    const asked = { table, request, listKeys: new Set(listKeys) };
    for (const portion of portionsOf(keysOf(tenant, kind, ids)))
      for (const item of await wantedItems(asked, portion)) found.add(item as Row & Item);
    return { outcome: 'found', keys: keysIn(found.page()) };
  }
  const shards = listKeys.map((listKey) => new Shard(table, listKey, { range, descending }));
  if (!filter && !order) {
    const { places } = await placesInOrder(shards, { start: 0, end: limit, descending });
    return { outcome: 'found', keys: keysIn(places) };
  }
  const looked = await lookAtAll(shards, limits.rows, (row) => {
    if (isWanted(row, request)) found.add(row);
  });
  if (looked > limits.rows) return { outcome: 'tooMany', most: limits.rows };
  return { outcome: 'found', keys: keysIn(found.page()) };
}

/** Each once: an item whose row moves on while rows are read is met twice. */
const keysIn = (places: readonly { readonly pk: string }[]): string[] => [
  ...new Set(places.map(({ pk }) => pk)),
];
