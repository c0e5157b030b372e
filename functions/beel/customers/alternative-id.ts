import { refused } from '../dialect/errors.ts';
import type { Requested } from './alternative-id-request.ts';
import { ALTERNATIVE_ID_TYPES, type AlternativeIdType } from './alternative-id-types.ts';

const { NIF_IVA, PASSPORT, NOT_REGISTERED } = ALTERNATIVE_ID_TYPES;

/** An alternative id as it is stored. */
export interface AlternativeId {
  readonly type: AlternativeIdType;
  readonly number: string;
  readonly country_code: string;
}

/**
 * @param field where the request has it
 * @throws Failure by the rules of OpenAPI 1.9.0, with their codes
 */
export function stored({ type, ...given }: Requested, field: string): AlternativeId {
  // The vendor takes a VAT number in lower case and keeps it in upper case.
  const number = type === NIF_IVA ? given.number.trim().toUpperCase() : given.number.trim();
  const country_code = given.country_code ?? (takesSpain(type) ? 'ES' : '');
  const id = { type, number, country_code };
  const problem = problemOf(id);
  if (!problem) return id;
  const [code, member, message] = problem;
  throw refused(422, code, `${field}.${member}: ${message}`, { [`${field}.${member}`]: message });
}

const takesSpain = (type: AlternativeIdType): boolean => type === PASSPORT || type === NOT_REGISTERED;

type Problem = readonly [code: string, member: keyof AlternativeId, message: string];

function problemOf({ type, number, country_code }: AlternativeId): Problem | undefined {
  if (number === '') return ['ALTERNATIVE_ID_INVALID', 'number', 'must not be blank'];
  if (country_code === '')
    return ['ALTERNATIVE_ID_COUNTRY_REQUIRED', 'country_code', `is required with type ${type}`];
  if (country_code === 'ES' && !takesSpain(type))
    return ['ALTERNATIVE_ID_SPAIN_INVALID_TYPE', 'type', `must be 03 or 07 with country ES, not ${type}`];
  if (country_code !== 'ES' && type === NOT_REGISTERED)
    return ['ALTERNATIVE_ID_REQUIRES_SPAIN', 'country_code', 'must be ES with type 07'];
  return type === NIF_IVA ? vatProblemOf(country_code, number) : undefined;
}

const MEMBER_STATES =
  'AT BE BG CY CZ DE DK EE ES FI FR GR HR HU IE IT LT LU LV MT NL PL PT RO SE SI SK'.split(' ');

function vatProblemOf(country: string, number: string): Problem | undefined {
  if (!MEMBER_STATES.includes(country))
    return ['ALTERNATIVE_ID_VAT_REQUIRES_EU_COUNTRY', 'country_code', 'must be an EU member state'];
  const prefix = country === 'GR' ? 'EL' : country;
  // Each state has its own form. This checks what all of them have in common.
  if (number.startsWith(prefix) && /^[A-Z]{2}[A-Z0-9+*]{2,13}$/.test(number)) return undefined;
  return ['ALTERNATIVE_ID_VAT_INVALID_FORMAT', 'number', `must be a VAT number that begins with ${prefix}`];
}
