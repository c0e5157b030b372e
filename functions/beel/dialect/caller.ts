import { credentials } from '../../../shared/dynamodb/tables.ts';
import { Failure } from '../../../shared/http/failure.ts';
import type { Origin } from '../../../shared/http/operation.ts';
import type { Tenant } from '../../../shared/receivables/keys.ts';
import { type ApiKey, readApiKey, type SCOPES } from './api-keys.ts';
import { refused } from './errors.ts';
import { say } from './say.ts';

/** Who is calling: an API key, its company, and whether it sees live or test data. */
export type BeelCaller = ApiKey;

/** Of an operation that needs no scope. */
export const ANY_KEY = 'any key';

/** The scope that an operation needs. */
export type BeelAccess = (typeof SCOPES)[number] | typeof ANY_KEY;

/** @throws Failure `unauthenticated` */
export async function authenticate(origin: Origin): Promise<BeelCaller> {
  const [, key] =
    /^Bearer +(beel_sk_(?:live|test)_[A-Za-z0-9]{1,128}) *$/i.exec(origin.headers.authorization ?? '') ?? [];
  const caller = key && (await readApiKey(credentials(origin), key));
  if (!caller) throw new Failure({ kind: 'unauthenticated' });
  return caller;
}

/** @throws Failure that names what is missing. Its lists are strings with commas, as the vendor documents. */
export function requireScopes({ scopes }: BeelCaller, ...required: readonly BeelAccess[]): void {
  const missing = required.filter((scope) => scope !== ANY_KEY && !scopes.includes(scope));
  if (missing.length === 0) return;
  throw refused(403, 'INSUFFICIENT_SCOPE', say('scope.missing', { scopes: missing.join(', ') }), {
    missing_scopes: missing.join(','),
    required_scopes: required.join(','),
  });
}

/**
 * The tenant whose data a request sees: company and environment of its key.
 * @throws Failure for a company that the key does not reach, whether it exists or not
 */
export function tenantOf(
  { company, mode }: Pick<BeelCaller, 'company' | 'mode'>,
  requested: string = company,
): Tenant {
  if (requested.toLowerCase() !== company) {
    throw refused(403, 'ACTIVE_COMPANY_NOT_ACCESSIBLE');
  }
  return { vendor: 'beel', tenant: `${mode}:${company}` };
}
