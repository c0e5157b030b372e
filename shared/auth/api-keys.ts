import { now } from '../clock.ts';
import type { Table } from '../dynamodb/tables.ts';
import { type Credential, isValid, readCredential } from './credential-store.ts';
import { hashRandomSecret } from './secrets.ts';

/** What a key may do, in its dialect's terms, and the SHA-256 by which it is known. */
export type ApiKey<Grant> = Grant & { readonly keyId: string };

/** Milliseconds for which a key is trusted without being read again: a revocation takes effect within this time. */
const TRUSTED_FOR = 5_000;
const KEPT_KEYS = 1_000;

/**
 * Reads the API keys of a dialect, and keeps those that it has read for a while. A key that is unknown, revoked or
 * expired is undefined: callers cannot tell these apart.
 * @param credentialId the name of a key's credential, by the key's SHA-256
 */
export function apiKeyReader<Grant extends object>(credentialId: (keyHash: string) => string) {
  const known = new Map<string, { credential: Credential<Grant>; readAt: number }>();
  return async function readApiKey(table: Table, key: string): Promise<ApiKey<Grant> | undefined> {
    const keyId = hashRandomSecret(key);
    const at = now();
    const cached = known.get(keyId);
    const fresh = cached && isFresh(cached.readAt, at) && isValid(cached.credential, at);
    const credential = fresh
      ? cached.credential
      : await readCredential<Grant>(table, credentialId(keyId), at);
    if (!credential) {
      known.delete(keyId);
      return undefined;
    }
    if (!fresh) {
      if (known.size >= KEPT_KEYS) known.delete(known.keys().next().value as string);
      known.set(keyId, { credential, readAt: at.getTime() });
    }
    return { keyId, ...credential.grant };
  };
}

/** A time that is yet to come was read from a clock that has been set back since: it says nothing of the key's age. */
function isFresh(readAt: number, at: Date): boolean {
  const age = at.getTime() - readAt;
  return age >= 0 && age < TRUSTED_FOR;
}
