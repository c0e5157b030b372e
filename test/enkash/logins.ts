import { randomUUID, scryptSync } from 'node:crypto';
import {
  type ClientGrant,
  clientCredentialId,
  type UserGrant,
  userCredentialId,
} from '../../functions/enkash/tokens/credentials.ts';
import { writeCredential } from '../../shared/auth/credential-store.ts';
import { hashRandomSecret } from '../../shared/auth/secrets.ts';
import { credentials } from '../../shared/dynamodb/tables.ts';
import { call } from '../support/http.ts';

/** The secret of every client, and the password of every user, that is stored here. */
export const SECRET = 'a-random-secret';
export const PASSWORD = 'Pass+word & = 100% ü';

/** @returns the id of a new client */
export async function storeClient(grant: ClientGrant | Record<string, never>): Promise<string> {
  const id = `client-${randomUUID()}`;
  const credential = { secretHash: hashRandomSecret(SECRET), grant, createdAt: new Date().toISOString() };
  await writeCredential(credentials(), { id: clientCredentialId(id), ...credential });
  return id;
}

/** At a cost that lets tests guess often: a hash says of itself what it costs. Who is refused unseen costs the usual. */
const KEY = scryptSync(PASSWORD, 'salt', 32, { N: 16, r: 1, p: 1 });
const secretHash = `scrypt$16$1$1$${Buffer.from('salt').toString('base64url')}$${KEY.toString('base64url')}`;

/** @returns the name of a new user of the company */
export async function storeUser(company: string, actsFor: readonly string[] = []): Promise<string> {
  const name = `${randomUUID()}@example.com`;
  const grant: UserGrant = { company, companies: [company, ...actsFor] };
  const credential = { secretHash, grant, createdAt: new Date().toISOString() };
  await writeCredential(credentials(), { id: userCredentialId(name), ...credential });
  return name;
}

export const basic = (text: string) => `Basic ${Buffer.from(text).toString('base64')}`;

/** The Authorization header of a client that was stored here. */
export const clientOf = (id: string) => basic(`${id}:${SECRET}`);

export const createToken = (form: Record<string, string>, authorization: string | undefined) =>
  call('POST /oauth/token', { authorization, form });

const refused = (error: string, error_description: string) => ({ error, error_description });
export const WRONG_LOGIN = refused('invalid_grant', 'user name, password or clientId is wrong');
export const WRONG_REFRESH = refused('invalid_grant', 'the refresh token is not valid');
