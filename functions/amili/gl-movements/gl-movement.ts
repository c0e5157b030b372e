import { type Decimal, decimal } from '../../../shared/fields/money.ts';
import { compareTexts } from '../../../shared/receivables/lists/order.ts';

/** A posting, as far as movements go. */
export interface Posted {
  readonly glAccountNo: string;
  readonly currency: string;
  readonly postingDate: string;
  /** Debit is positive, credit negative. */
  readonly amount: number;
}

/** What happened to an account in a period and currency. Amounts are in hundredths at the finest. */
export interface GlMovement {
  readonly glYear: number;
  readonly glPeriod: number;
  readonly glAccountNo: string;
  readonly currency: string;
  readonly openingBalance: number;
  readonly debit: number;
  readonly credit: number;
  readonly movement: number;
  readonly closingBalance: number;
}

/** Periods of a year, from 1 to 12. */
export interface Periods {
  readonly year: number;
  readonly from: number;
  readonly to: number;
}

/**
 * Whether an account's balance goes on from year to year: those of the balance sheet (1000 to 2999), not those of the
 * result, which begin each January. So it is in NS 4102, the Norwegian standard chart of accounts.
 */
export const isOfBalanceSheet = (glAccountNo: string): boolean => glAccountNo < '3';

/** An account in one currency. */
interface Account {
  readonly glAccountNo: string;
  readonly currency: string;
  /** What was posted before the year and counts in it. */
  before: Decimal;
  readonly periods: { debit: Decimal; credit: Decimal }[];
}

/** Sums postings, in whatever order they come, to the movements of some periods. Nothing is converted. */
export class Movements {
  readonly #periods: Periods;
  readonly #accounts = new Map<string, Account>();

  constructor(periods: Periods) {
    this.#periods = periods;
  }

  add({ glAccountNo, currency, postingDate, amount }: Posted): void {
    const [year, period] = [Number(postingDate.slice(0, 4)), Number(postingDate.slice(5, 7))];
    const { year: asked } = this.#periods;
    if (year > asked || (year < asked && !isOfBalanceSheet(glAccountNo))) return;
    const account = this.#account(glAccountNo, currency);
    if (year < asked) {
      account.before = account.before.plus(amount);
      return;
    }
    const sums = account.periods[period - 1]!;
    if (amount > 0) sums.debit = sums.debit.plus(amount);
    else sums.credit = sums.credit.minus(amount);
  }

  /** By account, period and currency: where there is a balance or a movement. */
  rows(): GlMovement[] {
    return [...this.#accounts.values()]
      .flatMap((account) => this.#rowsOf(account))
      .sort(
        (a, b) =>
          compareTexts(a.glAccountNo, b.glAccountNo) ||
          a.glPeriod - b.glPeriod ||
          compareTexts(a.currency, b.currency),
      );
  }

  #account(glAccountNo: string, currency: string): Account {
    const key = `${glAccountNo} ${currency}`;
    const known = this.#accounts.get(key);
    if (known) return known;
    const none = decimal(0);
    const periods = Array.from({ length: 12 }, () => ({ debit: none, credit: none }));
    const account = { glAccountNo, currency, before: none, periods };
    this.#accounts.set(key, account);
    return account;
  }

  #rowsOf({ glAccountNo, currency, before, periods }: Account): GlMovement[] {
    const { year, from, to } = this.#periods;
    const rows: GlMovement[] = [];
    let opening = before;
    for (const [index, { debit, credit }] of periods.entries()) {
      const movement = debit.minus(credit);
      const closing = opening.plus(movement);
      const glPeriod = index + 1;
      const amounts = {
        openingBalance: opening.toNumber(),
        debit: debit.toNumber(),
        credit: credit.toNumber(),
        movement: movement.toNumber(),
        closingBalance: closing.toNumber(),
      };
      const isThere = Object.values(amounts).some((amount) => amount !== 0);
      if (isThere && glPeriod >= from && glPeriod <= to)
        rows.push({ glYear: year, glPeriod, glAccountNo, currency, ...amounts });
      opening = closing;
    }
    return rows;
  }
}
