import { describe, expect, it } from 'vitest';
import {
  type Course,
  endedByDate,
  nextGeneration,
  statusOn,
  withStatus,
} from '../../../functions/beel/recurring-invoices/status.ts';

const course = (others: Partial<Course> = {}): Course => ({
  frequency: 'MONTHLY',
  day_of_month: 15,
  start_date: '2026-01-15',
  status: 'ACTIVE',
  ...others,
});

const NOW = { today: '2026-06-20', at: '2026-06-20T10:00:00Z' };
const pausedOn = (paused_on: string, others: Partial<Course> = {}) =>
  ({
    ...course(others),
    status: 'PAUSED',
    pause: { reason: 'USER', since: `${paused_on}T10:00:00Z` },
    paused_on,
  }) as const;

describe('a recurring invoice on a day', () => {
  it('is over the day after its last', () => {
    const ending = course({ end_date: '2026-06-19' });
    expect(statusOn(ending, '2026-06-19')).toBe('ACTIVE');
    expect(statusOn(ending, '2026-06-20')).toBe('COMPLETED');
    expect(endedByDate(ending, '2026-06-20')).toEqual({
      reason: 'END_DATE_REACHED',
      at: '2026-06-20T00:00:00Z',
    });
    expect(endedByDate({ ...ending, status: 'COMPLETED' }, '2026-06-20')).toBe(undefined);
    expect(statusOn(pausedOn('2026-05-01', { end_date: '2026-06-19' }), '2026-06-20')).toBe('COMPLETED');
  });

  it.each<[string, Course, string | null]>([
    ['of an active one: from today on', course(), '2026-07-15'],
    ['of one that is over: none', course({ end_date: '2026-06-19' }), null],
    ['of one whose last date is over, but not its last day: none', course({ end_date: '2026-07-14' }), null],
    ['of a completed one: none', course({ status: 'COMPLETED' }), null],
    ['of one paused since its last date: as it was', pausedOn('2026-06-16'), '2026-07-15'],
    ['of one whose date has passed in the pause: none', pausedOn('2026-06-15'), null],
    [
      'of one that was resumed today: after today',
      course({ day_of_month: 20, resumed_from: '2026-06-21' }),
      '2026-07-20',
    ],
  ])('has a next date %s', (_, seen, expected) => {
    expect(nextGeneration(seen, NOW.today)).toBe(expected);
  });
});

describe('a change of status', () => {
  it('pauses, and remembers since when', () => {
    expect(withStatus(course(), 'PAUSED', NOW)).toEqual(pausedOn(NOW.today, {}) satisfies object);
  });

  it('resumes with the date that was next, while that is to come', () => {
    expect(withStatus(pausedOn('2026-06-16'), 'ACTIVE', NOW)).toEqual(course());
  });

  it('resumes with the first date after today where one was missed', () => {
    expect(withStatus(pausedOn('2026-04-20', { day_of_month: 20 }), 'ACTIVE', NOW)).toEqual({
      ...course({ day_of_month: 20 }),
      resumed_from: '2026-06-21',
    });
  });

  it('completes what is resumed and has no date after today any more', () => {
    expect(withStatus(pausedOn('2026-04-20', { end_date: '2026-07-14' }), 'ACTIVE', NOW)).toEqual({
      ...course({ end_date: '2026-07-14' }),
      status: 'COMPLETED',
      completion: { reason: 'END_DATE_REACHED', at: NOW.at },
    });
  });

  it.each([
    ['active', course()],
    ['paused', pausedOn('2026-05-01')],
  ])('completes what is %s', (_, seen) => {
    expect(withStatus(seen, 'COMPLETED', NOW)).toEqual({
      ...course(),
      status: 'COMPLETED',
      completion: { reason: 'USER', at: NOW.at },
    });
  });

  it.each([
    ['ACTIVE', 'ACTIVE', course()],
    ['PAUSED', 'PAUSED', pausedOn('2026-05-01')],
    ['COMPLETED', 'ACTIVE', course({ status: 'COMPLETED' })],
    ['COMPLETED', 'PAUSED', course({ status: 'COMPLETED' })],
    ['COMPLETED', 'COMPLETED', course({ status: 'COMPLETED' })],
    ['COMPLETED', 'PAUSED', course({ end_date: '2026-06-19' })],
  ] as const)('of one that is %s to %s is refused', (_, wanted, seen) => {
    expect(() => withStatus(seen, wanted, NOW)).toThrow(
      expect.objectContaining({
        problem: {
          kind: 'refused',
          status: 400,
          code: 'RECURRING_STATE_TRANSITION_INVALID',
          message: 'The recurring invoice cannot go from its status to this one',
          said: expect.anything(),
        },
      }),
    );
  });
});
