import type { Table } from '../../../shared/dynamodb/tables.ts';
import type { Tenant } from '../../../shared/receivables/keys.ts';
import { readTenants, type TenantsPage, tenantKey } from '../../../shared/receivables/tenants/tenants.ts';
import { type VendorName, vendorNames, vendors } from '../../vendors.ts';
import { type OperatorCaller, reaches } from '../dialect/caller.ts';

interface Part {
  /** The key of the last tenant before it. */
  readonly after: string | undefined;
  readonly most: number;
}

/** Parts of the registry that one request reads at most: who reaches few of many tenants is answered in time too. */
const MOST_PARTS = 20;

/** A page of the tenants that a key reaches. It may be short or empty although more follow. */
export async function reachedTenants(table: Table, caller: OperatorCaller, part: Part): Promise<TenantsPage> {
  if (caller.tenants) return namedTenants(caller, caller.tenants, part);
  let { after } = part;
  for (let parts = 1; ; parts++) {
    const page = await readTenants(table, { ...part, after });
    const tenants = page.tenants.filter((tenant) => isReached(caller, tenant));
    if (tenants.length > 0 || page.next === undefined || parts === MOST_PARTS) return { ...page, tenants };
    after = page.next;
  }
}

/** Those that the key itself names, whether they have customers or not. */
function namedTenants(caller: OperatorCaller, names: readonly string[], { after, most }: Part): TenantsPage {
  const keyed = new Map(
    names
      .map(tenantNamed)
      .filter((tenant) => isReached(caller, tenant))
      .map((tenant) => [tenantKey(tenant), tenant]),
  );
  const left = [...keyed.keys()].sort().filter((key) => after === undefined || key > after);
  const onPage = left.slice(0, most);
  const next = left.length > most ? onPage.at(-1) : undefined;
  const tenants = onPage.map((key) => keyed.get(key) as Tenant);
  return { tenants, ...(next !== undefined && { next }) };
}

/** A key has `<vendor>:<tenant>`; in a tenant of BeeL there is another colon. */
function tenantNamed(name: string): Tenant {
  const end = name.indexOf(':');
  return { vendor: name.slice(0, end), tenant: name.slice(end + 1) };
}

/** Whether a route of the operator could be about it, with this key. */
const isReached = (caller: OperatorCaller, { vendor, tenant }: Tenant): boolean =>
  reaches(caller, { vendor, tenant }) &&
  vendorNames.includes(vendor as VendorName) &&
  vendors[vendor as VendorName].tenant.test(tenant);
