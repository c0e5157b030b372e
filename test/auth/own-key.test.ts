import { createPublicKey, generateKeyPairSync, type KeyObject } from 'node:crypto';
import { SignJWT } from 'jose';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { verifyOwnToken } from '../../shared/auth/verify-own-token.ts';

/** The real one, which also counts its calls. */
vi.mock('node:crypto', async (original) => {
  const crypto = await original<typeof import('node:crypto')>();
  return { ...crypto, createPublicKey: vi.fn(crypto.createPublicKey) };
});

const newKey = () => generateKeyPairSync('rsa', { modulusLength: 2048 });
const { privateKey, publicKey } = newKey();

beforeEach(() => {
  vi.stubEnv('TOKEN_ISSUER', 'offboard-test');
  use(publicKey);
});

afterEach(() => {
  vi.unstubAllEnvs();
});

const use = (key: KeyObject) =>
  vi.stubEnv('TOKEN_PUBLIC_KEY', key.export({ format: 'der', type: 'spki' }).toString('base64'));

const CLAIMS = { iss: 'offboard-test', aud: 'enkash', sub: 'ada', exp: 4_102_444_800 };

const signed = (key = privateKey) => new SignJWT(CLAIMS).setProtectedHeader({ alg: 'RS256' }).sign(key);

describe('our own key', () => {
  it('is read once, and again when it changes', async () => {
    const another = newKey();
    const token = await signed();
    expect(await verifyOwnToken(token, 'enkash')).toEqual(CLAIMS);
    vi.mocked(createPublicKey).mockClear();

    expect(await verifyOwnToken(token, 'enkash')).toEqual(CLAIMS);
    expect(createPublicKey).toHaveBeenCalledTimes(0);

    use(another.publicKey);
    expect(await verifyOwnToken(token, 'enkash')).toBe(undefined);
    expect(await verifyOwnToken(await signed(another.privateKey), 'enkash')).toEqual(CLAIMS);
    expect(createPublicKey).toHaveBeenCalledTimes(1);
  });

  it('must be an RSA key, which is not the mistake of who sent the token', async () => {
    use(generateKeyPairSync('ed25519').publicKey);

    await expect(verifyOwnToken(await signed(), 'enkash')).rejects.toThrow('TOKEN_PUBLIC_KEY is no RSA key');
  });
});
