import type { Table } from '../../dynamodb/tables.ts';
import type { Tenant } from '../keys.ts';
import { isWanted, keysOf, portionsOf, wantedItems } from './page.ts';
import type { ListedItem, ListRequest } from './request.ts';
import { listKeysOf, lookAtAll } from './rows.ts';
import { type Row, Shard } from './shard.ts';

type Request<Item> = Pick<
  ListRequest<Item>,
  'kind' | 'states' | 'ids' | 'filter' | 'confirm' | 'range' | 'descending'
>;

/**
 * Shows each of a tenant's items that is wanted: where the request names ids, those as they are now, and else all as the
 * index has them.
 * @returns how many rows of the index were looked at; when more than `most`, not all were
 */
export async function eachWanted<Item extends ListedItem>(
  table: Table,
  tenant: Tenant,
  request: Request<Item>,
  most: number,
  see: (row: Row) => void,
): Promise<number> {
  const { kind, ids, range, descending = false } = request;
  const listKeys = listKeysOf(tenant, request);
  if (ids) {
    const asked = { table, request, listKeys: new Set(listKeys) };
    for (const portion of portionsOf(keysOf(tenant, kind, ids)))
      for (const item of await wantedItems(asked, portion)) see(item as Row & Item);
    return 0;
  }
  const shards = listKeys.map((listKey) => new Shard(table, listKey, { range, descending }));
  return lookAtAll(shards, most, (row) => {
    if (isWanted(row, request)) see(row);
  });
}
