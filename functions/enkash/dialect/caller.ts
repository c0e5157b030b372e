import type { JWTPayload } from 'jose';
import { ownTokens, verifyBearer } from '../../../shared/auth/access-tokens.ts';
import type { HttpEvent } from '../../../shared/http/dialect.ts';
import { Failure } from '../../../shared/http/failure.ts';
import type { Tenant } from '../../../shared/receivables/keys.ts';

/** `public` needs no token. */
export type EnkashAccess = 'token' | 'public';

/** Who is calling: an EnKash user, the company it belongs to and all companies it may act for. */
export interface EnkashCaller {
  readonly username: string;
  readonly company: string;
  readonly companies: readonly string[];
}

/** Tokens of this audience are EnKash access tokens. */
export const ENKASH_AUDIENCE = 'enkash';

/** @throws Failure `unauthenticated` */
export async function authenticate({ headers }: HttpEvent): Promise<EnkashCaller> {
  return callerOf(await verifyBearer(headers.authorization, ownTokens(ENKASH_AUDIENCE)));
}

function callerOf({ sub, company, companies, use }: JWTPayload): EnkashCaller {
  // A refresh token may only be exchanged for a new access token.
  if (use !== 'access') throw new Failure({ kind: 'unauthenticated' });
  return { username: sub as string, company: company as string, companies: companies as string[] };
}

/**
 * The company that a request acts for: the one it names, or else the token's own. The vendor does not say what naming
 * one does. That it is this, and that a company the token does not name is 403, is our choice.
 * @throws Failure `forbidden`
 */
export function tenantOf(caller: EnkashCaller, requested: string | undefined): Tenant {
  const company = requested ?? caller.company;
  if (!caller.companies.includes(company)) {
    throw new Failure({ kind: 'forbidden', message: `the token may not act for company ${company}` });
  }
  return { vendor: 'enkash', tenant: company };
}
