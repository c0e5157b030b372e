import { describe, expect, it } from 'vitest';
import { DEFAULTS } from '../../../functions/amili/ledger/books.ts';
import { type EventName, type LedgerEvent, linesOf } from '../../../functions/amili/ledger/event.ts';

const event = (name: EventName, amount: number, vat = 0): LedgerEvent => ({
  ...{ event: name, amount, vat, arItemType: 'X', customerNo: 'C', currency: 'NOK' },
  ...{ postingDate: '2025-02-01', dueDate: '2025-02-15' },
});

const lines = (name: EventName, amount: number, vat?: number, accounts = DEFAULTS.glAccounts) =>
  linesOf(event(name, amount, vat), accounts).map(({ glAccountNo, amount: own }) => [glAccountNo, own]);

describe('the lines of an event', () => {
  it.each([
    [
      'document',
      125,
      25,
      [
        ['1500', 125],
        ['3000', -100],
        ['2700', -25],
      ],
    ],
    [
      'document',
      -125,
      -25,
      [
        ['1500', -125],
        ['3000', 100],
        ['2700', 25],
      ],
    ],
    [
      'creditnote',
      -125,
      -25,
      [
        ['1500', -125],
        ['3000', 100],
        ['2700', 25],
      ],
    ],
    [
      'payment',
      -10,
      0,
      [
        ['1500', -10],
        ['1920', 10],
      ],
    ],
    [
      'refund',
      10,
      0,
      [
        ['1500', 10],
        ['1920', -10],
      ],
    ],
    [
      'writeoff',
      -10,
      0,
      [
        ['1500', -10],
        ['7830', 10],
      ],
    ],
    [
      'interest',
      10,
      0,
      [
        ['1500', 10],
        ['8050', -10],
      ],
    ],
  ] as const)('of a %s of %d with %d of VAT', (name, amount, vat, expected) => {
    expect(lines(name, amount, vat)).toEqual(expected);
  });

  it('leave out what is 0, and are none where nothing is owed', () => {
    expect(lines('document', 25, 25)).toEqual([
      ['1500', 25],
      ['2700', -25],
    ]);
    expect(lines('document', 0, 25)).toEqual([]);
  });

  it('are exact where binary fractions are not', () => {
    expect(lines('document', 0.3, 0.1)).toEqual([
      ['1500', 0.3],
      ['3000', -0.2],
      ['2700', -0.1],
    ]);
  });

  it('are of the accounts that the client has', () => {
    const accounts = { ...DEFAULTS.glAccounts, receivables: '1510', loss: '7831' };
    expect(lines('writeoff', -1, 0, accounts)).toEqual([
      ['1510', -1],
      ['7831', 1],
    ]);
  });
});
