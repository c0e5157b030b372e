import { decimal } from '../../../shared/fields/money.ts';
import { type ArItem, remaining, type Settlement } from '../ar-items/ar-item.ts';
import { caseless } from '../dialect/identifiers.ts';

/** Settlements of one item: more would not fit into it. */
export const MOST_SETTLEMENTS = 200;

export interface Settled {
  /** What was settled: positive, or 0 where there was nothing to settle. */
  readonly amount: number;
  readonly item: ArItem;
  readonly target: ArItem;
}

/**
 * Settles a new item with another of its customer, as far as both go: what is left of neither crosses 0. It writes the
 * same amount into both, with opposite signs, and no line of the general ledger. Those of other currencies, and two that
 * are owed to the same side, have nothing to settle.
 */
export function settle(item: ArItem, target: ArItem, date: string): Settled {
  const [own, other] = [remaining(item), remaining(target)];
  const isOpposite = own * other < 0 && caseless(item.currency) === caseless(target.currency);
  if (!isOpposite) return { amount: 0, item, target };
  const amount = Math.min(Math.abs(own), Math.abs(other));
  const voucher = item.voucherNo !== undefined && { voucherNo: item.voucherNo };
  const settlement = (into: ArItem, by: ArItem): Settlement => ({
    date,
    amount: remaining(into) > 0 ? decimal(0).minus(amount).toNumber() : amount,
    arItemId: by.arItemId,
    ...voucher,
  });
  const settled = (into: ArItem, by: ArItem): ArItem => ({
    ...into,
    settlements: [...(into.settlements ?? []), settlement(into, by)],
  });
  return { amount, item: settled(item, target), target: settled(target, item) };
}
