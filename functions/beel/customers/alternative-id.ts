import * as z from 'zod/mini';
import { refused } from '../dialect/dialect.ts';
import { text } from '../dialect/fields.ts';

/** OpenAPI 1.0.1 knows the codes, 1.9.0 the names too; answers carry the code. */
const CODES = {
  NIF_IVA: '02',
  PASSPORT: '03',
  COUNTRY_ID: '04',
  RESIDENCE_CERTIFICATE: '05',
  OTHER_DOCUMENT: '06',
  NOT_REGISTERED: '07',
} as const;

type Code = (typeof CODES)[keyof typeof CODES];
const codes = Object.values(CODES);
const names = Object.keys(CODES) as (keyof typeof CODES)[];

export interface AlternativeId {
  readonly type: Code;
  readonly number: string;
  readonly country_code: string;
}

/** Who a customer is when it has no Spanish tax id. */
export const alternativeId = () =>
  z.object({
    type: z.pipe(
      z.enum([...codes, ...names]),
      z.transform((type): Code => (type in CODES ? CODES[type as keyof typeof CODES] : (type as Code))),
    ),
    number: text({ max: 20 }),
    country_code: z.nullish(text({ pattern: /^[A-Z]{2}$/ })),
  });

export const documentedAlternativeId = () =>
  z.strictObject({ type: z.enum(codes), number: z.string(), country_code: z.string() });

/** Codes of what is wrong with an identifier, for the OpenAPI document. */
export const IDENTIFIER_FAILURES = [
  'CUSTOMER_IDENTIFIER_REQUIRED',
  'ALTERNATIVE_ID_INVALID',
  'ALTERNATIVE_ID_COUNTRY_REQUIRED',
  'ALTERNATIVE_ID_SPAIN_INVALID_TYPE',
  'ALTERNATIVE_ID_REQUIRES_SPAIN',
  'ALTERNATIVE_ID_VAT_REQUIRES_EU_COUNTRY',
  'ALTERNATIVE_ID_VAT_INVALID_FORMAT',
] as const;

/**
 * The alternative id as it is stored.
 * @param field where the request has it
 * @throws Failure by the rules of OpenAPI 1.9.0, with their codes
 */
export function checkedAlternativeId(
  { type, ...given }: z.output<ReturnType<typeof alternativeId>>,
  field: string,
): AlternativeId {
  // The vendor takes a VAT number in lower case and keeps it in upper case.
  const number = type === CODES.NIF_IVA ? given.number.trim().toUpperCase() : given.number.trim();
  const country_code = given.country_code ?? (takesSpain(type) ? 'ES' : '');
  const id = { type, number, country_code };
  const problem = problemOf(id);
  if (!problem) return id;
  const [code, member, message] = problem;
  throw refused(422, code, `${field}.${member}: ${message}`, { [`${field}.${member}`]: message });
}

const takesSpain = (type: Code): boolean => type === CODES.PASSPORT || type === CODES.NOT_REGISTERED;

type Problem = readonly [code: string, member: keyof AlternativeId, message: string];

function problemOf({ type, number, country_code }: AlternativeId): Problem | undefined {
  if (number === '') return ['ALTERNATIVE_ID_INVALID', 'number', 'must not be blank'];
  if (country_code === '')
    return ['ALTERNATIVE_ID_COUNTRY_REQUIRED', 'country_code', `is required with type ${type}`];
  if (country_code === 'ES' && !takesSpain(type))
    return ['ALTERNATIVE_ID_SPAIN_INVALID_TYPE', 'type', `must be 03 or 07 with country ES, not ${type}`];
  if (country_code !== 'ES' && type === CODES.NOT_REGISTERED)
    return ['ALTERNATIVE_ID_REQUIRES_SPAIN', 'country_code', 'must be ES with type 07'];
  return type === CODES.NIF_IVA ? vatProblemOf(country_code, number) : undefined;
}

const MEMBER_STATES =
  'AT BE BG CY CZ DE DK EE ES FI FR GR HR HU IE IT LT LU LV MT NL PL PT RO SE SI SK'.split(' ');

function vatProblemOf(country: string, number: string): Problem | undefined {
  if (!MEMBER_STATES.includes(country))
    return ['ALTERNATIVE_ID_VAT_REQUIRES_EU_COUNTRY', 'country_code', 'must be an EU member state'];
  const prefix = country === 'GR' ? 'EL' : country;
  // Each state has a form of its own; checked is what holds for all of them.
  if (number.startsWith(prefix) && /^[A-Z]{2}[A-Z0-9+*]{2,13}$/.test(number)) return undefined;
  return ['ALTERNATIVE_ID_VAT_INVALID_FORMAT', 'number', `must be a VAT number that begins with ${prefix}`];
}
