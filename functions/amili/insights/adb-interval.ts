import { type Decimal, decimal } from '../../../shared/fields/money.ts';
import { compareTexts } from '../../../shared/receivables/lists/order.ts';
import type { Books } from '../ledger/books.ts';

/** How many days ago: from and to, both included; absent where there is no end. */
export interface Interval {
  readonly intervalNo: number;
  readonly fromDays?: number;
  readonly toDays?: number;
  readonly text: string;
}

/** What was left of AR items of one age and currency. Amounts are in hundredths at the finest. */
export interface AdbInterval extends Interval {
  readonly itemCount: number;
  readonly amount: number;
  readonly currency: string;
}

/** What was left of one AR item, and how many days its basis was past: 0 or less where it was not. */
export interface Aged {
  readonly currency: string;
  readonly days: number;
  readonly left: number;
}

/** The intervals of an age distributed balance: what is not past, then up to each of these days, then the rest. */
export function intervalsOf({
  adbIntervals,
  adbBasis,
}: Pick<Books, 'adbIntervals' | 'adbBasis'>): Interval[] {
  const limits = [0, ...adbIntervals];
  return [...limits, undefined].map((toDays, intervalNo): Interval => {
    const fromDays = intervalNo === 0 ? undefined : limits[intervalNo - 1]! + 1;
    if (fromDays === undefined)
      return { intervalNo, toDays: 0, text: adbBasis === 'DUEDATE' ? 'Not due' : 'Posted that day' };
    return toDays === undefined
      ? { intervalNo, fromDays, text: `Over ${fromDays - 1} days` }
      : { intervalNo, fromDays, toDays, text: `${fromDays} to ${toDays} days` };
  });
}

/** Sums what is left of AR items by their age. Credits are negative, so that the sums add up to the balance. */
export class AgeDistribution {
  readonly #intervals: readonly Interval[];
  readonly #sums = new Map<string, { itemCount: number; amount: Decimal }[]>();

  constructor(intervals: readonly Interval[]) {
    this.#intervals = intervals;
  }

  add({ currency, days, left }: Aged): void {
    if (left === 0) return;
    const index = this.#intervals.findIndex(({ toDays }) => toDays === undefined || days <= toDays);
    const sums = this.#of(currency)[index]!;
    sums.itemCount++;
    sums.amount = sums.amount.plus(left);
  }

  /**
   * By currency and interval, empty ones too.
   * @param currency what is shown where there is nothing
   */
  rows(currency: string): AdbInterval[] {
    if (this.#sums.size === 0) this.#of(currency);
    return [...this.#sums.keys()].sort(compareTexts).flatMap((currency) =>
      this.#of(currency).map(({ itemCount, amount }, index) => ({
        ...this.#intervals[index]!,
        ...{ itemCount, amount: amount.toNumber(), currency },
      })),
    );
  }

  #of(currency: string) {
    const known = this.#sums.get(currency);
    if (known) return known;
    const sums = this.#intervals.map(() => ({ itemCount: 0, amount: decimal(0) }));
    this.#sums.set(currency, sums);
    return sums;
  }
}
