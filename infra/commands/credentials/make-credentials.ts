import { randomBytes, randomUUID } from 'node:crypto';
import * as amiliCredentials from '../../../functions/amili/tokens/credentials.ts';
import { type CompanyProfile, saveCompany } from '../../../functions/beel/companies/company.ts';
import { type ApiKeyGrant, apiKeyId } from '../../../functions/beel/dialect/api-keys.ts';
import * as enkashCredentials from '../../../functions/enkash/tokens/credentials.ts';
import { type OperatorGrant, operatorKeyId, PREFIX } from '../../../functions/operator/dialect/api-keys.ts';
import { writeCredential } from '../../../shared/auth/credential-store.ts';
import { type Cost, hashPassword, hashRandomSecret } from '../../../shared/auth/secrets.ts';
import { now } from '../../../shared/clock.ts';
import { credentials } from '../../../shared/dynamodb/tables.ts';
import { callOperation } from '../../local/operation-events.ts';
import { type CompanyChange, companyChange } from './company-options.ts';

/** A credential just made. The secrets in it are shown this once: the table keeps hashes. */
export interface MadeCredential {
  /** What `revoke` takes. */
  readonly ids: readonly string[];
  /** A header value that works at once. */
  readonly authorization: string;
}

export interface EnkashCredential extends MadeCredential {
  readonly companyId: string;
  readonly clientId: string;
  readonly clientSecret: string;
  readonly username: string;
  readonly password: string;
}

/**
 * A client of the token endpoint for the company, and a user of it who may also act for other companies.
 * @param cost of guessing the user's password
 */
export async function makeEnkashCredential(
  companyId: string,
  actsFor: readonly string[],
  cost?: Cost,
): Promise<EnkashCredential> {
  const clientId = `client-${randomHex(6)}`;
  const clientSecret = randomHex(32);
  const username = `user-${randomHex(6)}@${companyId.toLowerCase()}.example`;
  const password = randomHex(12);
  const ids = [
    enkashCredentials.clientCredentialId(clientId),
    enkashCredentials.userCredentialId(username),
  ] as const;
  const userGrant: enkashCredentials.UserGrant = {
    company: companyId,
    companies: [...new Set([companyId, ...actsFor])],
  };
  const clientGrant: enkashCredentials.ClientGrant = { company: companyId };
  await store(ids[0], clientGrant, hashRandomSecret(clientSecret));
  await store(ids[1], userGrant, await hashPassword(password, cost));
  const made = { ids, companyId, clientId, clientSecret, username, password };
  return { ...made, authorization: await enkashAuthorization(made) };
}

type EnkashLogin = Omit<EnkashCredential, 'ids' | 'authorization'>;

export const enkashBasic = ({
  clientId,
  clientSecret,
}: Pick<EnkashLogin, 'clientId' | 'clientSecret'>): string =>
  `Basic ${Buffer.from(`${clientId}:${clientSecret}`).toString('base64')}`;

/** Logs in as a client of the vendor would. */
export async function enkashAuthorization(login: EnkashLogin): Promise<string> {
  const { username, password, companyId } = login;
  const { access_token } = await callOperation<{ access_token: string }>('POST /oauth/token', {
    headers: { authorization: enkashBasic(login) },
    form: { grant_type: 'password', username, password, clientId: companyId },
  });
  return `Bearer ${access_token}`;
}

export interface AmiliCredential extends MadeCredential {
  readonly clientNos: readonly number[];
  readonly clientId: string;
  readonly clientSecret: string;
}

/** A client of the token service that may act for these client numbers. */
export async function makeAmiliCredential(clientNos: readonly number[]): Promise<AmiliCredential> {
  const clientId = randomUUID();
  const clientSecret = randomHex(32);
  const id = amiliCredentials.clientCredentialId(clientId);
  const grant: amiliCredentials.ClientGrant = { clients: clientNos, resource: randomUUID() };
  await store(id, grant, hashRandomSecret(clientSecret));
  const made = { ids: [id], clientNos, clientId, clientSecret };
  return { ...made, authorization: await amiliAuthorization(made) };
}

/** Logs in as a client of the vendor would. */
export async function amiliAuthorization(
  login: Pick<AmiliCredential, 'clientId' | 'clientSecret'>,
): Promise<string> {
  const { access_token } = await callOperation<{ access_token: string }>('POST /token', {
    form: { grant_type: 'client_credentials', client_id: login.clientId, client_secret: login.clientSecret },
  });
  return `Bearer ${access_token}`;
}

export interface BeelCredential extends MadeCredential, ApiKeyGrant {
  readonly key: string;
  /** The company as it is known now. */
  readonly profile: CompanyProfile;
}

/** An API key of a company, which is made with its first key. */
export async function makeBeelCredential(
  grant: ApiKeyGrant,
  change: CompanyChange = companyChange(grant.company),
): Promise<BeelCredential> {
  const profile = await saveCompany(credentials(), grant.company, change);
  const key = `beel_sk_${grant.mode}_${randomHex(16)}`;
  const id = apiKeyId(hashRandomSecret(key));
  await store(id, grant);
  return { ids: [id], ...grant, profile, key, authorization: `Bearer ${key}` };
}

export interface OperatorCredential extends MadeCredential, OperatorGrant {
  readonly key: string;
}

/** A key of the service's operator. */
export async function makeOperatorCredential(grant: OperatorGrant): Promise<OperatorCredential> {
  const key = `${PREFIX}${randomHex(16)}`;
  const id = operatorKeyId(hashRandomSecret(key));
  await store(id, grant);
  return { ids: [id], ...grant, key, authorization: `Bearer ${key}` };
}

const store = (id: string, grant: unknown, secretHash?: string): Promise<void> =>
  writeCredential(credentials(), {
    id,
    grant,
    createdAt: now().toISOString(),
    ...(secretHash && { secretHash }),
  });

const randomHex = (bytes: number): string => randomBytes(bytes).toString('hex');
