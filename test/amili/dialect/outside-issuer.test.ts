import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { type CryptoKey, exportJWK, generateKeyPair, SignJWT } from 'jose';
import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { amiliAuthorization, newAmiliClient } from '../../support/credentials.ts';
import { amiliFailure } from '../../support/envelopes.ts';
import { call } from '../../support/http.ts';
import { loggedBy } from '../../support/log.ts';
import { storeCustomer } from '../../support/store.ts';

const ISSUER = 'https://auth.example';
const AUDIENCE = 'accounts-receivable';
const clientNo = newAmiliClient();
let server: Server;
let base: string;
let issuerKey: CryptoKey;

beforeAll(async () => {
  const { privateKey, publicKey } = await generateKeyPair('RS256');
  issuerKey = privateKey;
  const jwks = JSON.stringify({
    keys: [{ ...(await exportJWK(publicKey)), kid: 'k1', alg: 'RS256', use: 'sig' }],
  });
  server = createServer((request, response) => {
    response.writeHead(request.url === '/broken' ? 503 : 200, { 'content-type': 'application/json' });
    response.end(request.url === '/empty' ? '{}' : jwks);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  base = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const ref = { vendor: 'amili', tenant: String(clientNo), id: '1' };
  await storeCustomer(ref, { name: 'Ada' }, { accountNo: 500_002, customerNo: '1' });
});

afterAll(() => {
  vi.unstubAllEnvs();
  server.close();
  server.closeAllConnections();
});

beforeEach(() => trust(`${base}/jwks`));

function trust(jwksUrl: string): void {
  vi.stubEnv('AMILI_ISSUER', ISSUER);
  vi.stubEnv('AMILI_TOKEN_AUDIENCE', AUDIENCE);
  vi.stubEnv('AMILI_JWKS_URL', jwksUrl);
}

interface Token {
  readonly issuer?: string;
  readonly audience?: string;
  readonly key?: CryptoKey;
  readonly kid?: string;
  readonly clients?: unknown;
}

const token = ({
  issuer = ISSUER,
  audience = AUDIENCE,
  key = issuerKey,
  kid = 'k1',
  clients = [clientNo],
}: Token) =>
  new SignJWT({ clients })
    .setProtectedHeader({ alg: 'RS256', kid })
    .setIssuer(issuer)
    .setAudience(audience)
    .setSubject('outside')
    .setIssuedAt()
    .setExpirationTime('10m')
    .sign(key);

const getCustomer = async (wanted: Token) =>
  call(`GET /clients/${clientNo}/customers/1`, { authorization: `Bearer ${await token(wanted)}` });

const numbers = { clientNo, customerNo: '1' };
const unauthorized = amiliFailure('UNAUTHORIZED', 'A valid access token is required', numbers);

describe('an outside issuer of Amili tokens', () => {
  it.each([{ clients: [clientNo] }, { clients: [1, String(clientNo)] }])('is trusted: %j', async (wanted) => {
    const answer = await getCustomer(wanted);
    expect(answer.status).toBe(200);
    expect(answer.body).toEqual({ clientNo, accountNo: 500_002, customerNo: '1', name: 'Ada' });
  });

  it.each([
    { clients: [] },
    { clients: [clientNo + 1] },
    { clients: clientNo },
    { clients: '*' },
    { clients: null },
  ])('allows the clients that it lists and no others: %j', async (wanted) => {
    const answer = await getCustomer(wanted);
    expect(answer.status).toBe(403);
    const message = `The token may not act for client ${clientNo}`;
    expect(answer.body).toEqual(amiliFailure('FORBIDDEN', message, numbers));
  });

  it('is not any issuer', async () => {
    const answer = await getCustomer({ issuer: 'https://auth.elsewhere.example' });
    expect(answer.status).toBe(401);
    expect(answer.body).toEqual(unauthorized);
  });

  it('must issue for this service', async () => {
    const answer = await getCustomer({ audience: 'amili' });
    expect(answer.status).toBe(401);
    expect(answer.body).toEqual(unauthorized);
  });

  it.each(['k1', 'k2'])('must sign with its own key, whatever the key id: %s', async (kid) => {
    const { privateKey } = await generateKeyPair('RS256');
    const answer = await getCustomer({ key: privateKey, kid });
    expect(answer.status).toBe(401);
    expect(answer.body).toEqual(unauthorized);
  });

  it('takes the place of our own', async () => {
    const authorization = await amiliAuthorization([clientNo]);
    const answer = await call(`GET /clients/${clientNo}/customers/1`, { authorization });
    expect(answer.status).toBe(401);
    expect(answer.body).toEqual(unauthorized);
  });

  it.each(['broken', 'empty', 'unreachable'])(
    'is not blamed on the caller when its keys are %s',
    async (how) => {
      trust(how === 'unreachable' ? await closedEndpoint() : `${base}/${how}`);
      // A client number of its own makes a token that no other test had verified.
      const { answer, lines } = await loggedBy(() => getCustomer({ clients: [clientNo, how] }));
      expect(lines).toEqual([expect.objectContaining({ level: 'ERROR', statusCode: 500 })]);
      expect(answer.status).toBe(500);
      expect(answer.body).toEqual(amiliFailure('ERROR', 'The request could not be processed', numbers));
    },
  );
});

/** Where nothing listens any more. */
async function closedEndpoint(): Promise<string> {
  const closed = createServer();
  await new Promise<void>((resolve) => closed.listen(0, '127.0.0.1', resolve));
  const { port } = closed.address() as AddressInfo;
  await new Promise((resolve) => closed.close(resolve));
  return `http://127.0.0.1:${port}/jwks`;
}
