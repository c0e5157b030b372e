import type { JWTPayload } from 'jose';
import { ownTokens, verifyBearer } from '../../../shared/auth/access-tokens.ts';
import { readCredential } from '../../../shared/auth/credential-store.ts';
import { basicCredentials, oauthRefusal } from '../../../shared/auth/oauth.ts';
import { isPassword, isRandomSecret } from '../../../shared/auth/secrets.ts';
import { credentials } from '../../../shared/dynamodb/tables.ts';
import { Failure } from '../../../shared/http/failure.ts';
import { ENKASH_AUDIENCE } from '../dialect/caller.ts';
import { clientCredentialId, type UserGrant, userCredentialId } from './credentials.ts';

/** The user that a token is issued for. */
export interface User extends UserGrant {
  readonly username: string;
  /** The token that was presented, when it was a refresh. */
  readonly refreshToken?: string;
}

/**
 * The id of the client in an `Authorization: Basic` header.
 * @throws Failure `invalid_client`, the same for whatever is wrong with it
 */
export async function authenticateClient(authorization: string | undefined, now: Date): Promise<string> {
  const { id, secret } = basicCredentials(authorization) ?? {};
  // A key of the table holds 2,048 bytes.
  if (id !== undefined && secret !== undefined && id.length <= 254) {
    const client = await readCredential(credentials(), clientCredentialId(id), now);
    if (client?.secretHash && isRandomSecret(secret, client.secretHash)) return id;
  }
  throw oauthRefusal('invalid_client', 'client id and secret are required in an Authorization: Basic header');
}

/** @throws Failure `invalid_grant`, the same for an unknown, a revoked and another company's user and a wrong password */
export async function userByPassword(
  username: string,
  password: string,
  company: string | undefined,
  now: Date,
): Promise<User> {
  const user = await readCredential<UserGrant>(credentials(), userCredentialId(username), now);
  const known = await isPassword(password, user?.secretHash);
  if (!user || !known || !isOf(user.grant, company)) {
    throw oauthRefusal('invalid_grant', 'user name, password or clientId is wrong');
  }
  return { username, ...user.grant };
}

/** @throws Failure `invalid_grant`: a bad token, another client's, or one of a revoked or another company's user */
export async function userByRefreshToken(
  refreshToken: string,
  client: string,
  company: string | undefined,
  now: Date,
): Promise<User> {
  const claims = await refreshClaims(refreshToken);
  if (claims?.use === 'refresh' && claims.client === client) {
    const username = claims.sub as string;
    const user = await readCredential<UserGrant>(credentials(), userCredentialId(username), now);
    if (user && isOf(user.grant, company)) return { username, refreshToken, ...user.grant };
  }
  throw oauthRefusal('invalid_grant', 'the refresh token is not valid');
}

async function refreshClaims(token: string): Promise<JWTPayload | undefined> {
  try {
    return await verifyBearer(`Bearer ${token}`, ownTokens(ENKASH_AUDIENCE));
  } catch (error) {
    if (error instanceof Failure) return undefined;
    throw error;
  }
}

/** Whether the user belongs to the company that the form names, if it names one. */
const isOf = (grant: UserGrant, company: string | undefined): boolean =>
  company === undefined || company === grant.company;
