import { readItems } from '../../dynamodb/read-items.ts';
import type { Table } from '../../dynamodb/tables.ts';
import type { CustomerItem } from '../items.ts';
import { type CustomerRef, customerItemKey } from '../keys.ts';

/**
 * Different customers by their keys, as their last acknowledged writes left them, deleted ones included.
 * @throws GaveUp when DynamoDB leaves keys unprocessed until the time is over
 */
export const readCustomers = (
  table: Table,
  refs: readonly CustomerRef[],
): Promise<Map<string, CustomerItem>> => readItems(table, refs.map(customerItemKey));
