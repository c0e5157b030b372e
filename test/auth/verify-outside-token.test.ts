import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { type CryptoKey, exportJWK, generateKeyPair, SignJWT } from 'jose';
import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { outsideTokens } from '../../shared/auth/access-tokens.ts';
import { verifyOutsideToken } from '../../shared/auth/verify-outside-token.ts';

const ISSUER = 'https://auth.example';
const AUDIENCE = 'accounts-receivable';
let server: Server;
let base: string;
let key: CryptoKey;
let fetched: string[];

beforeAll(async () => {
  const { privateKey, publicKey } = await generateKeyPair('RS256');
  key = privateKey;
  const jwk = { ...(await exportJWK(publicKey)), kid: 'k1', use: 'sig' };
  server = createServer((request, response) => {
    const [, path = ''] = (request.url ?? '').split('/');
    fetched.push(path);
    if (path === 'silent') return;
    response.writeHead(path === 'broken' ? 503 : 200, { 'content-type': 'application/json' });
    response.end(JSON.stringify(path === 'empty' ? {} : { keys: [jwk] }));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  base = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});

beforeEach(() => {
  fetched = [];
});

afterAll(() => {
  server.close();
  server.closeAllConnections();
});

const issuer = (path: string) => ({ issuer: ISSUER, audience: AUDIENCE, jwksUrl: `${base}/${path}` });

const now = () => Math.floor(Date.now() / 1000);

/** A token of the issuer, with claims put right or wrong; `undefined` leaves one out. */
async function token(change: Record<string, unknown> = {}, { alg = 'RS256', kid = 'k1', signer = key } = {}) {
  const claims = { iss: ISSUER, aud: AUDIENCE, sub: 'outside', iat: now(), exp: now() + 600, ...change };
  return { claims, token: await new SignJWT(claims).setProtectedHeader({ alg, kid }).sign(signer) };
}

describe('a token of an outside issuer', () => {
  it('is taken with its claims', async () => {
    const { token: good, claims } = await token({ clients: [7] });

    expect(await verifyOutsideToken(good, issuer('good'))).toEqual(claims);
  });

  it('is taken through the trust in its issuer', async () => {
    const { token: good, claims } = await token();

    expect(await outsideTokens(issuer('trusted')).verify(good)).toEqual(claims);
  });

  it('has its keys fetched once for each place that they are at', async () => {
    for (const path of ['here', 'here', 'there', 'here'])
      await verifyOutsideToken((await token()).token, issuer(path));

    expect(fetched).toEqual(['here', 'there']);
  });

  it.each<[string, Record<string, unknown>]>([
    ['another issuer', { iss: 'https://auth.elsewhere.example' }],
    ['another audience', { aud: 'elsewhere' }],
    ['an expiry in the past', { exp: now() - 1 }],
    ['no expiry', { exp: undefined }],
    ['no subject', { sub: undefined }],
  ])('is refused with %s', async (_, change) => {
    expect(await verifyOutsideToken((await token(change)).token, issuer('good'))).toBe(undefined);
  });

  it('is refused with a key that the issuer does not have', async () => {
    const { token: unknown } = await token({}, { kid: 'k2' });

    expect(await verifyOutsideToken(unknown, issuer('good'))).toBe(undefined);
  });

  it('is refused with a signature of another key', async () => {
    const { privateKey: signer } = await generateKeyPair('RS256');

    expect(await verifyOutsideToken((await token({}, { signer })).token, issuer('good'))).toBe(undefined);
  });

  it('is refused with another algorithm', async () => {
    const { privateKey: signer } = await generateKeyPair('PS256');

    const { token: other } = await token({}, { alg: 'PS256', signer });

    expect(await verifyOutsideToken(other, issuer('good'))).toBe(undefined);
  });

  it.each(['a.b.c', 'e30.e30.e30', ''])('is refused where it is none: "%s"', async (none) => {
    expect(await verifyOutsideToken(none, issuer('good'))).toBe(undefined);
  });

  it.each([
    ['broken', 'ERR_JOSE_GENERIC'],
    ['empty', 'ERR_JWKS_INVALID'],
  ])('is not refused, but fails, where the keys are %s', async (path, code) => {
    await expect(verifyOutsideToken((await token()).token, issuer(path))).rejects.toMatchObject({ code });
  });

  it('is not refused, but fails, where nothing listens', async () => {
    const nowhere = { ...issuer('good'), jwksUrl: 'http://127.0.0.1:1/jwks' };

    await expect(verifyOutsideToken((await token()).token, nowhere)).rejects.toThrow('fetch failed');
  });

  it('is not refused, but fails, where no keys come in time', async () => {
    const timeout = AbortSignal.timeout;
    vi.spyOn(AbortSignal, 'timeout').mockImplementation(() => timeout(50));
    const { token: good } = await token();

    await expect(verifyOutsideToken(good, issuer('silent'))).rejects.toMatchObject({
      code: 'ERR_JWKS_TIMEOUT',
    });

    vi.restoreAllMocks();
  });
});
