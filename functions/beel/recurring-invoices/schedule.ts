/** When a recurring invoice is due. Dates are `2026-11-30`. */
export interface Schedule {
  readonly frequency: Frequency;
  readonly day_of_month: number;
  readonly start_date: string;
  readonly end_date?: string | undefined;
}

export const FREQUENCIES = ['MONTHLY', 'QUARTERLY', 'YEARLY'] as const;

type Frequency = (typeof FREQUENCIES)[number];

const MONTHS: Readonly<Record<Frequency, number>> = { MONTHLY: 1, QUARTERLY: 3, YEARLY: 12 };

const LAST_YEAR = 9999;

/**
 * The first date of a schedule on or after `from`; undefined where its end comes before. The vendor does not say where
 * quarters and years begin: our choice is the first such day on or after `start_date`.
 */
export function nextDate(
  { frequency, day_of_month, start_date, end_date }: Schedule,
  from: string,
): string | undefined {
  const step = MONTHS[frequency];
  const start = monthOf(start_date);
  const first = dateIn(start, day_of_month) < start_date ? start + 1 : start;
  const passed = Math.max(0, Math.floor((monthOf(from) - first) / step));
  const next = first + passed * step;
  const month = dateIn(next, day_of_month) < from ? next + step : next;
  const date = dateIn(month, day_of_month);
  const isOver = month >= (LAST_YEAR + 1) * 12 || (end_date !== undefined && date > end_date);
  return isOver ? undefined : date;
}

export const later = (...dates: readonly string[]): string => [...dates].sort().at(-1) as string;

/** Months are counted from the year 0. */
function monthOf(date: string): number {
  const [year, month] = date.split('-').map(Number) as [number, number];
  return year * 12 + month - 1;
}

/** A month that is too short has its last day in place of the one asked for. */
function dateIn(months: number, day: number): string {
  const [year, month] = [Math.floor(months / 12), months % 12];
  // The calendar repeats itself every 400 years, and Date takes the years below 100 for others.
  const days = new Date(Date.UTC(2000 + (year % 400), month + 1, 0)).getUTCDate();
  const parts = [String(year).padStart(4, '0'), month + 1, Math.min(day, days)];
  return parts.map((part) => String(part).padStart(2, '0')).join('-');
}
