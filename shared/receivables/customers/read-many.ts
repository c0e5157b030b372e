import { BatchGetCommand } from '@aws-sdk/lib-dynamodb';
import { GaveUp } from '../../dynamodb/gave-up.ts';
import { backOff, hasTime, newEffort, sendRead } from '../../dynamodb/send.ts';
import type { Table } from '../../dynamodb/tables.ts';
import type { CustomerItem } from '../items.ts';
import { type CustomerRef, customerItemKey } from '../keys.ts';

/**
 * Up to 25 different customers by their keys, as their last acknowledged writes left them, deleted ones included.
 * @throws GaveUp when DynamoDB leaves keys unprocessed until the time is over
 */
export async function readCustomers(
  table: Table,
  refs: readonly CustomerRef[],
): Promise<Map<string, CustomerItem>> {
  const effort = newEffort(table);
  const found = new Map<string, CustomerItem>();
  let Keys: Record<string, unknown>[] = refs.map(customerItemKey);
  for (let round = 1; Keys.length > 0; round++) {
    if (round > 1 && !hasTime(effort))
      throw new GaveUp('throttled', 'keys of a batch read were left unprocessed');
    if (round > 1) await backOff(round - 1);
    const command = new BatchGetCommand({ RequestItems: { [table.name]: { Keys, ConsistentRead: true } } });
    const { Responses, UnprocessedKeys } = await sendRead(table, command);
    for (const item of Responses?.[table.name] ?? []) found.set(item.pk, item as CustomerItem);
    Keys = UnprocessedKeys?.[table.name]?.Keys ?? [];
  }
  return found;
}
