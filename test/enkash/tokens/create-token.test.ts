import { decodeJwt } from 'jose';
import { afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import { clientCredentialId, userCredentialId } from '../../../functions/enkash/tokens/credentials.ts';
import { revokeCredential } from '../../../shared/auth/credential-store.ts';
import { issueToken } from '../../../shared/auth/issue-token.ts';
import { hashRandomSecret } from '../../../shared/auth/secrets.ts';
import { credentials } from '../../../shared/dynamodb/tables.ts';
import { newEnkashCompany } from '../../support/credentials.ts';
import { enkashFailure } from '../../support/envelopes.ts';
import { type Answer, call } from '../../support/http.ts';
import { loggedBy } from '../../support/log.ts';
import {
  basic,
  clientOf,
  createToken,
  PASSWORD,
  SECRET,
  storeClient,
  storeUser,
  WRONG_LOGIN,
  WRONG_REFRESH,
} from '../logins.ts';

const company = newEnkashCompany();
const partner = newEnkashCompany();
let clientId: string;
let username: string;

beforeAll(async () => {
  clientId = await storeClient({ company });
  username = await storeUser(company, [partner]);
});

afterEach(() => {
  vi.unstubAllEnvs();
  vi.restoreAllMocks();
});

const revokeUser = (name: string) => revokeCredential(credentials(), userCredentialId(name), new Date());

const logIn = (changes: Record<string, string> = {}) =>
  createToken({ grant_type: 'password', username, password: PASSWORD, ...changes }, clientOf(clientId));

const refresh = (refresh_token: string, changes: Record<string, string> = {}) =>
  createToken({ grant_type: 'refresh_token', refresh_token, ...changes }, clientOf(clientId));

const tokenOf = ({ body }: Answer) => body as { access_token: string; refresh_token: string };

/** A token of ours with these claims, as the operation would sign it. */
const signed = (claims: Record<string, unknown>, audience = 'enkash', now = new Date()) =>
  issueToken({ audience, subject: username, lifetime: 600, claims, now });

const refused = (error: string, error_description: string) => ({ error, error_description });

const timed = (seconds: number) => ({
  iss: process.env.TOKEN_ISSUER,
  aud: 'enkash',
  sub: username,
  iat: expect.any(Number),
  exp: expect.any(Number),
  jti: expect.any(String),
  seconds,
});

const claimsOf = (token: string) => {
  const claims = decodeJwt(token);
  return { ...claims, seconds: (claims.exp as number) - (claims.iat as number) };
};

describe('POST /oauth/token, grant_type password', () => {
  it('issues an access token that names the companies, and a refresh token that names the client', async () => {
    const answer = await logIn();

    expect(answer.body).toEqual({
      access_token: expect.any(String),
      token_type: 'bearer',
      refresh_token: expect.any(String),
      expires_in: 3600,
      scope: 'read write trust',
    });
    expect(answer.status).toBe(200);
    expect(answer.headers['cache-control']).toBe('no-store');
    const { access_token, refresh_token } = tokenOf(answer);
    const companies = [company, partner];
    expect(claimsOf(access_token)).toEqual({ ...timed(3600), use: 'access', company, companies });
    expect(claimsOf(refresh_token)).toEqual({ ...timed(86400), use: 'refresh', client: clientId });
  });

  it('issues a token that lets its user in, for both companies', async () => {
    const authorization = `Bearer ${tokenOf(await logIn()).access_token}`;
    const path = 'DELETE /api/v0/customer/KC00000000000000';

    for (const query of ['', `?parentCompanyId=${partner}`]) {
      const answer = await call(path + query, { authorization });
      const message = 'there is no customer KC00000000000000';
      expect(answer.body).toEqual(enkashFailure(404, 'RECORD_NOT_FOUND', message));
    }
  });

  it("takes the user's own company as clientId", async () => {
    expect((await logIn({ clientId: company })).status).toBe(200);
  });

  it('answers alike to whatever is wrong with the user', async () => {
    const revoked = await storeUser(company);
    await revokeUser(revoked);

    const answers = {
      'unknown user': await logIn({ username: 'nobody@example.com' }),
      'no user name': await logIn({ username: '' }),
      'user name in another case': await logIn({ username: username.toUpperCase() }),
      'wrong password': await logIn({ password: `${PASSWORD} ` }),
      'no password': await logIn({ password: '' }),
      'long password': await logIn({ password: 'x'.repeat(190_000) }),
      'revoked user': await logIn({ username: revoked }),
      "a client's id as user name": await logIn({ username: `../client#${clientId}`, password: SECRET }),
      'a company it may act for as clientId': await logIn({ clientId: partner }),
      'no company as clientId': await logIn({ clientId: '' }),
    };

    for (const [what, { status, body }] of Object.entries(answers)) {
      expect({ what, status, body }).toEqual({ what, status: 400, body: WRONG_LOGIN });
    }
  });
});

describe('POST /oauth/token, the client', () => {
  it('answers alike to whatever is wrong with the client, before it looks at the user', async () => {
    const revoked = await storeClient({ company });
    await revokeCredential(credentials(), clientCredentialId(revoked), new Date());
    const headers = {
      'no header': '',
      'another scheme': 'Bearer abc',
      'nothing behind the scheme': 'Basic ',
      'no base64': 'Basic %%%',
      'no colon': basic(clientId),
      'no client id': basic(`:${SECRET}`),
      'no secret': basic(`${clientId}:`),
      'unknown client': basic(`nobody:${SECRET}`),
      'long client id': basic(`${'x'.repeat(5000)}:${SECRET}`),
      'wrong secret': basic(`${clientId}:${SECRET}x`),
      'secret hash as secret': basic(`${clientId}:${hashRandomSecret(SECRET)}`),
      'revoked client': clientOf(revoked),
      'a user': basic(`../user#${username}:${PASSWORD}`),
    };
    const message = 'client id and secret are required in an Authorization: Basic header';

    for (const [what, authorization] of Object.entries(headers)) {
      const form = { grant_type: 'password', username: 'nobody', password: 'x' };
      const { status, body, headers } = await createToken(form, authorization);
      const challenge = headers['www-authenticate'];
      expect({ what, status, body, challenge }).toEqual({
        what,
        status: 401,
        body: refused('invalid_client', message),
        challenge: 'Basic realm="token"',
      });
    }
  });
});

describe('POST /oauth/token, grant_type refresh_token', () => {
  it('issues another access token and leaves the refresh token as it is', async () => {
    const first = tokenOf(await logIn());

    const answer = await refresh(first.refresh_token, { clientId: company });

    expect(answer.status).toBe(200);
    expect(answer.body).toEqual({
      access_token: expect.any(String),
      token_type: 'bearer',
      refresh_token: first.refresh_token,
      expires_in: 3600,
      scope: 'read write trust',
    });
    const { access_token } = tokenOf(answer);
    expect(access_token).not.toBe(first.access_token);
    const companies = [company, partner];
    expect(claimsOf(access_token)).toEqual({ ...timed(3600), use: 'access', company, companies });
  });

  it('answers alike to whatever is wrong with the refresh token', async () => {
    const { access_token, refresh_token } = tokenOf(await logIn());
    const otherClient = await storeClient({ company });
    const claims = { use: 'refresh', client: clientId };
    const anHourAgo = new Date(Date.now() - 3_600_000);
    const form = { grant_type: 'refresh_token', refresh_token };

    const answers = {
      'no token': await refresh(''),
      'no JWT': await refresh('nonsense'),
      'two tokens': await refresh(`${refresh_token} ${refresh_token}`),
      'changed signature': await refresh(`${refresh_token.slice(0, -8)}AAAAAAAA`),
      'access token': await refresh(access_token),
      'access token with a client': await refresh(await signed({ ...claims, use: 'access' })),
      "another client's token": await createToken(form, clientOf(otherClient)),
      'token without a client': await refresh(await signed({ use: 'refresh' })),
      'expired token': await refresh(await signed(claims, 'enkash', anHourAgo)),
      "another dialect's token": await refresh(await signed(claims, 'amili')),
      'another company as clientId': await refresh(refresh_token, { clientId: partner }),
    };

    for (const [what, { status, body }] of Object.entries(answers)) {
      expect({ what, status, body }).toEqual({ what, status: 400, body: WRONG_REFRESH });
    }
    expect((await refresh(await signed(claims))).status).toBe(200);
  });

  it('ends when the user is revoked', async () => {
    const name = await storeUser(company);
    const { refresh_token } = tokenOf(await logIn({ username: name }));
    expect((await refresh(refresh_token)).status).toBe(200);

    await revokeUser(name);

    const answer = await refresh(refresh_token);
    expect(answer.status).toBe(400);
    expect(answer.body).toEqual(WRONG_REFRESH);
  });

  it('gives a token that is no access token', async () => {
    const { refresh_token } = tokenOf(await logIn());

    const answer = await call('DELETE /api/v0/customer/KC00000000000000', {
      authorization: `Bearer ${refresh_token}`,
    });

    expect(answer.status).toBe(401);
    expect(answer.body).toEqual(enkashFailure(401, 'UNAUTHORIZED', 'a valid access token is required'));
  });
});

describe('POST /oauth/token, the form', () => {
  const text = 'Invalid input: expected string, received';

  it.each([
    [
      'another grant',
      { grant_type: 'client_credentials' },
      'unsupported_grant_type',
      'grant_type must be password or refresh_token',
    ],
    [
      'a grant of the prototype',
      { grant_type: '__proto__' },
      'unsupported_grant_type',
      'grant_type must be password or refresh_token',
    ],
    ['no grant', {}, 'invalid_request', 'grant_type: is required'],
    [
      'no user name',
      { grant_type: 'password', password: 'x' },
      'invalid_request',
      'username: required by this grant_type',
    ],
    [
      'no password',
      { grant_type: 'password', username: 'x' },
      'invalid_request',
      'password: required by this grant_type',
    ],
    [
      'no refresh token',
      { grant_type: 'refresh_token' },
      'invalid_request',
      'refresh_token: required by this grant_type',
    ],
    [
      'a long user name',
      { grant_type: 'password', username: 'x'.repeat(5000), password: 'x' },
      'invalid_request',
      'username: Too big: expected string to have <=254 characters',
    ],
  ])('refuses %s', async (_, form, error, message) => {
    const answer = await createToken(form as Record<string, string>, clientOf(clientId));

    expect(answer.status).toBe(400);
    expect(answer.body).toEqual(refused(error, message));
  });

  it('refuses a repeated parameter', async () => {
    const body = 'grant_type=password&grant_type=password&__proto__=x&username=a&password=b';
    const headers = {
      authorization: clientOf(clientId),
      'content-type': 'application/x-www-form-urlencoded',
    };

    const answer = await call('POST /oauth/token', { headers, raw: body });

    expect(answer.status).toBe(400);
    expect(answer.body).toEqual(refused('invalid_request', `grant_type: ${text} array`));
  });

  it('refuses a body that is no form', async () => {
    const answer = await call('POST /oauth/token', {
      authorization: clientOf(clientId),
      json: { grant_type: 'password' },
    });

    expect(answer.status).toBe(400);
    const message = 'the body must be application/x-www-form-urlencoded';
    expect(answer.body).toEqual(refused('invalid_request', message));
  });

  it('answers 500 in the same form when it cannot look', async () => {
    vi.stubEnv('CREDENTIALS_TABLE', 'gone');

    const { answer, lines } = await loggedBy(() => logIn());

    expect(answer.status).toBe(500);
    expect(answer.body).toEqual(refused('server_error', 'the request could not be processed'));
    expect(lines).toHaveLength(1);
    expect(JSON.stringify(lines)).not.toContain(PASSWORD);
  });
});
