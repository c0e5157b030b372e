import { generateKeyPairSync, sign } from 'node:crypto';
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

describe('a token of our own', () => {
  it('is taken with the claims it was issued with', async () => {
    const wanted = { ...claims(), company: 'CEK1234567', nbf: now() - 1 };
    const token = signed(HEADER, wanted);
    expect(await verifyOwnToken(token, 'enkash')).toEqual(wanted);
  });

  it('may name several audiences', async () => {
    const wanted = { ...claims(), aud: ['amili', 'enkash'] };
    expect(await verifyOwnToken(signed(HEADER, wanted), 'enkash')).toEqual(wanted);
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
    ['a subject that is a number', () => signed(HEADER, { ...claims(), sub: 7 })],
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
  ])('is refused with %s', async (_, token) => {
    expect(await verifyOwnToken(token(), 'enkash')).toBe(undefined);
  });
});
