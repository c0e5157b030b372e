import { instant } from '../../../shared/fields/dates.ts';
import type { NewCustomer } from '../../../shared/receivables/customers/create.ts';
import type { CustomerItem } from '../../../shared/receivables/items.ts';
import { idInKey, type Tenant } from '../../../shared/receivables/keys.ts';
import { withoutBlanks } from '../dialect/fields.ts';
import type { Creation } from '../dialect/idempotency.ts';
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
  const { web, trade_name, general_discount, preferred_payment_method } = fields;
  return withoutBlanks({
    ...fields,
    trade_name: trade_name ?? fields.legal_name,
    address: withoutBlanks(fields.address),
    web: web ?? website,
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
  uniqueKey: uniqueKeyOf(profile),
});

/** A customer as answers show it. Readers of OpenAPI 1.0.1 know `web`, those of 1.9.0 `website`. */
export function shown({ pk, profile, creation, update, deactivation }: CustomerItem<Customer>): Answered {
  const { web, ...fields } = profile as Customer;
  return {
    id: idInKey(pk),
    ...fields,
    ...(web !== undefined && { web, website: web }),
    active: !deactivation,
    created_at: instant(creation.at),
    updated_at: instant(update.at),
  };
}
