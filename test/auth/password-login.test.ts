import { randomUUID, scrypt, scryptSync } from 'node:crypto';
import { beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { readCredential, revokeCredential, writeCredential } from '../../shared/auth/credential-store.ts';
import { logIn } from '../../shared/auth/password-login.ts';
import { hashPassword } from '../../shared/auth/secrets.ts';
import { credentials } from '../../shared/dynamodb/tables.ts';
import { droppedAfter, inTurn, withFates } from '../support/faults.ts';
import { storedCredential } from '../support/stored-credential.ts';

/** What the hashes of this process do: how many run, and how many ever ran at once. */
const hashes = vi.hoisted(() => ({ running: 0, most: 0, ended: 0 }));

/** The real one, which also counts itself. */
vi.mock('node:crypto', async (original) => {
  const crypto = await original<typeof import('node:crypto')>();
  const counted = vi.fn((password, salt, length, cost, callback) => {
    hashes.most = Math.max(hashes.most, ++hashes.running);
    crypto.scrypt(password, salt, length, cost, (error, key) => {
      hashes.running--;
      hashes.ended++;
      callback(error, key);
    });
  });
  return { ...crypto, scrypt: counted };
});

const NOW = new Date('2026-11-25T10:00:00.000Z');
const AFTER_THE_LOCK = new Date('2026-11-25T10:15:00.000Z');
const COST = { N: 32_768, r: 8, p: 3, maxmem: 64 * 1024 * 1024 };
/** A hash of "right" that costs next to nothing, and one that costs what it must. */
const KEY = scryptSync('right', 'salt', 32, { N: 16, r: 1, p: 1 });
const CHEAP = `scrypt$16$1$1$${Buffer.from('salt').toString('base64url')}$${KEY.toString('base64url')}`;
let dear: string;

beforeAll(async () => {
  dear = await hashPassword('right');
});

beforeEach(() => {
  vi.mocked(scrypt).mockClear();
  Object.assign(hashes, { most: 0, ended: 0 });
});

async function newUser(secretHash = CHEAP) {
  const id = `test#user#${randomUUID()}`;
  const user = { id, grant: { company: 'A' }, secretHash, createdAt: NOW.toISOString() };
  await writeCredential(credentials(), user);
  return { pk: id, sk: 'CREDENTIAL', ...user };
}

const tryPassword = (id: string, password: string, now = NOW, table = credentials(), company = 'A') =>
  logIn(table, { id, password, owner: ['company', company] }, now);

async function lock(id: string): Promise<void> {
  for (let n = 0; n < 5; n++) await tryPassword(id, 'wrong');
}

describe('a password login', () => {
  it('gives the credential and leaves nothing counted', async () => {
    const user = await newUser();
    await tryPassword(user.id, 'wrong');

    expect(await tryPassword(user.id, 'right')).toMatchObject(user);

    expect(await storedCredential(user.id)).toEqual(user);
  });

  it('is refused after five wrong passwords, for 15 minutes', async () => {
    const user = await newUser();
    await lock(user.id);

    expect(await tryPassword(user.id, 'right')).toBe(undefined);
    expect(await tryPassword(user.id, 'right', new Date(AFTER_THE_LOCK.getTime() - 1))).toBe(undefined);
    expect(await tryPassword(user.id, 'right', AFTER_THE_LOCK)).toMatchObject(user);
    expect(await storedCredential(user.id)).toEqual(user);
  });

  it('is let in by the fifth password, if that is right, and has five more', async () => {
    const user = await newUser();
    for (let n = 0; n < 4; n++) await tryPassword(user.id, 'wrong');
    expect(await tryPassword(user.id, 'right')).toMatchObject(user);

    for (let n = 0; n < 4; n++) await tryPassword(user.id, 'wrong');

    expect(await tryPassword(user.id, 'right')).toMatchObject(user);
  });

  it('is not locked out by a lost answer to the write that forgets', async () => {
    const user = await newUser();
    const table = withFates(
      credentials(),
      inTurn(({ apply }) => apply(), droppedAfter),
    );

    expect(await tryPassword(user.id, 'right', NOW, table)).toMatchObject(user);

    expect(await storedCredential(user.id)).toEqual(user);
  });

  it('does as much work, and as many requests, for whatever is wrong', async () => {
    const [user, revoked, locked] = [await newUser(dear), await newUser(), await newUser()];
    await revokeCredential(credentials(), revoked.id, NOW);
    await lock(locked.id);
    const attempts = {
      'wrong password': [user.id, 'wrong'],
      'unknown user': [`test#user#${randomUUID()}`, 'right'],
      'revoked user': [revoked.id, 'right'],
      'locked user, right password': [locked.id, 'right'],
      'locked user, wrong password': [locked.id, 'wrong'],
      "another owner's user": [user.id, 'right', 'B'],
    } as const;

    for (const [what, [id, password, company]] of Object.entries(attempts)) {
      const sent: string[] = [];
      const table = withFates(credentials(), () => ({ name, apply }) => {
        sent.push(name);
        return apply();
      });
      vi.mocked(scrypt).mockClear();

      expect(await tryPassword(id, password, NOW, table, company)).toBe(undefined);

      const work = vi.mocked(scrypt).mock.calls.map(([, , length, cost]) => ({ length, cost }));
      expect({ what, sent, work }).toEqual({ what, sent: ['Update'], work: [{ length: 32, cost: COST }] });
    }
  });
});

describe('many password logins at once', () => {
  it('are hashed two at a time, while the process does other things', async () => {
    const users = await Promise.all(Array.from({ length: 6 }, () => newUser(dear)));
    const logins = Promise.all(users.map(({ id }) => tryPassword(id, 'right')));

    // Sent after all of them.
    const other = await readCredential(credentials(), users[0]!.id, NOW);
    const endedBefore = hashes.ended;

    expect(other).toMatchObject({ id: users[0]!.id });
    expect((await logins).map((each) => each?.id)).toEqual(users.map(({ id }) => id));
    expect(hashes).toEqual({ running: 0, most: 2, ended: 6 });
    expect(endedBefore).toBeLessThan(6);
  });

  it('of one user with the right password are all let in', async () => {
    const user = await newUser();

    const logins = await Promise.all(Array.from({ length: 8 }, () => tryPassword(user.id, 'right')));

    expect(logins.map((each) => each?.id)).toEqual(Array(8).fill(user.id));
    expect(await storedCredential(user.id)).toEqual(user);
  });

  it('with wrong ones leave no way in for a right one among them', async () => {
    const user = await newUser();
    const passwords = [...Array(7).fill('wrong'), 'right', 'wrong'];

    const logins = await Promise.all(passwords.map((password) => tryPassword(user.id, password)));

    expect(logins).toEqual(Array(9).fill(undefined));
    expect(await storedCredential(user.id)).toEqual({ ...user, attempts: 5, attemptedAt: NOW.toISOString() });
  });
});
