import { describe, expect, it } from 'vitest';
import { Movements, type Periods } from '../../../functions/amili/gl-movements/gl-movement.ts';

type Line = readonly [postingDate: string, glAccountNo: string, amount: number, currency?: string];

function movementsOf(lines: readonly Line[], periods: Partial<Periods> = {}) {
  const movements = new Movements({ year: 2025, from: 1, to: 12, ...periods });
  for (const [postingDate, glAccountNo, amount, currency = 'NOK'] of lines)
    movements.add({ postingDate, glAccountNo, amount, currency });
  return movements
    .rows()
    .map(({ glYear, glPeriod, glAccountNo, currency, ...amounts }) => [
      `${glYear}-${glPeriod} ${glAccountNo} ${currency}`,
      ...Object.values(amounts),
    ]);
}

describe('movements', () => {
  it('sum debit and credit of each account, period and currency, as decimals', () => {
    const lines: Line[] = [
      ['2025-02-01', '1500', 0.1],
      ['2025-02-28', '1500', 0.2],
      ['2025-02-28', '1500', -0.1],
      ['2025-01-31', '1500', 5, 'SEK'],
      ['2025-02-03', '3000', -0.3],
    ];
    expect(movementsOf(lines, { to: 3 })).toEqual([
      ['2025-1 1500 SEK', 0, 5, 0, 5, 5],
      ['2025-2 1500 NOK', 0, 0.3, 0.1, 0.2, 0.2],
      ['2025-2 1500 SEK', 5, 0, 0, 0, 5],
      ['2025-3 1500 NOK', 0.2, 0, 0, 0, 0.2],
      ['2025-3 1500 SEK', 5, 0, 0, 0, 5],
      ['2025-2 3000 NOK', 0, 0, 0.3, -0.3, -0.3],
      ['2025-3 3000 NOK', -0.3, 0, 0, 0, -0.3],
    ]);
  });

  it('go on from the years before for accounts of the balance sheet only', () => {
    const lines: Line[] = ['1500', '2999', '3000', '8999'].flatMap((account): Line[] => [
      ['2023-06-01', account, 1],
      ['2024-12-31', account, 2],
      ['2025-04-01', account, 4],
      ['2026-01-01', account, 8],
    ]);
    expect(movementsOf(lines, { from: 4, to: 4 })).toEqual([
      ['2025-4 1500 NOK', 3, 4, 0, 4, 7],
      ['2025-4 2999 NOK', 3, 4, 0, 4, 7],
      ['2025-4 3000 NOK', 0, 4, 0, 4, 4],
      ['2025-4 8999 NOK', 0, 4, 0, 4, 4],
    ]);
  });

  it('have a row where debit and credit are the same, and none where there is neither balance nor movement', () => {
    const lines: Line[] = [
      ['2025-05-01', '1920', 7],
      ['2025-05-02', '1920', -7],
    ];
    expect(movementsOf(lines)).toEqual([['2025-5 1920 NOK', 0, 7, 7, 0, 0]]);
  });

  it('have none of periods from later on than to', () => {
    expect(movementsOf([['2025-05-01', '1920', 7]], { from: 6, to: 5 })).toEqual([]);
  });
});
