import { refused } from '../dialect/errors.ts';
import { withoutBlanks } from '../dialect/fields.ts';
import type { Requested } from './address-request.ts';
import { codeOf, folded, nameOf } from './countries.ts';

/** An address as it is stored. Earlier versions kept a country's name and code as they were sent, or one of the two. */
export interface Address {
  readonly street: string;
  readonly number?: string;
  readonly floor?: string;
  readonly door?: string;
  readonly postal_code: string;
  readonly city: string;
  readonly province: string;
  readonly country?: string;
  readonly country_code?: string;
}

/**
 * Keeps of the country its code and its Spanish name, by OpenAPI 1.9.0.
 * @param place where the request has the address, with a dot at the end
 * @throws Failure when it is no country, or two
 */
export function stored(address: Requested, place = 'address.'): Address {
  const country_code = countryOf(address, place);
  return { ...withoutBlanks(address), country: nameOf(country_code) as string, country_code };
}

function countryOf({ country, country_code: code }: Requested, place: string): string {
  if (!country && !code) return 'ES';
  const named = country ? codeOf(country) : undefined;
  const isCountry = code ? nameOf(code) !== undefined : named !== undefined;
  if (!isCountry) {
    const field = `${place}${code ? 'country_code' : 'country'}`;
    const message = code ? 'is no country of ISO 3166' : 'is no country that is known: send country_code';
    throw refused(422, 'COUNTRY_CODE_REQUIRED', `${field}: ${message}`, { [field]: message });
  }
  // What is no country's name says nothing against the code: our choice. España, a form's default, gives way to it.
  const isMismatch = code && named && named !== code && folded(country as string) !== 'espana';
  if (isMismatch) {
    const field = `${place}country_code`;
    const message = `is not that of ${nameOf(named)}, which is ${named}`;
    throw refused(422, 'COUNTRY_CODE_MISMATCH', `${field}: ${message}`, { [field]: message });
  }
  return (code ?? named) as string;
}

/** What may be wrong with a country. */
export const COUNTRY_FAILURES = ['COUNTRY_CODE_REQUIRED', 'COUNTRY_CODE_MISMATCH'] as const;
