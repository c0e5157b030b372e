import { GetCommand } from '@aws-sdk/lib-dynamodb';
import { sendRead } from '../../dynamodb/send.ts';
import type { Table } from '../../dynamodb/tables.ts';
import type { Tenant } from '../keys.ts';
import { type SeriesItem, seriesItemKey } from './series.ts';

/** The tenant's series as their last acknowledged write left them, or undefined where it never had any. */
export async function readSeriesItem<Series extends object>(
  table: Table,
  tenant: Tenant,
): Promise<SeriesItem<Series> | undefined> {
  const get = new GetCommand({ TableName: table.name, Key: seriesItemKey(tenant), ConsistentRead: true });
  const { Item } = await sendRead(table, get);
  return Item as SeriesItem<Series> | undefined;
}
