import type * as z from 'zod/mini';
import type { UniqueKey } from '../../../shared/receivables/customers/unique-keys.ts';
import type { CustomerItem } from '../../../shared/receivables/items.ts';
import { refused, timestamp } from '../dialect/dialect.ts';
import { withoutBlanks } from '../dialect/fields.ts';
import { idInKey } from '../dialect/identifiers.ts';
import { type AlternativeId, checkedAlternativeId } from './alternative-id.ts';
import type { address, newCustomer, paymentInfo } from './customer-request.ts';

/** A customer's fields as they are stored: what was not given is not there. */
export interface CustomerProfile {
  readonly legal_name: string;
  readonly trade_name: string;
  readonly nif?: string;
  readonly alternative_id?: AlternativeId;
  readonly address: Partial<z.output<ReturnType<typeof address>>>;
  readonly phone?: string;
  readonly email?: string;
  readonly web?: string;
  readonly billing_emails?: readonly string[];
  readonly contact_person?: string;
  readonly notes?: string;
  readonly preferred_payment_method?: Partial<z.output<ReturnType<typeof paymentInfo>>>;
  readonly general_discount: number;
}

/** @throws Failure when the customer's identifier is missing or breaks a rule */
export function profileOf(given: z.output<ReturnType<typeof newCustomer>>): CustomerProfile {
  const { website, ...fields } = given;
  const { web, trade_name, general_discount, preferred_payment_method } = given;
  return withoutBlanks({
    ...fields,
    ...identityOf(given),
    trade_name: trade_name ?? given.legal_name,
    address: withoutBlanks(given.address),
    web: web ?? website,
    preferred_payment_method: preferred_payment_method && withoutBlanks(preferred_payment_method),
    general_discount: general_discount ?? 0,
  }) as unknown as CustomerProfile;
}

type Identity = Pick<CustomerProfile, 'nif' | 'alternative_id'>;

/**
 * A Spanish tax id or an alternative one, not both.
 * @param place where the request has them, with a dot: `recipient.`
 * @throws Failure
 */
export function identityOf(
  given: Pick<z.output<ReturnType<typeof newCustomer>>, 'nif' | 'alternative_id'>,
  place = '',
): Identity {
  const { nif, alternative_id } = given;
  if (nif && alternative_id) {
    const details = { [`${place}alternative_id`]: 'excludes nif' };
    throw refused(422, 'VALIDATION_ERROR', `${place}alternative_id: excludes nif`, details);
  }
  if (nif) return { nif };
  if (alternative_id)
    return { alternative_id: checkedAlternativeId(alternative_id, `${place}alternative_id`) };
  throw refused(422, 'CUSTOMER_IDENTIFIER_REQUIRED', `${place}nif or ${place}alternative_id is required`);
}

/** What only one customer of a company may have. Of alternative ids, type and country belong to the value. */
export function uniqueKeyOf({ nif, alternative_id }: Identity): UniqueKey {
  if (nif) return { name: 'NIF', value: nif, freedByDeletion: true };
  const { type, country_code, number } = alternative_id as AlternativeId;
  const value = `${type}:${country_code}:${number.toUpperCase()}`;
  return { name: 'ALTERNATIVE_ID', value, freedByDeletion: true };
}

/** A customer as answers give it. */
export function customerData({ pk, profile, creation, update, deactivation }: CustomerItem) {
  const { web, ...fields } = profile as unknown as CustomerProfile;
  return {
    id: idInKey(pk),
    ...fields,
    // Readers of 1.0.1 know `web`, those of 1.9.0 `website`.
    ...(web !== undefined && { web, website: web }),
    active: !deactivation,
    created_at: timestamp(new Date(creation.at)),
    updated_at: timestamp(new Date(update.at)),
  };
}
