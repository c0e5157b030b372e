import type { ClosedPeriod } from './books.ts';

/** A month of the general ledger that is closed, and so are all before it. */
export interface ClosedMonth {
  readonly glYear: number;
  readonly glPeriod: number;
  /** When it was closed: ISO 8601, UTC. */
  readonly closedAt: string;
}

/** A client's marker as it is stored: the last closed month, and those that were closed before it, in their order. */
export interface ClosedPeriods extends ClosedPeriod {
  readonly closedAt?: string;
  readonly earlier?: readonly ClosedMonth[];
}

/** A month, from 1 to 12, of a year. */
export type Month = Pick<ClosedMonth, 'glYear' | 'glPeriod'>;

export type PeriodChange =
  | { readonly outcome: 'changed'; readonly closed: ClosedPeriods }
  /** It is not the month whose turn it is. */
  | { readonly outcome: 'outOfOrder'; readonly last: ClosedMonth | undefined }
  | { readonly outcome: 'notOver' };

/** The last month that is closed; undefined where none is. */
export function lastClosed({ glYear, glPeriod, closedAt }: ClosedPeriods = {}): ClosedMonth | undefined {
  if (glYear === undefined || glPeriod === undefined || closedAt === undefined) return undefined;
  return { glYear, glPeriod, closedAt };
}

/**
 * Closes a month: the one after the last closed, or any where none is closed, once it is over.
 * @param today the date in Norway
 */
export function closed(
  before: ClosedPeriods,
  { glYear, glPeriod }: Month,
  today: string,
  closedAt: string,
): PeriodChange {
  const last = lastClosed(before);
  const month = numberOf({ glYear, glPeriod });
  if (last && month !== numberOf(last) + 1) return { outcome: 'outOfOrder', last };
  if (month >= numberOf({ glYear: Number(today.slice(0, 4)), glPeriod: Number(today.slice(5, 7)) }))
    return { outcome: 'notOver' };
  const earlier = last ? [...(before.earlier ?? []), last] : [];
  return { outcome: 'changed', closed: { glYear, glPeriod, closedAt, earlier } };
}

/** Opens the last closed month again: the one that was closed before it is then the last, where there is one. */
export function reopened({ earlier = [], ...before }: ClosedPeriods, month: Month): PeriodChange {
  const last = lastClosed(before);
  if (!last || numberOf(last) !== numberOf(month)) return { outcome: 'outOfOrder', last };
  const previous = earlier.at(-1);
  return { outcome: 'changed', closed: previous ? { ...previous, earlier: earlier.slice(0, -1) } : {} };
}

/** Months in their order, without gaps. */
const numberOf = ({ glYear, glPeriod }: Month): number => glYear * 12 + glPeriod;
