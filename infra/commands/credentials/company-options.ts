import { type CompanyProfile, stored } from '../../../functions/beel/companies/company.ts';
import { requested } from '../../../functions/beel/companies/company-request.ts';
import { requireNif } from '../../../functions/beel/customers/nif.ts';
import { issuesOf } from '../../../shared/http/issues.ts';
import { sampleNif } from '../../sample-nif.ts';
import { StartupError } from '../../startup-error.ts';

/** Options that say something of a company, and the field that each is of. */
const FIELDS = {
  name: 'legal_name',
  'trade-name': 'trade_name',
  'tax-id': 'nif',
  street: 'address.street',
  number: 'address.number',
  'postal-code': 'address.postal_code',
  city: 'address.city',
  province: 'address.province',
  phone: 'phone',
  email: 'email',
} as const;

type Option = keyof typeof FIELDS;

export const companyOptions = Object.fromEntries(
  Object.keys(FIELDS).map((option) => [option, { type: 'string' }]),
) as Record<Option, { readonly type: 'string' }>;

export type CompanyValues = { readonly [option in Option]?: string | undefined };

/** Makes a company's profile of the one that is known, or of none. */
export type CompanyChange = (known: CompanyProfile | undefined) => CompanyProfile;

/**
 * What the options change of a company: all else stays as it is, and is a sample where nothing is known.
 * @throws StartupError when an option breaks a rule
 */
export function companyChange(company: string, values: CompanyValues = {}): CompanyChange {
  const given = (Object.keys(FIELDS) as Option[]).filter((option) => values[option] !== undefined);
  const asked = Object.fromEntries(given.map((option) => [FIELDS[option], values[option]]));
  const whole = stored(checked({ ...sample(company), ...asked }));
  return (known) => {
    if (!known) return whole;
    const fields = Object.entries(flat(whole)).filter(([field]) => field in asked);
    return nested({ ...flat(known), ...Object.fromEntries(fields) }) as unknown as CompanyProfile;
  };
}

/** A sample company. Its tax id is valid and follows from its id, so that companies rarely share one. */
const sample = (company: string): Flat => ({
  legal_name: 'Muestra SL',
  nif: sampleNif(Number.parseInt(company.slice(0, 8), 16) % 10_000_000),
  'address.street': 'Calle Mayor',
  'address.number': '1',
  'address.postal_code': '28013',
  'address.city': 'Madrid',
  'address.province': 'Madrid',
});

function checked(fields: Flat) {
  const result = requested().safeParse(nested(fields), { reportInput: true });
  if (!result.success) {
    const [issue] = issuesOf('body', result.error.issues);
    throw refusal(issue?.field ?? '', issue?.message ?? 'is invalid');
  }
  try {
    requireNif(result.data.nif);
  } catch (error) {
    throw refusal('nif', (error as Error).message.replace(/^nif: /, ''));
  }
  return result.data;
}

function refusal(field: string, message: string): StartupError {
  const [option] = Object.entries(FIELDS).find(([, name]) => name === field) ?? [field];
  return new StartupError(`--${option}: ${message}`);
}

/** A profile with its address's fields beside the others, as `address.street`. */
type Flat = Readonly<Record<string, unknown>>;

const PREFIX = 'address.';

const flat = ({ address, ...others }: CompanyProfile): Flat => ({
  ...others,
  ...Object.fromEntries(Object.entries(address).map(([field, value]) => [`${PREFIX}${field}`, value])),
});

function nested(fields: Flat): Flat {
  const all = Object.entries(fields);
  const inAddress = all.filter(([field]) => field.startsWith(PREFIX));
  return {
    ...Object.fromEntries(all.filter(([field]) => !field.startsWith(PREFIX))),
    address: Object.fromEntries(inAddress.map(([field, value]) => [field.slice(PREFIX.length), value])),
  };
}
