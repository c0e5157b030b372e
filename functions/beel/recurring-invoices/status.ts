import { daysAfter } from '../../../shared/fields/dates.ts';
import { refused } from '../dialect/errors.ts';
import { later, nextDate, type Schedule } from './schedule.ts';

export const STATUSES = ['ACTIVE', 'PAUSED', 'COMPLETED'] as const;

export type Status = (typeof STATUSES)[number];

export const PAUSE_REASONS = ['USER', 'DOWNGRADE', 'GENERATION_FAILURE'] as const;

export const COMPLETION_REASONS = ['USER', 'END_DATE_REACHED', 'MAX_INVOICES_REACHED'] as const;

/** What a recurring invoice's state follows from. Rows of lists have it too. */
export interface Course extends Schedule {
  readonly status: Status;
  /** The day on which it was paused, while it is. */
  readonly paused_on?: string;
  /** The day from which its dates count again, where those before it were missed by a pause. */
  readonly resumed_from?: string;
}

interface Running extends Course {
  readonly pause?: { readonly reason: (typeof PAUSE_REASONS)[number]; readonly since: string } | undefined;
  readonly completion?: Completion | undefined;
}

interface Completion {
  readonly reason: (typeof COMPLETION_REASONS)[number];
  readonly at: string;
}

/**
 * How one ended that nobody has ended: its last day has passed. Nothing here runs by the clock, so this is derived
 * wherever it is looked at: our choice.
 */
export function endedByDate({ status, end_date }: Course, today: string): Completion | undefined {
  if (status === 'COMPLETED' || end_date === undefined || end_date >= today) return undefined;
  return { reason: 'END_DATE_REACHED', at: `${daysAfter(end_date, 1)}T00:00:00Z` };
}

export const statusOn = (course: Course, today: string): Status =>
  endedByDate(course, today) ? 'COMPLETED' : course.status;

/** The next date, where there is one. Of one that is paused it is the date that was next then, until it has passed. */
export function nextGeneration(course: Course, today: string): string | null {
  if (statusOn(course, today) === 'COMPLETED') return null;
  const { paused_on = today, resumed_from = paused_on } = course;
  const next = nextDate(course, later(paused_on, resumed_from));
  return next !== undefined && next >= today ? next : null;
}

/**
 * It with another status.
 * @throws Failure where it has ended, or has that status
 */
export function withStatus<Fields extends Running>(
  fields: Fields,
  wanted: Status,
  { today, at }: { readonly today: string; readonly at: string },
): Fields {
  const now = statusOn(fields, today);
  if (now === 'COMPLETED' || now === wanted) throw refused(400, 'RECURRING_STATE_TRANSITION_INVALID');
  switch (wanted) {
    case 'PAUSED':
      return { ...fields, status: wanted, pause: { reason: 'USER', since: at }, paused_on: today };
    case 'COMPLETED':
      return completed(fields, { reason: 'USER', at });
    case 'ACTIVE':
      return resumed(fields, today, at);
  }
}

/** A date that was missed is not made up for: then the first one after today is next, and where there is none it ends. */
function resumed<Fields extends Running>(paused: Fields, today: string, at: string): Fields {
  const fields = { ...unpaused(paused), status: 'ACTIVE' as const };
  if (nextGeneration(paused, today)) return fields;
  const resumed_from = daysAfter(today, 1);
  return nextDate(fields, resumed_from)
    ? { ...fields, resumed_from }
    : completed(fields, { reason: 'END_DATE_REACHED', at });
}

/** It after its end: it takes no part in anything any more. */
export const completed = <Fields extends Running>(fields: Fields, completion: Completion): Fields => ({
  ...unpaused(fields),
  status: 'COMPLETED',
  completion,
});

function unpaused<Fields extends Running>({ pause: _, paused_on: __, ...fields }: Fields): Fields {
  return fields as unknown as Fields;
}
