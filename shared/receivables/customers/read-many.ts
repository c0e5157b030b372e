import { readItems } from '../../dynamodb/read-items.ts';
import type { Table } from '../../dynamodb/tables.ts';
import type { CustomerItem } from '../items.ts';
import { type CustomerRef, customerItemKey } from '../keys.ts';

/**
 * Up to 100 different customers by their keys, as their last acknowledged writes left them, deleted ones included.
 * @throws GaveUp when DynamoDB leaves keys unprocessed until the time is over
 */
export async function readCustomers(
  table: Table,
  refs: readonly CustomerRef[],
): Promise<Map<string, CustomerItem>> {
  const items = await readItems<CustomerItem>(table, refs.map(customerItemKey));
  return new Map(items.map((item) => [item.pk, item]));
}
