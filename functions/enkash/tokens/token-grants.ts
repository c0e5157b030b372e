import type { JWTPayload } from 'jose';
import { ownTokens, verifyBearer } from '../../../shared/auth/access-tokens.ts';
import { readCredential } from '../../../shared/auth/credential-store.ts';
import { basicCredentials, oauthRefusal } from '../../../shared/auth/oauth.ts';
import { logIn } from '../../../shared/auth/password-login.ts';
import { isRandomSecret } from '../../../shared/auth/secrets.ts';
import { credentials } from '../../../shared/dynamodb/tables.ts';
import { Failure } from '../../../shared/http/failure.ts';
import type { Origin } from '../../../shared/http/operation.ts';
import { ENKASH_AUDIENCE } from '../dialect/caller.ts';
import { type ClientGrant, clientCredentialId, type UserGrant, userCredentialId } from './credentials.ts';

/** The user that a token is issued for. */
export interface User extends UserGrant {
  readonly username: string;
  /** The token that was presented, when it was a refresh. */
  readonly refreshToken?: string;
}

/**
 * The client that logs a user in. Clients of version 0.2.0 have no company, and log in nobody until they are given one:
 * whose users they were for is stored nowhere.
 */
export interface Client extends Partial<ClientGrant> {
  readonly id: string;
}

/** What a form names beside its secret: a company, where the user's is to be checked. */
interface Form {
  readonly clientId: string | undefined;
}

/**
 * The client in an `Authorization: Basic` header. Nothing counts its failures: nobody guesses 32 random bytes.
 * @throws Failure `invalid_client`, the same for whatever is wrong with it
 */
export async function authenticateClient(origin: Origin): Promise<Client> {
  const { id, secret } = basicCredentials(origin.headers.authorization) ?? {};
  // A key of the table holds 2,048 bytes.
  if (id !== undefined && secret !== undefined && id.length <= 254) {
    const client = await readCredential<Partial<ClientGrant>>(
      credentials(origin),
      clientCredentialId(id),
      origin.receivedAt,
    );
    if (client?.secretHash && isRandomSecret(secret, client.secretHash)) return { ...client.grant, id };
  }
  throw oauthRefusal('invalid_client', 'client id and secret are required in an Authorization: Basic header');
}

/**
 * @throws Failure `invalid_grant`, the same for an unknown, a locked, a revoked and another company's user and a wrong
 * password. Where the client is of another company than its user, the password is not looked at, and so nothing counts:
 * a stranger's client locks nobody.
 */
export async function userByPassword(
  { username, password, clientId }: Form & { username: string; password: string },
  client: Client,
  origin: Origin,
): Promise<User> {
  const company = companyOf(client, clientId);
  const id = userCredentialId(username);
  const user =
    company === undefined
      ? undefined
      : await logIn<UserGrant>(
          credentials(origin),
          { id, password, owner: ['company', company] },
          origin.receivedAt,
        );
  if (!user) throw oauthRefusal('invalid_grant', 'user name, password or clientId is wrong');
  return { username, ...user.grant };
}

/** @throws Failure `invalid_grant`: a bad token, another client's, or one of a revoked or another company's user */
export async function userByRefreshToken(
  { refreshToken, clientId }: Form & { refreshToken: string },
  client: Client,
  origin: Origin,
): Promise<User> {
  const claims = await refreshClaims(refreshToken);
  if (claims?.use === 'refresh' && claims.client === client.id) {
    const username = claims.sub as string;
    const user = await readCredential<UserGrant>(
      credentials(origin),
      userCredentialId(username),
      origin.receivedAt,
    );
    if (user && user.grant.company === companyOf(client, clientId))
      return { username, refreshToken, ...user.grant };
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

/** The company whose users the client may log in: its own, unless the form names another. */
const companyOf = ({ company }: Client, clientId: string | undefined): string | undefined =>
  clientId === undefined || clientId === company ? company : undefined;
