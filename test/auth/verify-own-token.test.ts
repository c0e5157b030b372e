import { createPublicKey, generateKeyPairSync, type KeyObject, sign } from 'node:crypto';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { verifyOwnToken } from '../../shared/auth/verify-own-token.ts';

/** Does what it does, and shows how often it was asked. */
vi.mock('node:crypto', async (original) => {
  const crypto = await original<typeof import('node:crypto')>();
  return { ...crypto, createPublicKey: vi.fn(crypto.createPublicKey) };
});

const NOW = Date.parse('2026-11-21T10:00:00Z');
const CLAIMS = { iss: 'offboard-test', aud: 'enkash', sub: 'ada', exp: NOW / 1000 + 60 };

const newKey = () => generateKeyPairSync('rsa', { modulusLength: 2048 });
const { privateKey, publicKey } = newKey();

beforeEach(() => {
  vi.useFakeTimers({ now: NOW, toFake: ['Date'] });
  vi.stubEnv('TOKEN_ISSUER', 'offboard-test');
  use(publicKey);
});

afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllEnvs();
});

const use = (key: KeyObject) =>
  vi.stubEnv('TOKEN_PUBLIC_KEY', key.export({ format: 'der', type: 'spki' }).toString('base64'));

const json = (value: unknown) => Buffer.from(JSON.stringify(value));

/** A token of these claims as they are, signed by our key or another. */
function token(claims: Buffer, key = privateKey): string {
  const content = `${json({ alg: 'RS256' }).toString('base64url')}.${claims.toString('base64url')}`;
  return `${content}.${sign('sha256', Buffer.from(content), key).toString('base64url')}`;
}

const verified = (wanted: string) => {
  const claims = verifyOwnToken(wanted, 'enkash');
  return claims && { ...claims };
};

describe('a token of our own', () => {
  it.each([
    [NOW / 1000, true],
    [NOW / 1000 + 1, false],
  ])('that is good from %i on is taken now: %s', (nbf, taken) => {
    const claims = { ...CLAIMS, nbf };
    expect(verified(token(json(claims)))).toEqual(taken ? claims : undefined);
  });

  it('is refused where its text is no UTF-8', () => {
    const text = JSON.stringify({ ...CLAIMS, name: '?' });
    const claims = Buffer.from(text);
    claims[text.indexOf('?')] = 0xff;

    expect(verified(token(claims))).toBe(undefined);
  });

  it.each(['', 'e30', 'e30.e30'])('has three parts, unlike "%s"', (short) => {
    expect(verified(short)).toBe(undefined);
  });
});

describe('our own key', () => {
  it('is read once, and again when it changes', () => {
    const another = newKey();
    const signed = token(json(CLAIMS));
    expect(verified(signed)).toEqual(CLAIMS);
    vi.mocked(createPublicKey).mockClear();

    expect(verified(signed)).toEqual(CLAIMS);
    expect(createPublicKey).toHaveBeenCalledTimes(0);

    use(another.publicKey);
    expect(verified(signed)).toBe(undefined);
    expect(verified(token(json(CLAIMS), another.privateKey))).toEqual(CLAIMS);
    expect(createPublicKey).toHaveBeenCalledTimes(1);
  });

  it('must be an RSA key', () => {
    use(generateKeyPairSync('ed25519').publicKey);

    expect(() => verified(token(json(CLAIMS)))).toThrow('TOKEN_PUBLIC_KEY is no RSA key');
  });
});
