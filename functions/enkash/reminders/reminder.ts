import { randomUUID } from 'node:crypto';
import type { Customer } from '../customers/customer.ts';
import { refused } from '../dialect/errors.ts';
import type { Requested as Changes } from './reminder-changes-request.ts';
import type { Requested } from './reminder-request.ts';
import type { Answered } from './reminder-response.ts';

/** A reminder as it is stored, among those of its customer. */
export type Reminder = NonNullable<Customer['customerReminders']>[number];

/** Our choice: it gets an id where it has none, and is sent once where it does not say how often. */
export const stored = (request: Requested): Reminder => ({
  reminderType: 'ONCE',
  ...request,
  customerReminderId: request.customerReminderId ?? randomUUID(),
});

export const changed = (before: Reminder, changes: Changes): Reminder =>
  Object.fromEntries(
    Object.entries({ ...before, ...changes }).filter(([, value]) => value !== null),
  ) as Reminder;

export const shown = (customerId: string, reminder: Reminder): Answered => ({ customerId, ...reminder });

/** Of an id that may be as long as a path: the path says it. */
export const noReminder = (customerId: string) =>
  refused(404, 'RECORD_NOT_FOUND', `customer ${customerId} has no such reminder`);
