import { BatchGetCommand } from '@aws-sdk/lib-dynamodb';
import { GaveUp } from './gave-up.ts';
import { backOff, hasTime, newEffort, sendRead } from './send.ts';
import type { Table } from './tables.ts';

/** Keys in one request: DynamoDB's limit. */
const BATCH = 100;

type Key = { readonly pk: string; readonly sk: string };

/**
 * Items by their keys, as their last acknowledged writes left them. No key may be named twice.
 * @param attributes those that are read, `pk` among them; all when not said. None may be a word of DynamoDB's own
 * @returns those that are there, by their `pk`
 * @throws GaveUp when DynamoDB leaves keys unprocessed until the time is over
 */
export async function readItems<Item extends Key>(
  table: Table,
  keys: readonly Key[],
  attributes?: readonly string[],
): Promise<Map<string, Item>> {
  const batches: Key[][] = [];
  for (let start = 0; start < keys.length; start += BATCH) batches.push(keys.slice(start, start + BATCH));
  const found = new Map<string, Item>();
  await Promise.all(batches.map((batch) => readBatch(table, batch, attributes, found)));
  return found;
}

async function readBatch<Item extends Key>(
  table: Table,
  keys: Key[],
  attributes: readonly string[] | undefined,
  found: Map<string, Item>,
): Promise<void> {
  const effort = newEffort(table);
  const how = { ConsistentRead: true, ...(attributes && { ProjectionExpression: attributes.join(', ') }) };
  let Keys: Record<string, unknown>[] = keys;
  for (let round = 1; Keys.length > 0; round++) {
    if (round > 1 && !hasTime(effort))
      throw new GaveUp('throttled', 'keys of a batch read were left unprocessed');
    if (round > 1) await backOff(round - 1);
    const command = new BatchGetCommand({ RequestItems: { [table.name]: { Keys, ...how } } });
    const { Responses, UnprocessedKeys } = await sendRead(table, command);
    for (const item of (Responses?.[table.name] ?? []) as Item[]) found.set(item.pk, item);
    Keys = UnprocessedKeys?.[table.name]?.Keys ?? [];
  }
}
