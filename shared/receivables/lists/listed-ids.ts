import type { Table } from '../../dynamodb/tables.ts';
import { idInKey, type Tenant } from '../keys.ts';
import { LIMITS, type ListLimits, type ListRequest, type TooMany } from './request.ts';
import { eachWanted } from './wanted.ts';

/**
 * The ids of a tenant's items that are wanted, for a list of others that name them. The index may be behind: `confirm`
 * of that list is to ask the items themselves.
 * @returns how many rows were looked at, too, for that list to count
 * @throws GaveUp when the time is over before all is read
 */
export async function listedIds(
  table: Table,
  tenant: Tenant,
  request: Pick<ListRequest<never>, 'kind' | 'states' | 'ids' | 'filter'>,
  limits: Pick<ListLimits, 'rows'> = LIMITS,
): Promise<
  { readonly outcome: 'found'; readonly ids: ReadonlySet<string>; readonly looked: number } | TooMany
> {
  const ids = new Set<string>();
  const looked = await eachWanted(table, tenant, request, limits.rows, ({ pk }) => ids.add(idInKey(pk)));
  return looked > limits.rows ? { outcome: 'tooMany', most: limits.rows } : { outcome: 'found', ids, looked };
}
