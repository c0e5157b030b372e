import { randomUUID } from 'node:crypto';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { apiKeyId, readApiKey } from '../../../functions/beel/dialect/api-keys.ts';
import { revokeCredential, writeCredential } from '../../../shared/auth/credential-store.ts';
import { hashRandomSecret } from '../../../shared/auth/secrets.ts';
import { credentials } from '../../../shared/dynamodb/tables.ts';
import { beelAuthorization } from '../../support/credentials.ts';
import { call } from '../../support/http.ts';
import { newCompany, storedBeelCustomer } from '../samples.ts';

const SECOND = 1_000;

beforeEach(() => {
  vi.useFakeTimers({ toFake: ['Date'] });
});

afterEach(() => {
  vi.useRealTimers();
});

const keyOf = (authorization: string) => authorization.replace('Bearer ', '');
const revoke = (authorization: string) =>
  revokeCredential(credentials(), apiKeyId(hashRandomSecret(keyOf(authorization))), new Date());

describe('an API key', () => {
  it('is refused within five seconds after it was revoked, and for good', async () => {
    const { authorization, ref } = await newCompany();
    const { id } = await storedBeelCustomer(ref());
    const get = async () => (await call(`GET /api/v1/customers/${id}`, { authorization })).status;
    expect(await get()).toBe(200);

    await revoke(authorization);
    vi.setSystemTime(Date.now() + 5 * SECOND);

    expect(await get()).toBe(401);
    vi.setSystemTime(Date.now() - 5 * SECOND);
    expect(await get()).toBe(401);
  });

  it('is not asked for again within these seconds', async () => {
    const { authorization } = await newCompany();
    const send = vi.spyOn(credentials().client, 'send');
    try {
      for (let i = 0; i < 3; i++) await readApiKey(credentials(), keyOf(authorization));
      expect(send).toHaveBeenCalledTimes(1);
    } finally {
      send.mockRestore();
    }
  });

  it('is refused the moment it expires, though it was just used', async () => {
    const validUntil = new Date(Date.now() + 2 * SECOND).toISOString();
    const company = randomUUID();
    const key = keyOf(await beelAuthorization({ company, validUntil }));
    expect(await readApiKey(credentials(), key)).toMatchObject({ company, mode: 'live' });

    vi.setSystemTime(Date.now() + 2 * SECOND);

    expect(await readApiKey(credentials(), key)).toBeUndefined();
  });

  it('is known at once after it was made, though it was refused before', async () => {
    const key = `beel_sk_live_${randomUUID().replaceAll('-', '')}`;
    const grant = { company: randomUUID(), mode: 'live', scopes: [] };
    expect(await readApiKey(credentials(), key)).toBeUndefined();

    const keyId = hashRandomSecret(key);
    await writeCredential(credentials(), { id: apiKeyId(keyId), grant, createdAt: new Date().toISOString() });

    expect(await readApiKey(credentials(), key)).toEqual({ keyId, ...grant });
  });
});
