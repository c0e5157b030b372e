import { describe, expect, it } from 'vitest';
import { DEFAULTS } from '../../../functions/amili/ledger/books.ts';
import type { LedgerEvent } from '../../../functions/amili/ledger/event.ts';
import { drawIds, post } from '../../../functions/amili/ledger/posting.ts';

const tenant = { vendor: 'amili', tenant: '7' };
const ids = { arItemId: 5, voucherNo: 2 ** 46 - 1 };
const event: LedgerEvent = {
  ...{ event: 'document', arItemType: 'IN', amount: 125, vat: 25, customerNo: 'C', currency: 'NOK' },
  ...{ postingDate: '2025-02-01', dueDate: '2025-02-15', documentNo: 'D', kid: 'K', referenceNo: '' },
  ...{ text: 'IN D', userId: 'U', paymentId: undefined },
};

describe('posting an event', () => {
  it('makes an AR item with what there is, and lines that name it', () => {
    const { item, lines } = post(tenant, event, DEFAULTS, ids);
    expect(item).toEqual({
      ...{ arItemId: 5, customerNo: 'C', arItemType: 'IN', postingDate: '2025-02-01', currency: 'NOK' },
      ...{ dueDate: '2025-02-15', originalAmount: 125, documentNo: 'D', kid: 'K', voucherNo: ids.voucherNo },
    });
    const line = (lineNo: number, glAccountNo: string, amount: number) => ({
      ...{ glItemId: ids.voucherNo * 100 + lineNo, voucherNo: ids.voucherNo, lineNo, glAccountNo, amount },
      ...{ postingDate: '2025-02-01', currency: 'NOK', event: 'document', text: 'IN D', userId: 'U' },
      ...{ arItemId: 5, customerNo: 'C', documentNo: 'D' },
    });
    expect(lines.map(({ fields }) => fields)).toEqual([
      line(1, '1500', 125),
      line(2, '3000', -100),
      line(3, '2700', -25),
    ]);
    expect(lines.map(({ ref }) => ref)).toEqual(
      [1, 2, 3].map((lineNo) => ({ ...tenant, kind: 'GL_ITEM', id: String(ids.voucherNo * 100 + lineNo) })),
    );
    for (const { fields, listing } of lines) {
      expect(Number.isSafeInteger(fields.glItemId)).toBe(true);
      expect(listing?.order).toBe(`2025-02-01 ${String(fields.glItemId).padStart(16, '0')}`);
    }
  });

  it('makes no voucher of nothing', () => {
    const { item, lines } = post(tenant, { ...event, amount: 0, vat: 0 }, DEFAULTS, ids);
    expect(lines).toEqual([]);
    expect(item).toMatchObject({ originalAmount: 0 });
    expect(item).not.toHaveProperty('voucherNo');
  });
});

describe('ids', () => {
  it('are positive integers that a double holds, and hardly ever the same', () => {
    const drawn = Array.from({ length: 1_000 }, drawIds).flatMap(({ arItemId, voucherNo }) => {
      expect([arItemId, voucherNo * 100 + 99].every(Number.isSafeInteger)).toBe(true);
      expect(Math.min(arItemId, voucherNo)).toBeGreaterThan(0);
      expect(arItemId).toBeLessThan(10 ** 15);
      return [arItemId, voucherNo];
    });
    expect(new Set(drawn).size).toBe(2_000);
  });
});
