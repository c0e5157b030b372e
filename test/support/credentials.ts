import { randomBytes, randomInt, randomUUID } from 'node:crypto';
import { AMILI_AUDIENCE } from '../../functions/amili/dialect/caller.ts';
import { apiKeyId, SCOPES } from '../../functions/beel/dialect/api-keys.ts';
import { ENKASH_AUDIENCE } from '../../functions/enkash/dialect/caller.ts';
import {
  type OperatorGrant,
  operatorKeyId,
  SCOPES as operatorScopes,
  PREFIX,
} from '../../functions/operator/dialect/api-keys.ts';
import { writeCredential } from '../../shared/auth/credential-store.ts';
import { issueToken } from '../../shared/auth/issue-token.ts';
import { hashRandomSecret } from '../../shared/auth/secrets.ts';
import { credentials } from '../../shared/dynamodb/tables.ts';

/** A header value for a tenant of the test's own. */
export type Authorization = string;

const ALPHABET = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789';

export const newEnkashCompany = (): string =>
  `CEK${Array.from({ length: 7 }, () => ALPHABET[randomInt(36)]).join('')}`;

export const newAmiliClient = (): number => randomInt(1, 2 ** 47);

export async function enkashAuthorization(
  company: string,
  { actsFor = [], lifetime = 600 }: { actsFor?: string[]; lifetime?: number } = {},
): Promise<Authorization> {
  const claims = { use: 'access', company, companies: [company, ...actsFor] };
  return `Bearer ${await issue(ENKASH_AUDIENCE, 'ada@example.com', claims, lifetime)}`;
}

export async function amiliAuthorization(
  clients: readonly number[],
  { lifetime = 600 }: { lifetime?: number } = {},
): Promise<Authorization> {
  return `Bearer ${await issue(AMILI_AUDIENCE, 'amili-client', { clients }, lifetime)}`;
}

const issue = (audience: string, subject: string, claims: Record<string, unknown>, lifetime: number) =>
  issueToken({ audience, subject, claims, lifetime, now: new Date() });

export interface BeelKeyOptions {
  readonly company?: string;
  readonly mode?: 'live' | 'test';
  readonly scopes?: readonly string[];
  readonly validUntil?: string;
  readonly revokedAt?: string;
}

export async function beelAuthorization(options: BeelKeyOptions = {}): Promise<Authorization> {
  const { company = randomUUID(), mode = 'live', scopes = SCOPES, validUntil, revokedAt } = options;
  const key = `beel_sk_${mode}_${randomBytes(16).toString('hex')}`;
  await writeCredential(credentials(), {
    id: apiKeyId(hashRandomSecret(key)),
    grant: { company, mode, scopes },
    createdAt: new Date().toISOString(),
    ...(validUntil && { validUntil }),
    ...(revokedAt && { revokedAt }),
  });
  return `Bearer ${key}`;
}

export interface OperatorKeyOptions extends Partial<OperatorGrant> {
  readonly validUntil?: string;
  readonly revokedAt?: string;
}

export async function operatorAuthorization({
  validUntil,
  revokedAt,
  ...grant
}: OperatorKeyOptions = {}): Promise<Authorization> {
  const key = `${PREFIX}${randomBytes(16).toString('hex')}`;
  await writeCredential(credentials(), {
    id: operatorKeyId(hashRandomSecret(key)),
    grant: { name: 'test', scopes: operatorScopes, ...grant },
    createdAt: new Date().toISOString(),
    ...(validUntil && { validUntil }),
    ...(revokedAt && { revokedAt }),
  });
  return `Bearer ${key}`;
}
