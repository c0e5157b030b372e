import { BatchGetCommand, QueryCommand } from '@aws-sdk/lib-dynamodb';
import { receivables } from '../../../shared/dynamodb/tables.ts';
import type { CustomerItem } from '../../../shared/receivables/items.ts';
import type { Tenant } from '../../../shared/receivables/keys.ts';
import { SHARDS, shardKey } from '../../../shared/receivables/lists/listing.ts';

/** What a page is of all: those that pass, in an order. */
export interface Wanted {
  readonly passes: (customer: CustomerItem) => boolean;
  readonly order: (customer: CustomerItem) => string;
  readonly limit: number;
}

/** Keys in one request: DynamoDB's limit. */
const BATCH = 100;
const PAGE = 2_000;

/** The first page as whoever has no rows finds it: reads the keys, and then every item, filters, sorts, cuts. */
export async function listAll(
  tenant: Tenant,
  { passes, order, limit }: Wanted,
): Promise<{ items: CustomerItem[]; total: number }> {
  const keys = (
    await Promise.all(Array.from({ length: SHARDS }, (_, shard) => keysOf(tenant, shard)))
  ).flat();
  const batches = Array.from({ length: Math.ceil(keys.length / BATCH) }, (_, n) =>
    keys.slice(n * BATCH, (n + 1) * BATCH),
  );
  const found: CustomerItem[] = [];
  const pending = batches.values();
  const lane = async () => {
    for (const batch of pending) found.push(...(await itemsOf(batch)).filter(passes));
  };
  await Promise.all(Array.from({ length: 8 }, lane));
  const sorted = found
    .map((item) => ({ item, value: order(item) }))
    .sort((a, b) => (a.value < b.value ? -1 : 1));
  return { items: sorted.slice(0, limit).map(({ item }) => item), total: found.length };
}

type Key = Pick<CustomerItem, 'pk' | 'sk'>;

async function keysOf(tenant: Tenant, shard: number): Promise<Key[]> {
  const { client, name } = receivables();
  const keys: Key[] = [];
  let ExclusiveStartKey: Record<string, unknown> | undefined;
  do {
    const query = new QueryCommand({
      TableName: name,
      IndexName: 'listed-by-tenant',
      KeyConditionExpression: 'listKey = :listKey',
      ExpressionAttributeValues: { ':listKey': shardKey(tenant, 'CUSTOMER', 'ACTIVE', shard) },
      ProjectionExpression: 'pk, sk',
      Limit: PAGE,
      ExclusiveStartKey,
    });
    const { Items = [], LastEvaluatedKey } = await client.send(query);
    keys.push(...(Items as Key[]));
    ExclusiveStartKey = LastEvaluatedKey;
  } while (ExclusiveStartKey);
  return keys;
}

async function itemsOf(keys: readonly Key[]): Promise<CustomerItem[]> {
  const { client, name } = receivables();
  const items: CustomerItem[] = [];
  let Keys: Record<string, unknown>[] = [...keys];
  while (Keys.length > 0) {
    const command = new BatchGetCommand({ RequestItems: { [name]: { Keys, ConsistentRead: true } } });
    const { Responses, UnprocessedKeys } = await client.send(command);
    items.push(...((Responses?.[name] ?? []) as CustomerItem[]));
    Keys = UnprocessedKeys?.[name]?.Keys ?? [];
  }
  return items;
}
