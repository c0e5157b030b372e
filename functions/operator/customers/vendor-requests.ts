import type { CustomerItem } from '../../../shared/receivables/items.ts';
import type { Route, Vendor } from '../../vendor.ts';
import type { Answered } from './customer-response.ts';
import type { Answered as VendorRequest } from './vendor-request-response.ts';

/** The vendor's own routes for a customer, as far as they make sense in its state: nobody is asked whether they succeed. */
export function vendorRequestsOf(rules: Vendor, customer: CustomerItem): Answered['vendor_requests'] {
  if (customer.deletion) return { delete: null, deactivate: null, reactivate: null };
  const isInactive = customer.deactivation !== undefined;
  return {
    delete: shown(rules.deletionOf(customer)),
    deactivate: isInactive ? null : shown(rules.deactivationOf?.(customer)),
    reactivate: isInactive ? shown(rules.reactivationOf?.(customer)) : null,
  };
}

const shown = (route: Route | undefined): VendorRequest | null =>
  route ? { ...route, body: route.body ? { ...route.body } : null } : null;
