import { beforeAll, describe, expect, it } from 'vitest';
import { clientCredentialId, userCredentialId } from '../../../functions/enkash/tokens/credentials.ts';
import { completeGrant } from '../../../shared/auth/credential-store.ts';
import { issueToken } from '../../../shared/auth/issue-token.ts';
import { credentials } from '../../../shared/dynamodb/tables.ts';
import { newEnkashCompany } from '../../support/credentials.ts';
import { storedCredential } from '../../support/stored-credential.ts';
import {
  clientOf,
  createToken,
  PASSWORD,
  storeClient,
  storeUser,
  WRONG_LOGIN,
  WRONG_REFRESH,
} from '../logins.ts';

const company = newEnkashCompany();
const stranger = newEnkashCompany();
let own: string;
let strangers: string;

beforeAll(async () => {
  own = await storeClient({ company });
  strangers = await storeClient({ company: stranger });
});

const logIn = (clientId: string, username: string, changes: Record<string, string> = {}) =>
  createToken({ grant_type: 'password', username, password: PASSWORD, ...changes }, clientOf(clientId));

const refresh = (clientId: string, refresh_token: string) =>
  createToken({ grant_type: 'refresh_token', refresh_token }, clientOf(clientId));

const refreshTokenOf = async (clientId: string, username: string) =>
  ((await logIn(clientId, username)).body as { refresh_token: string }).refresh_token;

const stored = (username: string) => storedCredential(userCredentialId(username));

describe('POST /oauth/token, a client of one company', () => {
  it("logs in no other company's user, whatever company it names, and says no more than of a wrong password", async () => {
    // Of a company that it may act for a user is not: its client is for users of its own.
    const username = await storeUser(company, [stranger]);

    for (const changes of [{}, { clientId: company }, { clientId: stranger }]) {
      const { status, body } = await logIn(strangers, username, changes as Record<string, string>);
      expect({ changes, status, body }).toEqual({ changes, status: 400, body: WRONG_LOGIN });
    }

    expect((await logIn(own, username)).status).toBe(200);
  });

  it("cannot lock another company's user", async () => {
    const username = await storeUser(company);
    const before = await stored(username);

    for (let n = 0; n < 6; n++) await logIn(strangers, username, { password: 'wrong' });

    expect(await stored(username)).toEqual(before);
    expect((await logIn(own, username)).status).toBe(200);
  });

  it("refreshes for no other company's user", async () => {
    const [username, other] = [await storeUser(company), await storeUser(stranger)];
    // What a user would hold who was of this client's company when it logged in.
    const tokenFor = (subject: string) =>
      issueToken({
        audience: 'enkash',
        subject,
        lifetime: 600,
        claims: { use: 'refresh', client: own },
        now: new Date(),
      });

    const { status, body } = await refresh(own, await tokenFor(other));

    expect({ status, body }).toEqual({ status: 400, body: WRONG_REFRESH });
    expect((await refresh(own, await tokenFor(username))).status).toBe(200);
  });
});

describe('POST /oauth/token, a client of version 0.2.0, which has no company', () => {
  it('logs in nobody until it is given one', async () => {
    const [old, username] = [await storeClient({}), await storeUser(company)];
    const before = await stored(username);

    for (const changes of [{}, { clientId: company }]) {
      const { status, body } = await logIn(old, username, changes as Record<string, string>);
      expect({ changes, status, body }).toEqual({ changes, status: 400, body: WRONG_LOGIN });
    }
    expect(await stored(username)).toEqual(before);

    await completeGrant(credentials(), clientCredentialId(old), { company });
    const token = await refreshTokenOf(old, username);
    expect((await refresh(old, token)).status).toBe(200);
  });

  it('refreshes for nobody', async () => {
    const [old, subject] = [await storeClient({}), await storeUser(company)];
    const claims = { use: 'refresh', client: old };
    const token = await issueToken({ audience: 'enkash', subject, lifetime: 600, claims, now: new Date() });

    const { status, body } = await refresh(old, token);

    expect({ status, body }).toEqual({ status: 400, body: WRONG_REFRESH });
  });
});
