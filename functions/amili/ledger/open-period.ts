import { refused } from '../dialect/errors.ts';
import type { AmiliNumbers } from '../dialect/identifiers.ts';
import type { Books } from './books.ts';
import { monthOf } from './dates.ts';
import type { LedgerEvent } from './event.ts';

/** Whether a day is in a month that is closed. */
export const isClosed = (date: string, { closedThrough }: Books): boolean =>
  closedThrough !== undefined && monthOf(date) <= closedThrough;

/** @throws Failure 422 where the event is of a month that is closed */
export function requireOpenPeriod(
  { postingDate }: Pick<LedgerEvent, 'postingDate'>,
  books: Books,
  numbers: AmiliNumbers = {},
): void {
  if (!isClosed(postingDate, books)) return;
  const message = `The period of ${postingDate} is closed, and so are all before: through ${books.closedThrough}`;
  throw refused(422, 'PERIOD_CLOSED', message, numbers);
}
