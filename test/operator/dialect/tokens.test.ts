import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { type CryptoKey, exportJWK, exportSPKI, generateKeyPair, SignJWT, UnsecuredJWT } from 'jose';
import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import {
  amiliAuthorization,
  beelAuthorization,
  newAmiliClient,
  operatorAuthorization,
} from '../../support/credentials.ts';
import { problem } from '../../support/envelopes.ts';
import { call } from '../../support/http.ts';
import { loggedBy } from '../../support/log.ts';
import { newEnkash } from '../worlds.ts';

const ISSUER = 'https://cognito-idp.eu-central-1.amazonaws.com/eu-central-1_AbCdEfGhI';
const enkash = await newEnkash();
const { tenant: company, path } = enkash;
let server: Server;
let base: string;
let key: CryptoKey;
let publicPem: string;

beforeAll(async () => {
  const { privateKey, publicKey } = await generateKeyPair('RS256', { extractable: true });
  key = privateKey;
  publicPem = await exportSPKI(publicKey);
  const keys = [{ ...(await exportJWK(publicKey)), kid: 'k1', alg: 'RS256', use: 'sig' }];
  server = createServer((request, response) => {
    response.writeHead(request.url === '/jwks' ? 200 : 503, { 'content-type': 'application/json' });
    response.end(JSON.stringify({ keys }));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  base = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});

afterAll(() => {
  vi.unstubAllEnvs();
  server.close();
  server.closeAllConnections();
});

beforeEach(() => {
  vi.unstubAllEnvs();
  vi.stubEnv('OPERATOR_ISSUER', ISSUER);
  vi.stubEnv('OPERATOR_JWKS_URL', `${base}/jwks`);
  vi.stubEnv('OPERATOR_CLIENT_ID', 'console');
  vi.stubEnv('OPERATOR_SCOPE_PREFIX', 'offboard/');
});

/** What Cognito's access tokens say. */
const CLAIMS = {
  ...{ iss: ISSUER, sub: 'b3c1d2', client_id: 'console', token_use: 'access' },
  scope: 'openid offboard/read offboard/write',
};

interface Signed {
  readonly alg?: string;
  readonly by?: CryptoKey | Uint8Array;
  readonly expires?: string;
}

const token = (claims: object = {}, { alg = 'RS256', by = key, expires = '10m' }: Signed = {}) => {
  const jwt = new SignJWT({ ...CLAIMS, ...claims }).setProtectedHeader({ alg, kid: 'k1' }).setIssuedAt();
  return (expires ? jwt.setExpirationTime(expires) : jwt).sign(by);
};

const ask = async (jwt: string | Promise<string>) =>
  call(`GET ${path}`, { authorization: `Bearer ${await jwt}` });

const unauthenticated = problem(
  ...([401, 'unauthenticated', 'No valid key', 'a valid access token is required', path] as const),
);

describe('an access token of the stage’s issuer', () => {
  it('is taken, and the log names who it is, so that it cannot be mistaken for a key', async () => {
    const { answer, lines } = await loggedBy(async () => ask(token()), 'info');
    expect(answer.status).toBe(200);
    expect(answer.body).toEqual({ items: [], next: null, total: null });
    expect(lines).toEqual([expect.objectContaining({ caller: 'oidc:b3c1d2', statusCode: 200 })]);
  });

  it('is taken with an audience where the stage names one, as RFC 9068 has it', async () => {
    vi.stubEnv('OPERATOR_TOKEN_AUDIENCE', 'https://offboard.example');
    const claims = { token_use: undefined, client_id: undefined, azp: 'console' };
    expect((await ask(token({ ...claims, aud: ['https://offboard.example'] }))).status).toBe(200);
    expect((await ask(token({ ...claims, aud: 'console' }))).body).toEqual(unauthenticated);
    expect((await ask(token({ ...claims }))).body).toEqual(unauthenticated);
  });

  it('leaves keys as they are', async () => {
    const authorization = await operatorAuthorization();
    expect((await call(`GET ${path}`, { authorization })).status).toBe(200);
  });

  it.each([
    ['none', { scope: undefined }],
    ['none that is ours', { scope: 'openid read write' }],
    ['another one', { scope: 'offboard/write' }],
    ['no text', { scope: ['offboard/read'] }],
    ['one with ours in it', { scope: 'offboard/reader xoffboard/read' }],
  ])('needs the scope to look: %s', async (_, claims) => {
    const answer = await ask(token(claims));
    expect(answer.body).toEqual(
      problem(403, 'insufficient-scope', 'Insufficient scope', 'the key lacks the scope read', path),
    );
  });

  it('needs the scope to change, and histories say who it was', async () => {
    const protect = async (route: string, scope: string) =>
      call(`PUT ${route}/protection`, {
        authorization: `Bearer ${await token({ scope })}`,
        json: { reason: 'audit' },
      });
    const route = `${path}/${await enkash.customer('Ada')}`;
    expect((await protect(route, 'offboard/read')).status).toBe(403);

    const { status, body } = await protect(route, 'offboard/write');

    expect([status, body]).toEqual([
      200,
      expect.objectContaining({
        protection: expect.objectContaining({ by: 'oidc:b3c1d2', reason: 'audit' }),
      }),
    ]);
  });

  it.each([
    ['these', { offboard_tenants: [`enkash:${company}`] }, 200],
    ['others', { offboard_tenants: ['enkash:CEOTHER'] }, 404],
    ['none', { offboard_tenants: [] }, 404],
  ])('reaches the tenants that it lists: %s', async (_, claims, status) => {
    expect((await ask(token(claims))).status).toBe(status);
  });
});

describe('what is no access token of the stage’s issuer is refused', () => {
  it.each<[string, () => string | Promise<string>]>([
    ['another issuer', () => token({ iss: `${ISSUER}x` })],
    ['no issuer', () => token({ iss: undefined })],
    ['another client', () => token({ client_id: 'shop' })],
    ['no client', () => token({ client_id: undefined })],
    ['an ID token', () => token({ token_use: 'id', aud: 'console', client_id: undefined })],
    ['an ID token with a client and a scope', () => token({ token_use: 'id' })],
    ['neither audience nor use', () => token({ token_use: undefined })],
    ['nobody', () => token({ sub: undefined })],
    ['a name with a line break', () => token({ sub: 'ada\nroot' })],
    ['a name that is too long', () => token({ sub: 'a'.repeat(256) })],
    ['tenants as a text', () => token({ offboard_tenants: `enkash:${company}` })],
    ['tenants that are null', () => token({ offboard_tenants: null })],
    ['tenants that are numbers', () => token({ offboard_tenants: [1] })],
    ['expired', () => token({}, { expires: '-1s' })],
    ['without expiry', () => token({}, { expires: '' })],
    ['alg none', () => new UnsecuredJWT(CLAIMS).setExpirationTime('10m').encode()],
    ['HS256 with the public key', () => token({}, { alg: 'HS256', by: Buffer.from(publicPem) })],
    ['RS256 by a stranger', async () => token({}, { by: (await generateKeyPair('RS256')).privateKey })],
    ['RS512', async () => token({}, { alg: 'RS512', by: (await generateKeyPair('RS512')).privateKey })],
    ['a token of Amili', async () => (await amiliAuthorization([newAmiliClient()])).replace('Bearer ', '')],
    ['a key of BeeL', async () => (await beelAuthorization({})).replace('Bearer ', '')],
    ['a word', () => 'nonsense'],
  ])('%s', async (_, jwt) => {
    const answer = await ask(jwt());
    expect(answer.body).toEqual(unauthenticated);
    expect(answer.status).toBe(401);
  });

  it('where the stage names no issuer, whatever it says', async () => {
    vi.stubEnv('OPERATOR_ISSUER', '');
    expect((await ask(token())).body).toEqual(unauthenticated);
  });

  it.each(['OPERATOR_CLIENT_ID', 'OPERATOR_JWKS_URL'])(
    'where %s is forgotten, as our mistake',
    async (name) => {
      vi.stubEnv(name, '');
      const { answer } = await loggedBy(async () => ask(token()));
      expect(answer.status).toBe(500);
    },
  );

  it('and where its keys cannot be had, the caller is not blamed', async () => {
    vi.stubEnv('OPERATOR_JWKS_URL', `${base}/broken`);
    const { answer } = await loggedBy(async () => ask(token({ sub: 'unseen' })));
    expect(answer.status).toBe(500);
  });
});
