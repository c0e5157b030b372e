import { type Changes, identityIn } from '../../beel/customers/customer-changes.ts';
import { withoutBlanks } from '../../beel/dialect/fields.ts';
import { storedAddress } from './customer.ts';
import type { Requested } from './customer-changes-request.ts';

/**
 * What a PUT makes of a customer, by the PUT of OpenAPI 1.9.0: it replaces, and keeps of what is left out the names and
 * identifiers, the address, the phone, how it pays and whether it is active.
 * @throws Failure when both identifiers are there, or one breaks a rule
 */
export function stored({ nif, alternative_id, web, website, ...fields }: Requested): Changes {
  const { address, preferred_payment_method, billing_emails } = fields;
  return {
    ...fields,
    identity: identityIn({ nif, alternative_id }),
    trade_name: fields.trade_name ?? null,
    email: fields.email ?? null,
    web: web ?? website ?? null,
    billing_emails: billing_emails?.length ? billing_emails : null,
    contact_person: fields.contact_person ?? null,
    notes: fields.notes ?? null,
    general_discount: fields.general_discount ?? 0,
    address: address && storedAddress(address),
    preferred_payment_method: preferred_payment_method ? withoutBlanks(preferred_payment_method) : undefined,
  };
}
