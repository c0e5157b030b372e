import type { UniqueKey } from '../../../shared/receivables/customers/unique-keys.ts';
import { refused, refusedField } from '../dialect/errors.ts';
import { say } from '../dialect/say.ts';
import { type AlternativeId, stored as storedAlternativeId } from './alternative-id.ts';
import type { Requested as RequestedAlternativeId } from './alternative-id-request.ts';

/** Who a customer is: a Spanish tax id or an alternative one, not both. */
export interface Identity {
  readonly nif?: string;
  readonly alternative_id?: AlternativeId;
}

interface Requested {
  readonly nif?: string | null | undefined;
  readonly alternative_id?: RequestedAlternativeId | null | undefined;
}

/**
 * @param place where the request has them, with a dot: `recipient.`
 * @throws Failure when both are missing, both are there, or one breaks a rule
 */
export function stored({ nif, alternative_id }: Requested, place = ''): Identity {
  if (nif && alternative_id) {
    throw refusedField('VALIDATION_ERROR', `${place}alternative_id`, say('identifier.both'));
  }
  if (nif) return { nif };
  if (alternative_id)
    return { alternative_id: storedAlternativeId(alternative_id, `${place}alternative_id`) };
  throw refused(422, 'CUSTOMER_IDENTIFIER_REQUIRED', say('identifier.required', { place }));
}

/** What only one customer of a company may have. Alternative ids of another type or country are other values. */
export function uniqueKeyOf({ nif, alternative_id }: Identity): UniqueKey {
  if (nif) return { name: 'NIF', value: nif, freedByDeletion: true };
  const { type, country_code, number } = alternative_id as AlternativeId;
  const value = `${type}:${country_code ?? ''}:${number.toUpperCase()}`;
  return { name: 'ALTERNATIVE_ID', value, freedByDeletion: true };
}
