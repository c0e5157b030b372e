import { describe, expect, it } from 'vitest';
import {
  isDone,
  refusedName,
  settledAfter,
  settledName,
} from '../../../shared/receivables/repeats/settled-requests.ts';

const stamp = (seconds: number, requestId = `r${seconds}`) => ({
  at: new Date(Date.UTC(2026, 10, 21) + seconds * 1000).toISOString(),
  by: 'test',
  requestId,
});

describe('settled requests', () => {
  it('are named by their time and id', () => {
    expect(settledName(stamp(1))).toBe('2026-11-21T00:00:01.000Z r1');
    expect(refusedName(stamp(1))).toBe('2026-11-21T00:00:01.000Z r1 refused');
  });

  it('are done when they are named, unless they were refused', () => {
    const done = settledName(stamp(1));

    expect(isDone({}, stamp(1))).toBe(false);
    expect(isDone({ settled: new Set([settledName(stamp(2))]) }, stamp(1))).toBe(false);
    expect(isDone({ settled: new Set([done]) }, stamp(1))).toBe(true);
    expect(isDone({ settled: new Set([done, refusedName(stamp(1))]) }, stamp(1))).toBe(false);
  });

  it('are added to those that are remembered', () => {
    const before = { settled: new Set([settledName(stamp(1)), refusedName(stamp(1))]) };

    expect(settledAfter(before, stamp(3), [stamp(2), undefined, stamp(3)])).toEqual(
      new Set([settledName(stamp(1)), refusedName(stamp(1)), settledName(stamp(2)), settledName(stamp(3))]),
    );
  });

  it('are forgotten after a minute, refused or done, remembered or new', () => {
    const before = {
      settled: new Set([settledName(stamp(0)), refusedName(stamp(0)), settledName(stamp(1))]),
    };

    expect(settledAfter(before, stamp(60), [stamp(-1)])).toEqual(new Set([settledName(stamp(1))]));
  });

  it('are no empty set', () => {
    expect(settledAfter({}, stamp(60), [])).toBe(undefined);
    expect(settledAfter({}, stamp(60), [undefined, stamp(0)])).toBe(undefined);
  });
});
