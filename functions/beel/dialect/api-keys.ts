import { apiKeyReader } from '../../../shared/auth/api-keys.ts';

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

/** The name of a key's credential. */
export const apiKeyId = (keyHash: string): string => `beel#key#${keyHash}`;

export const readApiKey = apiKeyReader<ApiKeyGrant>(apiKeyId);
