import { describe, expect, it } from 'vitest';
import { countAttempt, forgetAttempts } from '../../shared/auth/attempts.ts';
import { credentials } from '../../shared/dynamodb/tables.ts';
import { inTurn, overtaken, withFates } from '../support/faults.ts';
import { storedCredential } from '../support/stored-credential.ts';
import { count, countTimes, LOCKED_FOR, later, NOW, newCredential } from './counting.ts';

describe('the fifth attempt in a row', () => {
  it('locks for 15 minutes, in which nothing is counted', async () => {
    const item = await newCredential();
    await countTimes(4, item.id);
    const fifth = { ...item, attempts: 5, attemptedAt: later(1).toISOString() };
    expect(await count(item.id, later(1))).toEqual(fifth);

    expect(await count(item.id, later(1))).toBe(undefined);
    expect(await count(item.id, later(LOCKED_FOR))).toBe(undefined);
    expect(await storedCredential(item.id)).toEqual(fifth);
  });

  it('is followed, after the 15 minutes, by a first one', async () => {
    const item = await newCredential();
    await countTimes(5, item.id);

    const again = later(LOCKED_FOR);
    const first = { ...item, attempts: 1, attemptedAt: again.toISOString() };
    expect(await count(item.id, again)).toEqual(first);
    await countTimes(4, item.id, again);
    expect(await count(item.id, again)).toBe(undefined);
  });

  it('is the last of many at once that is looked at', async () => {
    const item = await newCredential();

    const counted = await Promise.all(Array.from({ length: 40 }, () => count(item.id)));

    const numbers = counted.flatMap((each) => (each as { attempts?: number } | undefined)?.attempts ?? []);
    expect(numbers.sort()).toEqual([1, 2, 3, 4, 5]);
    expect(await storedCredential(item.id)).toEqual({ ...item, attempts: 5, attemptedAt: NOW.toISOString() });
  });

  it('is the last of many at once also where a lock has just ended', async () => {
    const item = await newCredential();
    await countTimes(5, item.id);
    const again = later(LOCKED_FOR);

    const counted = await Promise.all(Array.from({ length: 40 }, () => count(item.id, again)));

    expect(counted.filter((each) => each !== undefined)).toHaveLength(5);
    const stored = { ...item, attempts: 5, attemptedAt: again.toISOString() };
    expect(await storedCredential(item.id)).toEqual(stored);
  });
});

describe('an attempt after a lock has ended', () => {
  it('counts after the one that was there a moment sooner', async () => {
    const item = await newCredential();
    await countTimes(5, item.id);
    const again = later(LOCKED_FOR);
    const sooner = overtaken(() => count(item.id, again));
    const table = withFates(
      credentials(),
      inTurn(({ apply }) => apply(), sooner),
    );

    const second = { ...item, attempts: 2, attemptedAt: again.toISOString() };
    expect(await count(item.id, again, table)).toEqual(second);
  });

  it('is refused where five were there a moment sooner', async () => {
    const item = await newCredential();
    await countTimes(5, item.id);
    const again = later(LOCKED_FOR);
    const sooner = overtaken(() => countTimes(5, item.id, again));
    const table = withFates(
      credentials(),
      inTurn(({ apply }) => apply(), sooner),
    );

    expect(await count(item.id, again, table)).toBe(undefined);

    const stored = { ...item, attempts: 5, attemptedAt: again.toISOString() };
    expect(await storedCredential(item.id)).toEqual(stored);
  });

  it('counts as the first where the right secret has ended the lock a moment sooner', async () => {
    const item = await newCredential();
    await countTimes(5, item.id);
    const again = later(LOCKED_FOR);
    const sooner = overtaken(() => forgetAttempts(credentials(), item.id));
    const table = withFates(
      credentials(),
      inTurn(({ apply }) => apply(), sooner),
    );

    expect(await count(item.id, again, table)).toEqual({
      ...item,
      attempts: 1,
      attemptedAt: again.toISOString(),
    });
  });

  it('by another owner counts nothing and begins nothing anew', async () => {
    const item = await newCredential();
    await countTimes(5, item.id);
    const stored = await storedCredential(item.id);

    const strange = await countAttempt(
      credentials(),
      { id: item.id, owner: ['company', 'B'] },
      later(LOCKED_FOR),
    );

    expect(strange).toBe(undefined);
    expect(await storedCredential(item.id)).toEqual(stored);
  });
});
