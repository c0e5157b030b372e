import type { Table } from '../../dynamodb/tables.ts';
import type { Tenant } from '../keys.ts';
import { LIMITS, type ListLimits, type ListRequest, type TooMany } from './request.ts';
import type { Row } from './shard.ts';
import { eachWanted } from './wanted.ts';

/**
 * Shows the row of each of a tenant's items that is wanted, in no order, for what is grouped or summed of them. The index
 * may be behind: a row that moves on meanwhile may be shown twice, and one that is new not yet.
 * @throws GaveUp when the time is over before all is read
 */
export async function eachListedRow(
  table: Table,
  tenant: Tenant,
  request: Pick<ListRequest<never>, 'kind' | 'states' | 'filter' | 'range'>,
  see: (row: Row) => void,
  limits: Pick<ListLimits, 'rows'> = LIMITS,
): Promise<{ readonly outcome: 'seen' } | TooMany> {
  const looked = await eachWanted(table, tenant, request, limits.rows, see);
  return looked > limits.rows ? { outcome: 'tooMany', most: limits.rows } : { outcome: 'seen' };
}
