import { ConditionalCheckFailedException } from '@aws-sdk/client-dynamodb';
import { PutCommand } from '@aws-sdk/lib-dynamodb';
import { sendWrite } from '../../dynamodb/send.ts';
import type { Table } from '../../dynamodb/tables.ts';
import type { Change } from '../../streams/change.ts';
import { dependentRefOf, type Tenant } from '../keys.ts';
import { stampedChange } from '../stamped-change.ts';
import { tenantItemKey, tenantKey } from './tenants.ts';

/** Milliseconds for which a process takes a tenant as registered: after that it looks again, should the table be another. */
const REMEMBERED = 60_000;

/** Tenants that a process remembers. */
const MOST = 10_000;

/** Until when, by the name of the table and the tenant. */
const known = new Map<string, number>();

/** The tenants in which these changes have created customers. */
export const tenantsIn = (changes: readonly Change[]): Tenant[] =>
  changes
    .filter((change) => change.keys.sk === 'CUSTOMER' && stampedChange(change)?.isNew)
    .map(({ keys }) => dependentRefOf(keys.pk));

/** Writes down that there are these tenants. The same again leaves things as they are. */
export async function registerTenants(table: Table, tenants: readonly Tenant[]): Promise<void> {
  const distinct = new Map(tenants.map((tenant) => [tenantKey(tenant), tenant]));
  await Promise.all([...distinct.values()].map((tenant) => register(table, tenant)));
}

async function register(table: Table, { vendor, tenant }: Tenant): Promise<void> {
  const name = `${table.name} ${tenantKey({ vendor, tenant })}`;
  const now = performance.now();
  if ((known.get(name) ?? 0) > now) return;
  const command = new PutCommand({
    TableName: table.name,
    Item: { ...tenantItemKey({ vendor, tenant }), vendor, tenant },
    // So that the stream tells of each tenant once.
    ConditionExpression: 'attribute_not_exists(pk)',
  });
  try {
    await sendWrite(table, command);
  } catch (error) {
    if (!(error instanceof ConditionalCheckFailedException)) throw error;
  }
  if (known.size >= MOST) known.clear();
  known.set(name, now + REMEMBERED);
}
