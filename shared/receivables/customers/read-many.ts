import { BatchGetCommand } from '@aws-sdk/lib-dynamodb';
import { backOff, type Effort, hasPatience, send } from '../../dynamodb/send.ts';
import type { Table } from '../../dynamodb/tables.ts';
import type { CustomerItem } from '../items.ts';
import { type CustomerRef, customerItemKey } from '../keys.ts';

/**
 * Up to 25 different customers by their keys, as their last acknowledged writes left them, deleted ones included.
 * @throws when DynamoDB leaves keys unprocessed for longer than `effort` has patience
 */
export async function readCustomers(
  table: Table,
  refs: readonly CustomerRef[],
  effort: Effort,
): Promise<Map<string, CustomerItem>> {
  const found = new Map<string, CustomerItem>();
  let Keys: Record<string, unknown>[] = refs.map(customerItemKey);
  for (let round = 1; Keys.length > 0; round++) {
    if (round > 1 && !hasPatience(effort)) throw new Error('DynamoDB left keys of a batch read unprocessed');
    if (round > 1) await backOff(round - 1);
    const command = new BatchGetCommand({ RequestItems: { [table.name]: { Keys, ConsistentRead: true } } });
    const { Responses, UnprocessedKeys } = await send(() => table.client.send(command), effort);
    for (const item of Responses?.[table.name] ?? []) found.set(item.pk, item as CustomerItem);
    Keys = UnprocessedKeys?.[table.name]?.Keys ?? [];
  }
  return found;
}
