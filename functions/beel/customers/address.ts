import { refusedField } from '../dialect/errors.ts';
import { withoutBlanks } from '../dialect/fields.ts';
import { say } from '../dialect/say.ts';
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
    throw code
      ? refusedField('COUNTRY_CODE_REQUIRED', `${place}country_code`, say('country.noCode'))
      : refusedField('COUNTRY_CODE_REQUIRED', `${place}country`);
  }
  // What is no country's name says nothing against the code: our choice. España, a form's default, gives way to it.
  if (code && named && named !== code && folded(country as string) !== 'espana') {
    const words = say('COUNTRY_CODE_MISMATCH', { country: nameOf(named), code: named });
    throw refusedField('COUNTRY_CODE_MISMATCH', `${place}country_code`, words);
  }
  return (code ?? named) as string;
}

/** What may be wrong with a country. */
export const COUNTRY_FAILURES = ['COUNTRY_CODE_REQUIRED', 'COUNTRY_CODE_MISMATCH'] as const;
