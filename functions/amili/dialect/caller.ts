import type { JWTPayload } from 'jose';
import { outsideTokens, ownTokens, type Trust, verifyBearer } from '../../../shared/auth/access-tokens.ts';
import type { HttpEvent } from '../../../shared/http/dialect.ts';
import { Failure } from '../../../shared/http/failure.ts';
import type { Tenant } from '../../../shared/receivables/keys.ts';

/** `public` needs no token. */
export type AmiliAccess = 'token' | 'public';

/** Who is calling: a client of the token service, and the ARM client numbers it may act for. */
export interface AmiliCaller {
  readonly subject: string;
  /** Each in digits. */
  readonly clients: readonly string[];
}

/** Tokens of this audience are Amili access tokens. */
export const AMILI_AUDIENCE = 'amili';

/** @throws Failure `unauthenticated` */
export async function authenticate({ headers }: HttpEvent): Promise<AmiliCaller> {
  return callerOf(await verifyBearer(headers.authorization, trust()));
}

/** The stage may name an outside issuer of Amili tokens; otherwise we trust our own. */
function trust(): Trust {
  const { AMILI_ISSUER, AMILI_TOKEN_AUDIENCE, AMILI_JWKS_URL } = process.env;
  return AMILI_ISSUER && AMILI_TOKEN_AUDIENCE && AMILI_JWKS_URL
    ? outsideTokens({ issuer: AMILI_ISSUER, audience: AMILI_TOKEN_AUDIENCE, jwksUrl: AMILI_JWKS_URL })
    : ownTokens(AMILI_AUDIENCE);
}

/**
 * The claim `clients` lists client numbers. Its name is our choice: the vendor's tokens say nothing to its clients.
 * An outside issuer may write the numbers as strings.
 */
const callerOf = ({ sub, clients }: JWTPayload): AmiliCaller => ({
  subject: sub as string,
  clients: Array.isArray(clients) ? clients.map(String) : [],
});

/**
 * The tenant of a request for this client.
 * @throws Failure `forbidden` when the token does not name the client
 */
export function tenantOf(caller: AmiliCaller, clientNo: number): Tenant {
  const tenant = String(clientNo);
  if (!caller.clients.includes(tenant)) {
    throw new Failure({ kind: 'forbidden', message: `The token may not act for client ${tenant}` });
  }
  return { vendor: 'amili', tenant };
}
