import { isDeepStrictEqual } from 'node:util';
import type { CustomerChange } from '../../../shared/receivables/customers/update.ts';
import type { CustomerItem } from '../../../shared/receivables/items.ts';
import { withoutBlanks } from '../dialect/fields.ts';
import { type Customer, storedAddress } from './customer.ts';
import type { Requested } from './customer-changes-request.ts';
import { listingOf } from './customer-listing.ts';
import { type Identity, stored as storedIdentity, uniqueKeyOf } from './identity.ts';
import { requireForm } from './nif.ts';

/**
 * The identifier that takes the place of the customer's, whichever of the two that is; undefined where it stays.
 * @throws Failure when both are there, or one breaks a rule
 */
export function newIdentity({ nif, alternative_id }: Requested): Identity | undefined {
  requireForm(nif);
  return nif || alternative_id ? storedIdentity({ nif, alternative_id }) : undefined;
}

/** What the customer seen becomes; undefined where it is that already: then nothing is written, which is our choice. */
export function changeOf(
  seen: CustomerItem<Customer>,
  requested: Requested,
  identity: Identity | undefined,
): CustomerChange<Customer> | undefined {
  const before = seen.profile as Customer;
  const profile = changed(before, requested, identity);
  const wasActive = !seen.deactivation;
  const { active = wasActive } = requested;
  if (active === wasActive && isDeepStrictEqual(profile, before)) return undefined;
  const listing = listingOf(profile, seen.creation.at);
  return { profile, listing, active, uniqueKey: { from: uniqueKeyOf(before), to: uniqueKeyOf(profile) } };
}

function changed(before: Customer, requested: Requested, identity: Identity | undefined): Customer {
  const { nif: _, alternative_id: __, active: ___, website, ...fields } = requested;
  const { address, preferred_payment_method, billing_emails, general_discount } = fields;
  const { nif, alternative_id, ...others } = before;
  const given = Object.entries({
    ...fields,
    web: website,
    address: address && storedAddress(address),
    preferred_payment_method: preferred_payment_method && withoutBlanks(preferred_payment_method),
    billing_emails: billing_emails?.length === 0 ? null : billing_emails,
    general_discount: general_discount === null ? 0 : general_discount,
  }).filter(([, value]) => value !== undefined);
  return withoutBlanks({
    ...others,
    ...(identity ?? { nif, alternative_id }),
    ...Object.fromEntries(given),
  }) as Customer;
}
