import { BatchGetCommand } from '@aws-sdk/lib-dynamodb';
import { GaveUp } from './gave-up.ts';
import { backOff, hasTime, newEffort, sendRead } from './send.ts';
import type { Table } from './tables.ts';

/**
 * Up to 100 items by their different keys, as their last acknowledged writes left them, in no order.
 * @throws GaveUp when DynamoDB leaves keys unprocessed until the time is over
 */
export async function readItems<Item>(
  table: Table,
  keys: readonly Record<string, unknown>[],
): Promise<Item[]> {
  const effort = newEffort(table);
  const found: Item[] = [];
  let Keys = [...keys];
  for (let round = 1; Keys.length > 0; round++) {
    if (round > 1 && !hasTime(effort))
      throw new GaveUp('throttled', 'keys of a batch read were left unprocessed');
    if (round > 1) await backOff(round - 1);
    const command = new BatchGetCommand({ RequestItems: { [table.name]: { Keys, ConsistentRead: true } } });
    const { Responses, UnprocessedKeys } = await sendRead(table, command);
    found.push(...((Responses?.[table.name] ?? []) as Item[]));
    Keys = UnprocessedKeys?.[table.name]?.Keys ?? [];
  }
  return found;
}
