import { describe, expect, it } from 'vitest';
import { costOfAMillion } from './cost.ts';
import { alternate, median, percentile, ratioOf } from './statistics.ts';

describe('statistics of the bench', () => {
  it('takes the nearest rank', () => {
    const hundred = Array.from({ length: 100 }, (_, index) => 100 - index);
    expect(percentile(hundred, 99)).toBe(99);
    expect(percentile(hundred, 100)).toBe(100);
    expect(median(hundred)).toBe(50);
    expect(median([3, 1, 2])).toBe(2);
    expect(median([7])).toBe(7);
    expect(() => median([])).toThrow('there is nothing to take a percentile of');
  });

  it('compares within rounds, so that a slow round counts once', () => {
    expect(ratioOf([1, 20, 1], [2, 40, 2])).toBe(0.5);
  });

  it('runs everything once a round, and begins each round with another', async () => {
    const order: string[] = [];
    const task = (name: string) => [name, (round: number) => order.push(`${name}${round}`)] as const;
    const results = await alternate(3, new Map([task('a'), task('b')]));
    expect(order).toEqual(['a0', 'b0', 'b1', 'a1', 'a2', 'b2']);
    expect([...results]).toEqual([
      ['a', [1, 4, 5]],
      ['b', [2, 3, 6]],
    ]);
  });
});

describe('the cost of a million deletes', () => {
  it('adds up, with durations billed by whole milliseconds', () => {
    const cost = costOfAMillion({ writeUnits: 2, readUnits: 1, duration: 1.2, logged: 200 });
    expect(cost.duration).toBeCloseTo(0.5 * 0.002 * 1e6 * 0.0000133334, 10);
    expect(cost).toMatchObject({ api: 1, invocations: 0.2, dynamoDb: 1.375, logs: 0.1 });
    const lines = cost.platformLogs + cost.accessLog;
    expect(cost.total).toBeCloseTo(1 + 0.2 + 1.375 + 0.1 + 0.25 + lines + cost.duration, 10);
  });
});
