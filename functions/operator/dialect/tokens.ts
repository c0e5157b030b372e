import type { JWTPayload } from 'jose';
import { outsideTokens, verifyBearer } from '../../../shared/auth/access-tokens.ts';
import type { ApiKey } from '../../../shared/auth/api-keys.ts';
import { requiredVariable } from '../../../shared/environment.ts';
import { Failure } from '../../../shared/http/failure.ts';
import type { OperatorGrant, Scope } from './api-keys.ts';

/**
 * Who calls with an access token of the issuer that the stage names, a Cognito user pool or any of OpenID Connect.
 * @throws Failure `unauthenticated` for whatever else it is: a token of another issuer, client or audience, an ID token, one
 * that says unclearly whom it is for
 * @param scopes all that there are. This module is loaded with the first token: what it imported besides could not be
 * pruned from the bundles.
 */
export async function operatorOfToken(
  authorization: string | undefined,
  scopes: readonly Scope[],
): Promise<ApiKey<OperatorGrant>> {
  const { OPERATOR_TOKEN_AUDIENCE: audience } = process.env;
  const trust = outsideTokens({
    issuer: requiredVariable('OPERATOR_ISSUER'),
    jwksUrl: requiredVariable('OPERATOR_JWKS_URL'),
    ...(audience && { audience }),
  });
  const claims = await verifyBearer(authorization, trust);
  const tenants = tenantsOf(claims);
  if (!isForUs(claims, audience) || !NAME.test(claims.sub ?? '') || tenants === 'unclear')
    throw new Failure({ kind: 'unauthenticated' });
  // No key is called so, as keys are known by the SHA-256 of theirs.
  const name = `oidc:${claims.sub}`;
  return { keyId: name, name, scopes: scopes.filter(givenBy(claims)), ...(tenants && { tenants }) };
}

/** Whoever it is, it is written into histories and logs. */
const NAME = /^[\x21-\x7e]{1,255}$/;

/**
 * Whether the console's client was given it, for this API. Cognito's access tokens have no audience; what they have in its
 * place tells them from its ID tokens.
 * https://docs.aws.amazon.com/cognito/latest/developerguide/amazon-cognito-user-pools-using-the-access-token.html
 */
function isForUs({ client_id, azp, token_use }: JWTPayload, audience: string | undefined): boolean {
  const isAccess = token_use === 'access' || (token_use === undefined && Boolean(audience));
  return isAccess && (client_id ?? azp) === requiredVariable('OPERATOR_CLIENT_ID');
}

/** Each of ours is called with the stage's prefix: `offboard/read`. */
function givenBy({ scope }: JWTPayload): (each: Scope) => boolean {
  const given = typeof scope === 'string' ? scope.split(' ') : [];
  const { OPERATOR_SCOPE_PREFIX: prefix = '' } = process.env;
  return (each) => given.includes(`${prefix}${each}`);
}

/** Those that the claim lists; undefined is all of them. What cannot be read must not become all. */
function tenantsOf({ offboard_tenants: tenants }: JWTPayload): readonly string[] | undefined | 'unclear' {
  if (tenants === undefined) return undefined;
  const isList = Array.isArray(tenants) && tenants.every((each) => typeof each === 'string');
  return isList ? tenants : 'unclear';
}
