import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type ArItem, remaining } from '../../../functions/amili/ar-items/ar-item.ts';
import { settle } from '../../../functions/amili/ledger/settlement.ts';
import { sum } from '../../../shared/fields/money.ts';

const item = (arItemId: number, originalAmount: number, fields: Partial<ArItem> = {}): ArItem => ({
  ...{ arItemId, originalAmount, customerNo: 'C', arItemType: 'X', currency: 'NOK' },
  ...{ postingDate: '2025-02-01', dueDate: '2025-02-15' },
  ...fields,
});

const date = '2025-02-10';

describe('settling', () => {
  it('writes the same amount into both, with opposite signs', () => {
    const [payment, invoice] = [item(2, -70, { voucherNo: 9 }), item(1, 100, { voucherNo: 8 })];
    expect(settle(payment, invoice, date)).toEqual({
      amount: 70,
      item: { ...payment, settlements: [{ date, amount: 70, arItemId: 1, voucherNo: 9 }] },
      target: { ...invoice, settlements: [{ date, amount: -70, arItemId: 2, voucherNo: 9 }] },
    });
  });

  it('goes as far as what was left by earlier ones', () => {
    const settlements = [{ date: '2025-02-05', amount: -60.1, arItemId: 7 }];
    const result = settle(item(2, -70), item(1, 100, { settlements }), date);
    expect(result.amount).toBe(39.9);
    expect([remaining(result.item), remaining(result.target)]).toEqual([-30.1, 0]);
    expect(result.target.settlements).toEqual([...settlements, { date, amount: -39.9, arItemId: 2 }]);
  });

  it('settles a refund with a credit', () => {
    const result = settle(item(2, 30), item(1, -100), date);
    expect([result.amount, remaining(result.item), remaining(result.target)]).toEqual([30, 0, -70]);
  });

  it.each([
    ['both are owed to the same side', item(2, 10), item(1, 100)],
    ['nothing is left', item(2, -10), item(1, 0)],
    ['the currencies differ', item(2, -10, { currency: 'EUR' }), item(1, 100)],
  ])('does nothing where %s', (_, own, target) => {
    expect(settle(own, target, date)).toEqual({ amount: 0, item: own, target });
  });

  it('takes currencies without regard to case', () => {
    expect(settle(item(2, -10, { currency: 'nok' }), item(1, 100), date).amount).toBe(10);
  });

  const cents = fc.integer({ min: -1_000_000, max: 1_000_000 }).map((units) => units / 100);

  it('moves nothing across 0, and makes nothing more or less', () => {
    fc.assert(
      fc.property(cents, fc.array(cents, { maxLength: 20 }), (original, others) => {
        let target = item(1, original);
        const made = others.map((amount, index) => {
          const settled = settle(item(index + 2, amount), target, date);
          target = settled.target;
          return settled.item;
        });
        const all = [target, ...made];
        expect(sum(all.map((each) => remaining(each))).toNumber()).toBe(
          sum([original, ...others]).toNumber(),
        );
        for (const each of all) {
          const left = remaining(each);
          expect(left * each.originalAmount).toBeGreaterThanOrEqual(0);
          expect(Math.abs(left)).toBeLessThanOrEqual(Math.abs(each.originalAmount));
        }
      }),
    );
  });
});
