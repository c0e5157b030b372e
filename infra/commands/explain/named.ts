import { type VendorName, vendorNames, vendors } from '../../../functions/vendors.ts';
import { StartupError } from '../../startup-error.ts';
import { Unclear } from '../command-line.ts';

/** Whom a command line names, as the vendor's clients do. @throws StartupError where that can be nobody */
export function named([vendor, tenant, id, ...others]: readonly string[]) {
  if (vendor === undefined || tenant === undefined || id === undefined || others.length > 0)
    throw new Unclear('name a vendor, a tenant and a customer');
  const rules = vendorNames.includes(vendor as VendorName) ? vendors[vendor as VendorName] : undefined;
  if (!rules) throw new StartupError(`there is no vendor ${vendor}: use ${vendorNames.join(', ')}`);
  if (!rules.tenant.test(tenant))
    throw new StartupError(`${vendor} has no tenant ${tenant}: it does not match ${rules.tenant}`);
  const stored = rules.customerIdOf(id);
  if (stored === undefined) throw new StartupError(`no customer of ${vendor} can be called ${id}`);
  return { rules, ref: { vendor, tenant, id: stored }, whom: `customer ${id} of ${vendor} ${tenant}` };
}
