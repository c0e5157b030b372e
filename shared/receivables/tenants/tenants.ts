import { QueryCommand } from '@aws-sdk/lib-dynamodb';
import { sendRead } from '../../dynamodb/send.ts';
import type { Table } from '../../dynamodb/tables.ts';
import type { Tenant } from '../keys.ts';

/**
 * The tenants that have had a customer lie in one partition. A worker writes them, so nothing that decides may read them:
 * the tenant of a customer that was just created may be missing for a moment.
 */
const TENANTS = 'TENANTS';

export const tenantKey = ({ vendor, tenant }: Tenant): string => `${vendor}#${tenant}`;

export const tenantItemKey = (tenant: Tenant) => ({ pk: TENANTS, sk: tenantKey(tenant) });

export interface TenantsPage {
  readonly tenants: readonly Tenant[];
  /** The last tenant that was looked at, where more follow. */
  readonly next?: string;
}

/**
 * Tenants in the order of their keys.
 * @param after the key of a tenant, behind which the page begins
 */
export async function readTenants(
  table: Table,
  { after, most }: { readonly after?: string | undefined; readonly most: number },
): Promise<TenantsPage> {
  const query = new QueryCommand({
    TableName: table.name,
    KeyConditionExpression: `pk = :tenants${after === undefined ? '' : ' AND sk > :after'}`,
    ExpressionAttributeValues: { ':tenants': TENANTS, ...(after !== undefined && { ':after': after }) },
    ConsistentRead: true,
    Limit: most,
  });
  const { Items = [], LastEvaluatedKey } = await sendRead(table, query);
  const tenants = Items.map(({ vendor, tenant }): Tenant => ({ vendor, tenant }));
  return { tenants, ...(LastEvaluatedKey && { next: LastEvaluatedKey.sk as string }) };
}
