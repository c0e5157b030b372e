import { expect, it } from 'vitest';
import { nextDate, type Schedule } from '../../../functions/beel/recurring-invoices/schedule.ts';

const schedule = (others: Partial<Schedule> = {}): Schedule => ({
  frequency: 'MONTHLY',
  day_of_month: 31,
  start_date: '2026-01-31',
  ...others,
});

it.each<[string, Partial<Schedule>, string, string | undefined]>([
  ['on the first day itself', {}, '2026-01-31', '2026-01-31'],
  ['from before the start', {}, '2020-05-01', '2026-01-31'],
  ['the last day of a shorter month', {}, '2026-02-01', '2026-02-28'],
  ['the last day of a leap February', {}, '2028-02-01', '2028-02-29'],
  ['none between two', {}, '2026-03-01', '2026-03-31'],
  ['over the turn of the year', { day_of_month: 15 }, '2026-12-16', '2027-01-15'],
  ['a month later where the day has passed at the start', { day_of_month: 15 }, '2026-01-01', '2026-02-15'],
  ['each third month', { frequency: 'QUARTERLY' }, '2026-02-01', '2026-04-30'],
  ['on a quarter itself', { frequency: 'QUARTERLY' }, '2026-04-30', '2026-04-30'],
  ['the quarter after', { frequency: 'QUARTERLY' }, '2026-05-01', '2026-07-31'],
  ['each year', { frequency: 'YEARLY', day_of_month: 1 }, '2030-02-02', '2031-02-01'],
  ['on the end', { end_date: '2026-02-28' }, '2026-02-10', '2026-02-28'],
  ['not after the end', { end_date: '2026-02-27' }, '2026-02-10', undefined],
  ['a far year', { day_of_month: 1 }, '9999-12-01', '9999-12-01'],
  ['nothing after all years', { day_of_month: 1 }, '9999-12-02', undefined],
  ['an early year', { start_date: '0004-02-01', day_of_month: 30 }, '0004-02-01', '0004-02-29'],
])('the next date: %s', (_, others, from, expected) => {
  expect(nextDate(schedule(others), from)).toBe(expected);
});
