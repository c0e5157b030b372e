import type { CustomerItem } from '../../../shared/receivables/items.ts';
import type { Tenant } from '../../../shared/receivables/keys.ts';
import { stateOf } from '../../../shared/receivables/lists/listing.ts';
import type { Stamp } from '../../../shared/receivables/stamp.ts';
import type { Vendor } from '../../vendor.ts';
import type { VendorName } from '../../vendors.ts';
import { lowerCase } from '../dialect/fields.ts';
import type { Answered } from './customer-response.ts';
import type { Answered as Row } from './customer-row-response.ts';
import { vendorRequestsOf } from './vendor-requests.ts';

/** Whose a customer is, as its path has it. */
export interface Whose extends Tenant {
  readonly vendor: VendorName;
}

/** A customer as lists show it. The name of a deleted one, too, as long as its vendor keeps it: whom to bring back. */
export const rowOf = ({ vendor, tenant }: Whose, rules: Vendor, customer: CustomerItem): Row => ({
  ...{ vendor, tenant },
  id: rules.idOf(customer),
  name: rules.nameOf(customer) ?? null,
  state: lowerCase(stateOf(customer)) as Row['state'],
  is_protected: customer.protection !== undefined,
  link_count: customer.linkCount ?? null,
  version: customer.version,
  created_at: customer.creation.at,
  updated_at: customer.update.at,
});

/**
 * A customer as it is shown alone.
 * @param kinds how many links of each kind it has, as keys call kinds
 * @param until when it may be restored at the latest, where it may, in milliseconds since 1970
 */
export const shown = (
  whose: Whose,
  rules: Vendor,
  customer: CustomerItem,
  kinds: Readonly<Record<string, number>> | undefined,
  until?: number,
): Answered => ({
  ...rowOf(whose, rules, customer),
  links_by_kind:
    kinds === undefined
      ? null
      : Object.fromEntries(Object.entries(kinds).map(([kind, count]) => [lowerCase(kind), count])),
  creation: shownStamp(customer.creation),
  update: shownStamp(customer.update),
  deactivation: customer.deactivation ? shownStamp(customer.deactivation) : null,
  deletion: customer.deletion ? shownStamp(customer.deletion) : null,
  restorable_until: shownTime(until),
  protection: customer.protection ? shownStamp(customer.protection) : null,
  vendor_requests: vendorRequestsOf(rules, customer),
  // Personal data: of whom its vendor has deleted, nobody needs to see it, even where it is kept.
  profile: customer.deletion ? {} : { ...customer.profile },
});

export const shownTime = (milliseconds: number | undefined): string | null =>
  milliseconds === undefined ? null : new Date(milliseconds).toISOString();

const shownStamp = ({ at, by, requestId, operation, reason }: Stamp): Answered['creation'] => ({
  ...{ at, by },
  request_id: requestId,
  operation: operation ?? null,
  reason: reason ?? null,
});
