import { randomUUID } from 'node:crypto';
import { afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import { userCredentialId } from '../../../functions/enkash/tokens/credentials.ts';
import { newEnkashCompany } from '../../support/credentials.ts';
import { type Answer, call } from '../../support/http.ts';
import { storedCredential } from '../../support/stored-credential.ts';
import { clientOf, createToken, PASSWORD, storeClient, storeUser, WRONG_LOGIN } from '../logins.ts';

const company = newEnkashCompany();
const MINUTE = 60_000;
let client: string;

beforeAll(async () => {
  client = clientOf(await storeClient({ company }));
});

afterEach(() => {
  vi.useRealTimers();
});

const logIn = (username: string, password = PASSWORD) =>
  createToken({ grant_type: 'password', username, password }, client);

async function fail(username: string, times: number): Promise<void> {
  for (let n = 0; n < times; n++) expect((await logIn(username, 'wrong')).body).toEqual(WRONG_LOGIN);
}

const stored = (username: string) => storedCredential(userCredentialId(username));

/** An answer without its time and its request's id. */
function whole({ status, headers, body }: Answer): string {
  const { date, 'x-request-id': requestId, ...others } = headers;
  return JSON.stringify({ status, headers: others, body });
}

describe('POST /oauth/token, five wrong passwords in a row', () => {
  it('lock the user for 15 minutes, and the right password is answered as a wrong one', async () => {
    vi.useFakeTimers({ toFake: ['Date'] });
    const username = await storeUser(company);
    const wrong = await logIn(username, 'wrong');
    await fail(username, 4);
    const locked = await stored(username);
    const lockedAt = new Date((locked as { attemptedAt: string }).attemptedAt).getTime();

    const right = await logIn(username);
    expect(right.status).toBe(400);
    expect(right.body).toEqual(WRONG_LOGIN);
    expect(whole(right)).toBe(whole(wrong));
    vi.setSystemTime(lockedAt + 15 * MINUTE - 1_000);
    expect(whole(await logIn(username))).toBe(whole(wrong));
    expect(await stored(username)).toEqual(locked);

    vi.setSystemTime(lockedAt + 15 * MINUTE);
    expect((await logIn(username)).status).toBe(200);
  });

  it('are not in a row with a right one between them', async () => {
    const username = await storeUser(company);
    const before = await stored(username);

    for (let n = 0; n < 2; n++) {
      await fail(username, 4);
      expect(await stored(username)).toMatchObject({ attempts: 4 });
      expect((await logIn(username)).status).toBe(200);
      expect(await stored(username)).toEqual(before);
    }
  });

  it('lock no refresh token out, and a refresh neither counts nor forgives', async () => {
    const username = await storeUser(company);
    const { refresh_token } = (await logIn(username)).body as { refresh_token: string };
    await fail(username, 5);
    const locked = await stored(username);

    const refreshed = await createToken({ grant_type: 'refresh_token', refresh_token }, client);
    const bad = await createToken({ grant_type: 'refresh_token', refresh_token: 'x' }, client);

    expect([refreshed.status, bad.status]).toEqual([200, 400]);
    expect(await stored(username)).toEqual(locked);
  });

  it('lock nobody where nobody has the name, and store nothing', async () => {
    const username = `${randomUUID()}@example.com`;

    await fail(username, 6);

    expect(await stored(username)).toBe(undefined);
  });
});

describe('POST /oauth/token, many guesses at once', () => {
  it('count as many one after the other, and other requests are answered before them', async () => {
    const username = await storeUser(company);
    const answered: string[] = [];
    const note = async (what: string, answer: ReturnType<typeof call>) => {
      const { status, body } = await answer;
      answered.push(what);
      return { status, body };
    };

    const guesses = Array.from({ length: 12 }, () => note('guess', logIn(username, 'wrong')));
    const health = note('health', call('GET /health'));
    const answers = await Promise.all(guesses);

    expect((await health).status).toBe(200);
    expect(answered.indexOf('health')).toBeLessThan(answered.length - 4);
    expect(answers).toEqual(Array(12).fill({ status: 400, body: WRONG_LOGIN }));
    expect(await stored(username)).toMatchObject({ attempts: 5 });
    expect((await logIn(username)).body).toEqual(WRONG_LOGIN);
  });
});
