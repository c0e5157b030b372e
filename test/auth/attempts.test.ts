import { randomUUID } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { countAttempt, forgetAttempts } from '../../shared/auth/attempts.ts';
import { revokeCredential } from '../../shared/auth/credential-store.ts';
import { credentials } from '../../shared/dynamodb/tables.ts';
import { droppedAfter, droppedBefore, inTurn, withFates } from '../support/faults.ts';
import { storedCredential } from '../support/stored-credential.ts';
import { count, countTimes, LOCKED_FOR, later, NOW, newCredential } from './counting.ts';

describe('an attempt', () => {
  it('is counted, with its time, and gives the credential', async () => {
    const item = await newCredential();

    const first = { ...item, attempts: 1, attemptedAt: NOW.toISOString() };
    expect(await count(item.id)).toEqual(first);
    const second = { ...item, attempts: 2, attemptedAt: later(1).toISOString() };
    expect(await count(item.id, later(1))).toEqual(second);
    expect(await storedCredential(item.id)).toEqual(second);
  });

  it('at a name that nobody has stores nothing', async () => {
    const id = `test#user#${randomUUID()}`;

    expect(await count(id)).toBe(undefined);

    expect(await storedCredential(id)).toBe(undefined);
  });

  it("at another owner's credential counts nothing", async () => {
    const item = await newCredential();

    expect(await countAttempt(credentials(), { id: item.id, owner: ['company', 'B'] }, NOW)).toBe(undefined);
    expect(await countAttempt(credentials(), { id: item.id, owner: ['office', 'A'] }, NOW)).toBe(undefined);

    expect(await storedCredential(item.id)).toEqual(item);
  });

  it.each([
    ['revoked', {}, true],
    ['expired', { validUntil: NOW.toISOString() }, false],
  ])('at a %s credential gives nothing', async (_, change, revoked) => {
    const { id } = await newCredential(change);
    if (revoked) await revokeCredential(credentials(), id, NOW);

    expect(await count(id)).toBe(undefined);
    await countTimes(4, id);
    expect(await count(id, later(LOCKED_FOR))).toBe(undefined);
  });

  it.each<[string, () => Promise<{ id: string }>]>([
    ['a name that nobody has', async () => ({ id: `test#user#${randomUUID()}` })],
    ['a credential', newCredential],
    [
      'a locked one',
      async () => {
        const item = await newCredential();
        await countTimes(5, item.id);
        return item;
      },
    ],
  ])('at %s is one request', async (_, make) => {
    const { id } = await make();
    const sent: string[] = [];
    const table = withFates(credentials(), () => ({ name, apply }) => {
      sent.push(name);
      return apply();
    });

    await count(id, NOW, table);

    expect(sent).toEqual(['Update']);
  });
});

describe('what was counted', () => {
  it('is forgotten when the secret was right', async () => {
    const item = await newCredential();
    await countTimes(5, item.id);

    await forgetAttempts(credentials(), item.id);

    expect(await storedCredential(item.id)).toEqual(item);
    expect(await count(item.id)).toMatchObject({ attempts: 1 });
  });

  it('cannot be forgotten of a credential that is not there', async () => {
    const id = `test#user#${randomUUID()}`;

    await expect(forgetAttempts(credentials(), id)).rejects.toMatchObject({
      name: 'ConditionalCheckFailedException',
    });

    expect(await storedCredential(id)).toBe(undefined);
  });
});

describe('an attempt without an answer', () => {
  it('counts once where it did not land, and twice where it did', async () => {
    const [lost, landed] = [await newCredential(), await newCredential()];

    await count(lost.id, NOW, withFates(credentials(), inTurn(droppedBefore)));
    await count(landed.id, NOW, withFates(credentials(), inTurn(droppedAfter)));

    expect(await storedCredential(lost.id)).toMatchObject({ attempts: 1 });
    expect(await storedCredential(landed.id)).toMatchObject({ attempts: 2 });
  });

  it('may so lock one failure sooner, and is then refused itself', async () => {
    const item = await newCredential();
    await countTimes(4, item.id);

    expect(await count(item.id, NOW, withFates(credentials(), inTurn(droppedAfter)))).toBe(undefined);

    expect(await storedCredential(item.id)).toMatchObject({ attempts: 5 });
  });

  it('is repeated also when attempts are forgotten', async () => {
    const item = await newCredential();
    await count(item.id);

    await forgetAttempts(withFates(credentials(), inTurn(droppedAfter)), item.id);

    expect(await storedCredential(item.id)).toEqual(item);
  });

  it('that ends in another failure tells it', async () => {
    const table = withFates(credentials(), () => async () => {
      throw new Error('no such table');
    });

    await expect(count('test#user#1', NOW, table)).rejects.toThrow('no such table');
  });
});
