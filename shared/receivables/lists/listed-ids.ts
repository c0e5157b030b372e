import type { Table } from '../../dynamodb/tables.ts';
import { idInKey, type Tenant } from '../keys.ts';
import { isWanted, keysOf, portionsOf, wantedItems } from './page.ts';
import { LIMITS, type ListLimits, type ListRequest, type TooMany } from './request.ts';
import { listKeysOf, lookAtAll } from './rows.ts';
import { Shard } from './shard.ts';

/**
 * The ids of a tenant's items that are wanted, for a list of others that name them. The index may be behind: `confirm`
 * of that list is to ask the items themselves.
 * @returns how many rows were looked at, too, for that list to count
 * @throws GaveUp when the time is over before all is read
 */
export async function listedIds(
  table: Table,
  tenant: Tenant,
  request: Pick<ListRequest<never>, 'kind' | 'states' | 'ids' | 'filter'>,
  limits: Pick<ListLimits, 'rows'> = LIMITS,
): Promise<
  { readonly outcome: 'found'; readonly ids: ReadonlySet<string>; readonly looked: number } | TooMany
> {
  const listKeys = listKeysOf(tenant, request);
  const ids = new Set<string>();
  if (request.ids) {
    const asked = { table, request, listKeys: new Set(listKeys) };
    for (const portion of portionsOf(keysOf(tenant, request.kind, request.ids)))
      for (const { pk } of await wantedItems(asked, portion)) ids.add(idInKey(pk));
    return { outcome: 'found', ids, looked: 0 };
  }
  const shards = listKeys.map((listKey) => new Shard(table, listKey, { descending: false }));
  const looked = await lookAtAll(shards, limits.rows, (row) => {
    if (isWanted(row, request)) ids.add(idInKey(row.pk));
  });
  return looked > limits.rows ? { outcome: 'tooMany', most: limits.rows } : { outcome: 'found', ids, looked };
}
