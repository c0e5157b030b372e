import { instant } from '../../../shared/fields/dates.ts';
import type { NewCustomer } from '../../../shared/receivables/customers/create.ts';
import type { CustomerItem } from '../../../shared/receivables/items.ts';
import { idInKey, type Tenant } from '../../../shared/receivables/keys.ts';
import { refused } from '../dialect/errors.ts';
import { withoutBlanks } from '../dialect/fields.ts';
import type { Creation } from '../dialect/idempotency.ts';
import type { Requested as RequestedAddress } from './address-request.ts';
import { listingOf } from './customer-listing.ts';
import type { Requested } from './customer-request.ts';
import type { Answered } from './customer-response.ts';
import { type Identity, stored as storedIdentity, uniqueKeyOf } from './identity.ts';

/** A customer's fields as they are stored, without those that were not given. */
export type Customer = Omit<ReturnType<typeof withDefaults>, keyof Identity> & Identity;

/** @throws Failure when the customer's identifier is missing or breaks a rule */
export const stored = (requested: Requested): Customer => ({
  ...withDefaults(requested),
  ...storedIdentity(requested),
});

function withDefaults({ website, nif: _, alternative_id: __, ...fields }: Requested) {
  const { legal_name, general_discount, preferred_payment_method } = fields;
  // A PATCH may clear it.
  const trade_name: string | undefined = fields.trade_name ?? legal_name;
  return withoutBlanks({
    ...fields,
    trade_name,
    address: storedAddress(fields.address),
    // The attribute has the name of OpenAPI 1.0.1: tables outlive code.
    web: website,
    preferred_payment_method: preferred_payment_method && withoutBlanks(preferred_payment_method),
    general_discount: general_discount ?? 0,
  });
}

/** Spain where nothing is said. Our choice: a country's name and code are kept as sent, and not held to each other. */
export function storedAddress(address: RequestedAddress) {
  const { country, country_code } = address;
  return withoutBlanks({
    ...address,
    ...(!country && !country_code && { country: 'España', country_code: 'ES' }),
  });
}

/** A customer as it is created: nobody else in the company has its identifier. */
export const newCustomer = (
  tenant: Tenant,
  { id, mark }: Creation,
  profile: Customer,
): NewCustomer<Customer> => ({
  ref: { ...tenant, id },
  profile,
  reference: { ...mark },
  listing: ({ at }) => listingOf(profile, at),
  uniqueKey: uniqueKeyOf(profile),
});

/** A customer as answers show it. */
export function shown({ pk, profile, creation, update, deactivation }: CustomerItem<Customer>): Answered {
  const { web, ...fields } = profile as Customer;
  return {
    id: idInKey(pk),
    ...fields,
    ...(web !== undefined && { website: web }),
    active: !deactivation,
    created_at: instant(creation.at),
    updated_at: instant(update.at),
  };
}

/** The one operation that changes a customer's fields. It may deactivate the customer in the same write. */
const CHANGING = 'beel/customers/patch-customer';

/**
 * The customer that a repeat of its creation is answered with: as it was created, like the first time. Once a PATCH has
 * changed it, what it was is not kept, and it is shown as it is now: our choice. Whatever else removes it, a version
 * each, leaves its fields alone.
 */
export function replayed(customer: CustomerItem<Customer>): CustomerItem<Customer> {
  const { deactivation, deletion, ...created } = customer;
  const removals = [deactivation, deletion].filter((stamp) => stamp && stamp.operation !== CHANGING).length;
  return created.version === 1 + removals ? { ...created, update: created.creation } : customer;
}

/** Says nothing of the other customer, nor of the identifier, which may be an alternative one: the vendor's words. */
export const duplicate = () => refused(409, 'CLIENT_DUPLICATE', 'A client with this NIF already exists', {});

/** The same whether it is unknown, deleted or another company's. */
export const notFound = () => refused(404, 'CLIENT_NOT_FOUND', 'Customer not found');
