import { describe, expect, it } from 'vitest';
import { AgeDistribution, type Aged, intervalsOf } from '../../../functions/amili/insights/adb-interval.ts';

const rowsOf = (items: readonly Aged[], adbIntervals: readonly number[] = [30, 60]) => {
  const distribution = new AgeDistribution(intervalsOf({ adbIntervals, adbBasis: 'DUEDATE' }));
  for (const item of items) distribution.add(item);
  return distribution
    .rows('NOK')
    .map(({ currency, intervalNo, itemCount, amount }) => [currency, intervalNo, itemCount, amount]);
};

const NOK = (days: number, left: number): Aged => ({ currency: 'NOK', days, left });

describe('an age distributed balance', () => {
  it('has an interval for what is not due, one up to each limit, and one beyond', () => {
    expect(intervalsOf({ adbIntervals: [30, 60, 90], adbBasis: 'DUEDATE' })).toEqual([
      { intervalNo: 0, toDays: 0, text: 'Not due' },
      { intervalNo: 1, fromDays: 1, toDays: 30, text: '1 to 30 days' },
      { intervalNo: 2, fromDays: 31, toDays: 60, text: '31 to 60 days' },
      { intervalNo: 3, fromDays: 61, toDays: 90, text: '61 to 90 days' },
      { intervalNo: 4, fromDays: 91, text: 'Over 90 days' },
    ]);
    expect(intervalsOf({ adbIntervals: [7], adbBasis: 'POSTINGDATE' })[0]?.text).toBe('Posted that day');
  });

  it('puts what is left into the interval of its age', () => {
    const items = [-1, 0, 1, 30, 31, 60, 61, 9999].map((days, index) => NOK(days, 2 ** index));
    expect(rowsOf(items)).toEqual([
      ['NOK', 0, 2, 1 + 2],
      ['NOK', 1, 2, 4 + 8],
      ['NOK', 2, 2, 16 + 32],
      ['NOK', 3, 2, 64 + 128],
    ]);
  });

  it('sums decimals, takes credits away and counts nothing of what is settled', () => {
    expect(rowsOf([NOK(1, 0.1), NOK(2, 0.2), NOK(3, -1), NOK(4, 0)], [30])).toEqual([
      ['NOK', 0, 0, 0],
      ['NOK', 1, 3, -0.7],
      ['NOK', 2, 0, 0],
    ]);
  });

  it('has the intervals of each currency, and of the one that is named where there is nothing', () => {
    const sek = { currency: 'SEK', days: 40, left: 3 };
    expect(rowsOf([sek, { ...sek, currency: 'EUR', days: 0 }], [30])).toEqual([
      ['EUR', 0, 1, 3],
      ['EUR', 1, 0, 0],
      ['EUR', 2, 0, 0],
      ['SEK', 0, 0, 0],
      ['SEK', 1, 0, 0],
      ['SEK', 2, 1, 3],
    ]);
    expect(rowsOf([], [30])).toEqual([
      ['NOK', 0, 0, 0],
      ['NOK', 1, 0, 0],
      ['NOK', 2, 0, 0],
    ]);
  });
});
