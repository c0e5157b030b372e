import type { Tenant } from '../keys.ts';
import { SHARDS, shardKey } from './listing.ts';
import type { ListRequest } from './request.ts';
import type { Row, Shard } from './shard.ts';

/** The partitions of the index that a list is in. */
export const listKeysOf = (
  tenant: Tenant,
  { kind, states }: Pick<ListRequest, 'kind' | 'states'>,
): string[] =>
  states.flatMap((state) =>
    Array.from({ length: SHARDS }, (_, shard) => shardKey(tenant, kind, state, shard)),
  );

/**
 * Shows every row of these partitions, all of which are read side by side.
 * @returns how many rows that were; when more than `most`, they are not all
 */
export async function lookAtAll(
  shards: readonly Shard[],
  most: number,
  look: (row: Row) => void,
): Promise<number> {
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
