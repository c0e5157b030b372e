import type { Table } from '../../dynamodb/tables.ts';
import type { Tenant } from '../keys.ts';
import type { ListRequest } from './request.ts';
import { listKeysOf } from './rows.ts';
import { Shard } from './shard.ts';

/**
 * How many of a tenant's items are in lists: counted row by row, in the index, which follows a change within some
 * milliseconds.
 * @throws GaveUp when the time is over before all are counted
 */
export async function countListed(
  table: Table,
  tenant: Tenant,
  request: Pick<ListRequest, 'kind' | 'states'>,
): Promise<number> {
  const shards = listKeysOf(tenant, request).map((key) => new Shard(table, key, { descending: false }));
  const counts = await Promise.all(shards.map((shard) => shard.countRest()));
  return counts.reduce((sum, count) => sum + count, 0);
}
