import { instant } from '../../../shared/fields/dates.ts';
import type { NewCustomer } from '../../../shared/receivables/customers/create.ts';
import type { CustomerItem } from '../../../shared/receivables/items.ts';
import { idInKey, type Tenant } from '../../../shared/receivables/keys.ts';
import type { Stamp } from '../../../shared/receivables/stamp.ts';
import { refused } from '../dialect/errors.ts';
import { withoutBlanks } from '../dialect/fields.ts';
import type { Creation } from '../dialect/idempotency.ts';
import { say } from '../dialect/say.ts';
import { type Address, stored as storedAddress } from './address.ts';
import { listingOf } from './customer-listing.ts';
import type { Requested } from './customer-request.ts';
import type { Answered } from './customer-response.ts';
import { type Identity, stored as storedIdentity, uniqueKeyOf } from './identity.ts';

/** A customer's fields as they are stored, without those that were not given. */
export type Customer = Omit<ReturnType<typeof withDefaults>, keyof Identity> & Identity;

/** @throws Failure when the customer's identifier is missing or breaks a rule, or its country is none */
export const stored = (requested: Requested): Customer =>
  storedAt(storedAddress(requested.address), requested);

/** @param address as it is stored, by the rules of the client's generation */
export const storedAt = (address: Address, requested: Omit<Requested, 'address'>): Customer => ({
  ...withDefaults(address, requested),
  ...storedIdentity(requested),
});

function withDefaults(
  address: Address,
  { website, nif: _, alternative_id: __, ...fields }: Omit<Requested, 'address'>,
) {
  const { legal_name, general_discount, preferred_payment_method } = fields;
  // A PATCH may clear it.
  const trade_name: string | undefined = fields.trade_name ?? legal_name;
  return withoutBlanks({
    ...fields,
    trade_name,
    address,
    // The attribute has the name of OpenAPI 1.0.1: tables outlive code.
    web: website,
    preferred_payment_method: preferred_payment_method && withoutBlanks(preferred_payment_method),
    general_discount: general_discount ?? 0,
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

/** The operations that change a customer's fields. They may deactivate the customer in the same write. */
const CHANGING = ['beel/customers/patch-customer', 'beel-flat/customers/put-customer'];

/**
 * The customer that a repeat of its creation is answered with: as it was created, like the first time. Once a PATCH or PUT has
 * changed it, what it was is not kept, and it is shown as it is now: our choice. Whatever else removes it, a version
 * each, leaves its fields alone.
 */
export function replayed(customer: CustomerItem<Customer>): CustomerItem<Customer> {
  const { deactivation, deletion, ...created } = customer;
  const isRemoval = (stamp?: Stamp) => stamp && !CHANGING.includes(stamp.operation as string);
  const removals = [deactivation, deletion].filter(isRemoval).length;
  return created.version === 1 + removals ? { ...created, update: created.creation } : customer;
}

/** Says nothing of the other customer, nor of the identifier, which may be an alternative one: the vendor's words. */
export const duplicate = () => refused(409, 'CLIENT_DUPLICATE', undefined, {});

/** The same whether it is unknown, deleted or another company's. */
export const notFound = () => refused(404, 'CLIENT_NOT_FOUND');

/** Of one that the operator of the service keeps from being deleted and deactivated. Ours: the vendor has no such. */
export const protectedCustomer = () => refused(422, 'STATUS_NOT_MODIFIABLE', say('client.protected'));

/** Of one that is no longer what the client has seen. Ours: the vendor has no conditional requests. */
export const changedCustomer = () => refused(412, 'PRECONDITION_FAILED');
