import { refusedField } from '../dialect/errors.ts';
import { say, type Words } from '../dialect/say.ts';
import type { WordKey } from '../dialect/words.ts';
import type { Requested } from './alternative-id-request.ts';
import { ALTERNATIVE_ID_TYPES, type AlternativeIdType } from './alternative-id-types.ts';

const { NIF_IVA, PASSPORT, NOT_REGISTERED } = ALTERNATIVE_ID_TYPES;

/** An alternative id as it is stored. */
export interface AlternativeId {
  readonly type: AlternativeIdType;
  readonly number: string;
  readonly country_code?: string;
}

/**
 * What a missing country means is our choice: Spain where the type takes it, that of a VAT number's prefix, none else.
 * @param field where the request has it
 * @throws Failure by the rules of OpenAPI 1.9.0, with their codes
 */
export function stored({ type, ...given }: Requested, field: string): AlternativeId {
  // The vendor takes a VAT number in lower case and keeps it in upper case.
  const number = type === NIF_IVA ? given.number.trim().toUpperCase() : given.number.trim();
  const country_code = given.country_code ?? (takesSpain(type) ? 'ES' : stateOf(type, number));
  const id = { type, number, ...(country_code !== undefined && { country_code }) };
  const problem = problemOf(id);
  if (!problem) return id;
  const [code, member, words] = problem;
  throw refusedField(code, `${field}.${member}`, words);
}

const takesSpain = (type: AlternativeIdType): boolean => type === PASSPORT || type === NOT_REGISTERED;

type Problem = readonly [code: WordKey, member: keyof AlternativeId, words?: Words];

function problemOf({ type, number, country_code }: AlternativeId): Problem | undefined {
  if (number === '') return ['ALTERNATIVE_ID_INVALID', 'number'];
  if (country_code === 'ES' && !takesSpain(type))
    return ['ALTERNATIVE_ID_SPAIN_INVALID_TYPE', 'type', say('ALTERNATIVE_ID_SPAIN_INVALID_TYPE', { type })];
  if (country_code !== 'ES' && type === NOT_REGISTERED)
    return ['ALTERNATIVE_ID_REQUIRES_SPAIN', 'country_code'];
  return type === NIF_IVA ? vatProblemOf(country_code, number) : undefined;
}

/** What a VAT number has behind its prefix, by member state: https://ec.europa.eu/taxation_customs/vies/#/faq (Q11). */
const VAT_NUMBERS: Readonly<Record<string, RegExp>> = {
  AT: /^U\d{8}$/,
  BE: /^[01]\d{9}$/,
  BG: /^\d{9,10}$/,
  CY: /^\d{8}[A-Z]$/,
  CZ: /^\d{8,10}$/,
  DE: /^\d{9}$/,
  DK: /^\d{8}$/,
  EE: /^\d{9}$/,
  ES: /^[A-Z0-9]\d{7}[A-Z0-9]$/,
  FI: /^\d{8}$/,
  FR: /^[A-HJ-NP-Z0-9]{2}\d{9}$/,
  GR: /^\d{9}$/,
  HR: /^\d{11}$/,
  HU: /^\d{8}$/,
  IE: /^(\d[A-Z0-9+*]\d{5}[A-Z]|\d{7}[A-W][A-I])$/,
  IT: /^\d{11}$/,
  LT: /^(\d{9}|\d{12})$/,
  LU: /^\d{8}$/,
  LV: /^\d{11}$/,
  MT: /^\d{8}$/,
  NL: /^[A-Z0-9+*]{9}B\d{2}$/,
  PL: /^\d{10}$/,
  PT: /^\d{9}$/,
  RO: /^\d{2,10}$/,
  SE: /^\d{12}$/,
  SI: /^\d{8}$/,
  SK: /^\d{10}$/,
};

/** Greece alone has another prefix than its code. */
const prefixOf = (state: string): string => (state === 'GR' ? 'EL' : state);

/** The member state whose prefix a VAT number has. */
const stateOf = (type: AlternativeIdType, number: string): string | undefined =>
  type === NIF_IVA ? Object.keys(VAT_NUMBERS).find((state) => number.startsWith(prefixOf(state))) : undefined;

function vatProblemOf(country: string | undefined, number: string): Problem | undefined {
  const code = 'ALTERNATIVE_ID_VAT_INVALID_FORMAT';
  if (country === undefined) return [code, 'number', say('vat.anyPrefix')];
  const form = VAT_NUMBERS[country];
  if (!form) return ['ALTERNATIVE_ID_VAT_REQUIRES_EU_COUNTRY', 'country_code'];
  const prefix = prefixOf(country);
  if (!number.startsWith(prefix)) return [code, 'number', say('vat.prefix', { prefix })];
  return form.test(number.slice(prefix.length)) ? undefined : [code, 'number', say(code, { country })];
}
