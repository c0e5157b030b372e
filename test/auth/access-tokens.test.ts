import type { JWTPayload } from 'jose';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { outsideTokens, ownTokens, type Trust, verifyBearer } from '../../shared/auth/access-tokens.ts';
import { issueToken } from '../../shared/auth/issue-token.ts';

const NOW = Date.parse('2026-11-21T10:00:00Z');
const seconds = NOW / 1000;

beforeEach(() => {
  vi.useFakeTimers({ now: NOW, toFake: ['Date'] });
});

afterEach(() => {
  vi.useRealTimers();
});

let trusts = 0;

/** A trust of the test's own, which counts how often it is asked. */
function newTrust(claims: JWTPayload | undefined = { sub: 'ada', exp: seconds + 60 }) {
  const asked: string[] = [];
  const trust: Trust = {
    name: `trust ${trusts++}`,
    verify(token) {
      asked.push(token);
      return claims;
    },
  };
  return { trust, asked, claims };
}

const unauthenticated = expect.objectContaining({ name: 'Failure', problem: { kind: 'unauthenticated' } });

describe('a bearer token', () => {
  it.each(['Bearer a.b.c', 'bearer a.b.c', 'Bearer   a.b.c  '])('is read from "%s"', async (header) => {
    const { trust, asked, claims } = newTrust();

    expect(await verifyBearer(header, trust)).toEqual(claims);

    expect(asked).toEqual(['a.b.c']);
  });

  it('may have long parts, of every sign that base64url has', async () => {
    const { trust, asked } = newTrust();
    const token = 'eyJ_-0.eyJ_-9Az.SIG_-zZ';

    await verifyBearer(`Bearer ${token}`, trust);

    expect(asked).toEqual([token]);
  });

  it.each([
    undefined,
    '',
    'Bearer',
    'Bearer ',
    'a.b.c',
    'Basic a.b.c',
    'xBearer a.b.c',
    'Bearera.b.c',
    'Bearer a.b',
    'Bearer a.b.c.d',
    'Bearer .b.c',
    'Bearer a..c',
    'Bearer a.b.',
    'Bearer a.b.c x',
    'Bearer a+.b.c',
    'Bearer a.b+.c',
    'Bearer a.b.c=',
  ])('is not in "%s", and nobody is asked about it', async (header) => {
    const { trust, asked } = newTrust();

    await expect(verifyBearer(header, trust)).rejects.toEqual(unauthenticated);

    expect(asked).toEqual([]);
  });

  it('is refused where the trust does not take it, each time it comes', async () => {
    const { trust, asked } = newTrust();
    const refusing: Trust = { ...trust, verify: (token) => void trust.verify(token) };

    await expect(verifyBearer('Bearer a.b.c', refusing)).rejects.toEqual(unauthenticated);
    await expect(verifyBearer('Bearer a.b.c', refusing)).rejects.toEqual(unauthenticated);

    expect(asked).toEqual(['a.b.c', 'a.b.c']);
  });
});

describe('a token that was verified', () => {
  it('is not verified again until it expires', async () => {
    const { trust, asked, claims } = newTrust();
    await verifyBearer('Bearer a.b.c', trust);

    vi.setSystemTime(NOW + 59_999);
    expect(await verifyBearer('Bearer a.b.c', trust)).toEqual(claims);
    expect(asked).toHaveLength(1);

    vi.setSystemTime(NOW + 60_000);
    await verifyBearer('Bearer a.b.c', trust);
    expect(asked).toHaveLength(2);
  });

  it('is verified each time where it does not say when it expires', async () => {
    const { trust, asked } = newTrust({ sub: 'ada' });

    await verifyBearer('Bearer a.b.c', trust);
    await verifyBearer('Bearer a.b.c', trust);

    expect(asked).toHaveLength(2);
  });

  it('is not known under another trust', async () => {
    const { trust } = newTrust();
    const another = newTrust();
    await verifyBearer('Bearer a.b.c', trust);

    await verifyBearer('Bearer a.b.c', another.trust);

    expect(another.asked).toEqual(['a.b.c']);
  });

  it('makes room for the thousandth after it', async () => {
    const { trust, asked } = newTrust();
    for (let number = 0; number < 1000; number++) await verifyBearer(`Bearer a.b.${number}`, trust);

    await verifyBearer('Bearer a.b.0', trust);
    expect(asked).toHaveLength(1000);
    await verifyBearer('Bearer a.b.1000', trust);
    expect(asked).toHaveLength(1001);
    await verifyBearer('Bearer a.b.1', trust);
    expect(asked).toHaveLength(1001);
    await verifyBearer('Bearer a.b.0', trust);

    expect(asked.slice(1000)).toEqual(['a.b.1000', 'a.b.0']);
  });
});

describe('the trust in our own tokens', () => {
  const token = (audience: string) =>
    issueToken({ audience, subject: 'ada', lifetime: 600, claims: { company: 'c' }, now: new Date() });

  it('takes those for its audience', async () => {
    const claims = await verifyBearer(`Bearer ${await token('one')}`, ownTokens('one'));

    expect({ ...claims }).toEqual({
      company: 'c',
      iss: process.env.TOKEN_ISSUER,
      aud: 'one',
      sub: 'ada',
      iat: seconds,
      exp: seconds + 600,
      jti: expect.any(String),
    });
  });

  it('takes none for another, not even one that was verified there', async () => {
    const header = `Bearer ${await token('one')}`;
    await verifyBearer(header, ownTokens('one'));

    await expect(verifyBearer(header, ownTokens('two'))).rejects.toEqual(unauthenticated);
  });
});

describe('the trust in the tokens of an outside issuer', () => {
  const issuer = { issuer: 'i', audience: 'a', jwksUrl: 'http://127.0.0.1:9/jwks' };

  it('is named by all that makes it', () => {
    expect(outsideTokens(issuer).name).toBe('http://127.0.0.1:9/jwks i a');
  });
});
