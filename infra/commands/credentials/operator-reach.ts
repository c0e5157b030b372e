import type { OperatorGrant } from '../../../functions/operator/dialect/api-keys.ts';
import { type VendorName, vendorNames, vendors } from '../../../functions/vendors.ts';
import { StartupError } from '../../startup-error.ts';
import { Unclear } from '../command-line.ts';
import { known, listed } from './values.ts';

interface ReachValues {
  readonly vendors?: string[] | undefined;
  readonly tenants?: string[] | undefined;
}

/** Whose customers a key of the operator reaches: what is not said is everybody. @throws StartupError */
export const reachOf = (values: ReachValues): Pick<OperatorGrant, 'vendors' | 'tenants'> => ({
  ...(values.vendors && { vendors: known('--vendors', values.vendors, vendorNames) }),
  ...(values.tenants && { tenants: tenantsIn(values.tenants) }),
});

function tenantsIn(values: readonly string[]): string[] {
  const tenants = listed('--tenants', values, /(?:)/).map(tenantOf);
  if (tenants.length === 0) throw new Unclear('--tenants names nothing');
  return tenants;
}

/** `beel:live:<uuid>`: a vendor, and a tenant as keys have it. */
function tenantOf(entry: string): string {
  const [vendor = ''] = entry.split(':', 1);
  const isTenant =
    Object.hasOwn(vendors, vendor) &&
    vendors[vendor as VendorName].tenant.test(entry.slice(vendor.length + 1));
  if (!isTenant) throw new StartupError(`--tenants ${entry} is no <vendor>:<tenant>, such as amili:2218`);
  return entry;
}
