import { afterEach, describe, expect, it, vi } from 'vitest';
import {
  isHidden,
  keptFor,
  restorableUntil,
  restorationDays,
} from '../../../shared/receivables/customers/restoration-window.ts';
import { newStamp } from '../../support/store.ts';

const DAY = 24 * 60 * 60 * 1000;
const DAY_IN_SECONDS = 86_400;

afterEach(() => {
  vi.unstubAllEnvs();
});

const deletedAt = Date.parse('2026-11-01T10:00:00.000Z');
const deletion = { ...newStamp(), at: new Date(deletedAt).toISOString() };
const profile = { name: 'Ada' };

/** When DynamoDB may remove what was deleted then, on a stage with so many days. */
const expiryOf = (days: number) => deletedAt / 1000 + (days + 1) * DAY_IN_SECONDS;

describe('the days of a stage', () => {
  it.each([
    ['30', 30],
    ['0', 0],
  ])('are the number in its environment: %s', (value, days) => {
    vi.stubEnv('RESTORATION_DAYS', value);
    expect(restorationDays()).toBe(days);
  });

  it('are never guessed', () => {
    vi.stubEnv('RESTORATION_DAYS', '');
    expect(restorationDays).toThrow('the environment variable RESTORATION_DAYS is not set');
  });
});

it.each([
  [30, { expireAfter: 31 * DAY_IN_SECONDS }],
  [1, { expireAfter: 2 * DAY_IN_SECONDS }],
  [0, { eraseAfter: DAY_IN_SECONDS }],
])('a delete keeps all for %i days and one more, or erases at once where that is none', (days, options) => {
  expect(keptFor(days)).toStrictEqual(options);
});

describe('until when a customer may be restored', () => {
  it.each([
    ['as long after its deletion as the stage says', { deletion, profile }, 30],
    ['no longer where DynamoDB will remove it as late', { deletion, profile, expiresAt: expiryOf(30) }, 30],
    ['no longer where it was promised more than is left', { deletion, profile, expiresAt: expiryOf(90) }, 30],
    ['no longer than it was promised', { deletion, profile, expiresAt: expiryOf(7) }, 7],
  ])('is %s', (_, customer, days) => {
    expect(restorableUntil(customer, 30)).toBe(deletedAt + days * DAY);
  });

  it.each([
    ['is not deleted', { profile }, 30],
    ['is not deleted, and was to be removed', { profile, expiresAt: expiryOf(30) }, 30],
    ['has been erased', { deletion }, 30],
    ['has been erased, and will be removed', { deletion, expiresAt: expiryOf(0) }, 30],
    ['is of a stage that restores none', { deletion, profile }, 0],
    ['is of a stage that restores none any more', { deletion, profile, expiresAt: expiryOf(30) }, 0],
  ])('is never where it %s', (_, customer, days) => {
    expect(restorableUntil(customer, days)).toBeUndefined();
  });
});

describe('a customer is hidden', () => {
  const expiresAt = expiryOf(30);
  const end = deletedAt + 30 * DAY;

  it.each([
    ['a millisecond before its window ends', end - 1, false],
    ['when its window ends', end, true],
    ['until DynamoDB removes it', end + 3 * DAY, true],
  ])('by the end of its window alone: %s', (_, at, hidden) => {
    expect(isHidden({ deletion, profile, expiresAt }, new Date(at))).toBe(hidden);
  });

  it.each([
    ['is not deleted', { profile, expiresAt }],
    ['has been erased, and answers repeats', { deletion, expiresAt }],
    ['is kept for good', { deletion, profile }],
  ])('never where it %s', (_, customer) => {
    expect(isHidden(customer, new Date(end + 3 * DAY))).toBe(false);
  });
});
