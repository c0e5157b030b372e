import { isDeepStrictEqual } from 'node:util';
import type { Table } from '../../../shared/dynamodb/tables.ts';
import { changeCustomer } from '../../../shared/receivables/customers/change.ts';
import type { CustomerChange } from '../../../shared/receivables/customers/update.ts';
import type { CustomerItem } from '../../../shared/receivables/items.ts';
import type { CustomerRef } from '../../../shared/receivables/keys.ts';
import type { Stamp } from '../../../shared/receivables/stamp.ts';
import { withoutBlanks } from '../dialect/fields.ts';
import { stored as storedAddress } from './address.ts';
import type { Customer } from './customer.ts';
import type { Requested } from './customer-changes-request.ts';
import { listingOf } from './customer-listing.ts';
import { type Identity, stored as storedIdentity, uniqueKeyOf } from './identity.ts';
import { requireNif } from './nif.ts';

type Fields = Omit<Customer, keyof Identity>;

/** What is to be otherwise with a customer, as it is stored. What is not there stays as it is; null clears. */
export type Changes = { readonly [Name in keyof Fields]?: Fields[Name] | null | undefined } & {
  /** Takes the place of the identifier that the customer has, whichever of the two that is. */
  readonly identity?: Identity | undefined;
  readonly active?: boolean | undefined;
};

/** @throws Failure when both identifiers are there, one breaks a rule, or the country is none */
export function stored({ nif, alternative_id, address, website, ...fields }: Requested): Changes {
  const { preferred_payment_method, billing_emails, general_discount } = fields;
  requireNif(nif);
  return {
    ...fields,
    web: website,
    identity: identityIn({ nif, alternative_id }),
    address: address && storedAddress(address),
    preferred_payment_method: preferred_payment_method && withoutBlanks(preferred_payment_method),
    billing_emails: billing_emails?.length === 0 ? null : billing_emails,
    general_discount: general_discount === null ? 0 : general_discount,
  };
}

/** The identifier that a request has, undefined where it has none. @throws Failure when it has two, or one breaks a rule */
export const identityIn = (given: Parameters<typeof storedIdentity>[0]): Identity | undefined =>
  given.nif || given.alternative_id ? storedIdentity(given) : undefined;

/** Changes a customer. */
export const change = (table: Table, ref: CustomerRef, changes: Changes, stamp: Stamp) =>
  changeCustomer<Customer>(table, ref, (seen) => changeOf(seen, changes), stamp);

/** What the customer seen becomes; undefined where it is that already: then nothing is written, which is our choice. */
function changeOf(seen: CustomerItem<Customer>, changes: Changes): CustomerChange<Customer> | undefined {
  const before = seen.profile as Customer;
  const profile = changed(before, changes);
  const wasActive = !seen.deactivation;
  const { active = wasActive } = changes;
  if (active === wasActive && isDeepStrictEqual(profile, before)) return undefined;
  const listing = listingOf(profile, seen.creation.at);
  return { profile, listing, active, uniqueKey: { from: uniqueKeyOf(before), to: uniqueKeyOf(profile) } };
}

function changed(before: Customer, { identity, active: _, ...fields }: Changes): Customer {
  const { nif, alternative_id, ...others } = before;
  const given = Object.entries(fields).filter(([, value]) => value !== undefined);
  return withoutBlanks({
    ...others,
    ...(identity ?? { nif, alternative_id }),
    ...Object.fromEntries(given),
  }) as Customer;
}
