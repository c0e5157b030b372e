import { type Credential, isValid, readCredential } from '../../../shared/auth/credential-store.ts';
import { hashRandomSecret } from '../../../shared/auth/secrets.ts';
import type { Table } from '../../../shared/dynamodb/tables.ts';

/** What a key can be allowed: the part of OpenAPI 1.9.0's x-scope-catalog that an operation or header asks for. */
export const SCOPES = [
  'customers:read',
  'customers:write',
  'invoices:read',
  'invoices:write',
  'series:read',
  'series:write',
  'companies:read',
  'companies:list',
] as const;

/** What a key may do. */
export interface ApiKeyGrant {
  readonly company: string;
  /** Whether it sees live or test data. */
  readonly mode: 'live' | 'test';
  readonly scopes: readonly string[];
}

export interface ApiKey extends ApiKeyGrant {
  /** SHA-256 of the key. */
  readonly keyId: string;
}

/** Milliseconds for which a key is trusted without being read again: a revocation takes effect within this time. */
const TRUSTED_FOR = 5_000;
const KEPT_KEYS = 1_000;
const known = new Map<string, { credential: Credential<ApiKeyGrant>; readAt: number }>();

/** The name of a key's credential. */
export const apiKeyId = (keyHash: string): string => `beel#key#${keyHash}`;

/** The key, or undefined where it is unknown, revoked or expired: callers cannot tell these apart. */
export async function readApiKey(table: Table, key: string): Promise<ApiKey | undefined> {
  const keyId = hashRandomSecret(key);
  const now = new Date();
  const cached = known.get(keyId);
  const fresh = cached && now.getTime() - cached.readAt < TRUSTED_FOR && isValid(cached.credential, now);
  const credential = fresh
    ? cached.credential
    : await readCredential<ApiKeyGrant>(table, apiKeyId(keyId), now);
  if (!credential) {
    known.delete(keyId);
    return undefined;
  }
  if (!fresh) {
    if (known.size >= KEPT_KEYS) known.delete(known.keys().next().value as string);
    known.set(keyId, { credential, readAt: now.getTime() });
  }
  return { keyId, ...credential.grant };
}
