import { createPublicKey, generateKeyPairSync, sign } from 'node:crypto';
import fc from 'fast-check';
import { jwtVerify } from 'jose';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { verifyOwnToken } from '../../shared/auth/verify-own-token.ts';

const { privateKey, publicKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
const spki = publicKey.export({ format: 'der', type: 'spki' }).toString('base64');
const now = () => Math.floor(Date.now() / 1000);
const encode = (value: unknown) => Buffer.from(JSON.stringify(value)).toString('base64url');

beforeAll(() => {
  vi.stubEnv('TOKEN_PUBLIC_KEY', spki);
  vi.stubEnv('TOKEN_ISSUER', 'offboard-test');
});

afterAll(() => {
  vi.unstubAllEnvs();
});

/** A token that our own key signed, whatever it says. */
function signed(header: unknown, claims: unknown): string {
  const content = `${encode(header)}.${encode(claims)}`;
  return `${content}.${sign('sha256', Buffer.from(content), privateKey).toString('base64url')}`;
}

const HEADER = { alg: 'RS256', typ: 'JWT' };
const claims = () => ({ iss: 'offboard-test', aud: 'enkash', sub: 'ada', iat: now(), exp: now() + 600 });

/** What jose makes of a token with the same demands. */
async function byJose(token: string): Promise<unknown> {
  const options = {
    algorithms: ['RS256'],
    issuer: 'offboard-test',
    audience: 'enkash',
    requiredClaims: ['exp', 'sub'],
  };
  const key = createPublicKey({ key: Buffer.from(spki, 'base64'), format: 'der', type: 'spki' });
  return jwtVerify(token, key, options).then(
    ({ payload }) => payload,
    () => undefined,
  );
}

describe('a token of our own', () => {
  it('is taken with the claims it was issued with', async () => {
    const wanted = { ...claims(), company: 'CEK1234567', nbf: now() - 1 };
    const token = signed(HEADER, wanted);
    expect({ ...verifyOwnToken(token, 'enkash') }).toEqual(wanted);
    expect(await byJose(token)).toEqual(wanted);
  });

  it('may name several audiences', () => {
    const wanted = { ...claims(), aud: ['amili', 'enkash'] };
    expect({ ...verifyOwnToken(signed(HEADER, wanted), 'enkash') }).toEqual(wanted);
  });

  it.each<[string, () => string]>([
    ['another algorithm of the same key', () => signed({ alg: 'RS512' }, claims())],
    ['no algorithm', () => signed({ typ: 'JWT' }, claims())],
    ['an algorithm in lower case', () => signed({ alg: 'rs256' }, claims())],
    ['an extension that must be understood', () => signed({ ...HEADER, crit: ['exp'], exp: 1 }, claims())],
    ['a header that is a list', () => signed(['RS256'], claims())],
    ['claims that are a list', () => signed(HEADER, [claims()])],
    ['claims that are null', () => signed(HEADER, null)],
    ['an expiry this second', () => signed(HEADER, { ...claims(), exp: now() })],
    ['an expiry in words', () => signed(HEADER, { ...claims(), exp: '4102444800' })],
    ['no expiry', () => signed(HEADER, { ...claims(), exp: undefined })],
    ['no subject', () => signed(HEADER, { ...claims(), sub: undefined })],
    ['a start in the future', () => signed(HEADER, { ...claims(), nbf: now() + 60 })],
    ['a start in words', () => signed(HEADER, { ...claims(), nbf: '0' })],
    ['a time of issue in words', () => signed(HEADER, { ...claims(), iat: '0' })],
    ['another issuer', () => signed(HEADER, { ...claims(), iss: 'somebody' })],
    ['no issuer', () => signed(HEADER, { ...claims(), iss: undefined })],
    ['another audience', () => signed(HEADER, { ...claims(), aud: 'amili' })],
    ['an audience that holds ours', () => signed(HEADER, { ...claims(), aud: 'enkash-admin' })],
    ['no audience', () => signed(HEADER, { ...claims(), aud: undefined })],
    ['a fourth part', () => `${signed(HEADER, claims())}.e30`],
    ['no signature', () => `${encode(HEADER)}.${encode(claims())}.`],
    ['two parts', () => `${encode(HEADER)}.${encode(claims())}`],
    ['a signature written in another way', () => `${signed(HEADER, claims())}=`],
  ])('is refused with %s, by jose too', async (_, token) => {
    const wanted = token();
    expect(verifyOwnToken(wanted, 'enkash')).toBe(undefined);
    expect(await byJose(wanted)).toBe(undefined);
  });

  it('takes nothing that jose refuses, however a token is mangled', async () => {
    const parts = [encode(HEADER), encode(claims()), signed(HEADER, claims()).split('.')[2] as string];
    const part = fc.oneof(
      fc.constantFrom(...parts, '', encode({ alg: 'none' }), encode({ alg: 'HS256' })),
      fc.json().map((json) => Buffer.from(json).toString('base64url')),
      fc.stringMatching(/^[\w-]{0,40}$/),
      fc
        .tuple(fc.constantFrom(...parts), fc.nat(), fc.constantFrom('', '_', 'A', 'AA'))
        .map(([text, at, put]) => {
          const cut = at % text.length;
          return text.slice(0, cut) + put + text.slice(cut + 1);
        }),
    );
    await fc.assert(
      fc.asyncProperty(fc.array(part, { minLength: 2, maxLength: 4 }), async (tokenParts) => {
        const token = tokenParts.join('.');
        if (verifyOwnToken(token, 'enkash')) expect(await byJose(token)).toEqual(expect.any(Object));
      }),
      { numRuns: 2_000 },
    );
  });

  it('agrees with jose on every header and claim that our own key signed', async () => {
    const odd = fc.oneof(
      fc.constantFrom('', 'RS256', 'enkash', 'offboard-test', now(), now() + 60),
      fc.jsonValue(),
    );
    const header = fc.record({ alg: fc.oneof(fc.constant('RS256'), odd), typ: odd }, { requiredKeys: [] });
    const field = <T>(usual: T) => fc.oneof({ weight: 4, arbitrary: fc.constant(usual) }, odd);
    const payload = fc.record(
      {
        ...Object.fromEntries(Object.entries(claims()).map(([name, value]) => [name, field(value)])),
        nbf: field(0),
      },
      { requiredKeys: [] },
    );
    await fc.assert(
      fc.asyncProperty(header, payload, async (ofHeader, ofPayload) => {
        const token = signed(ofHeader, ofPayload);
        const claimsTaken = verifyOwnToken(token, 'enkash');
        const taken = await byJose(token);
        // jose takes a subject of any type; ours must be text.
        const expected = typeof (taken as { sub?: unknown })?.sub === 'string' ? taken : undefined;
        expect(claimsTaken && { ...claimsTaken }).toEqual(expected);
      }),
      { numRuns: 500 },
    );
  });
});
