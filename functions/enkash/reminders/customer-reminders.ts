import { isDeepStrictEqual } from 'node:util';
import type { CustomerChange } from '../../../shared/receivables/customers/update.ts';
import type { CustomerItem } from '../../../shared/receivables/items.ts';
import type { Customer } from '../customers/customer.ts';
import { MOST_ENTRIES } from '../customers/customer-request.ts';
import { refused } from '../dialect/errors.ts';
import { requireRoom } from '../dialect/size.ts';
import { changed, type Reminder } from './reminder.ts';
import type { Requested as Changes } from './reminder-changes-request.ts';

type Change = CustomerChange<Customer>;

/** A customer's reminders, in the order of entry. They are part of its item, so they go with it out of sight. */
export const remindersOf = ({ profile }: CustomerItem<Customer>): readonly Reminder[] =>
  profile?.customerReminders ?? [];

/** The reminder of this id. Earlier versions stored an id more than once: then the first is meant. */
export const reminderOf = (customer: CustomerItem<Customer>, id: string): Reminder | undefined =>
  remindersOf(customer).find(({ customerReminderId }) => customerReminderId === id);

/** One reminder more. @throws Failure 422 when its id is taken, or there is no room */
export function withReminder(seen: CustomerItem<Customer>, reminder: Reminder): Change {
  const before = remindersOf(seen);
  if (reminderOf(seen, reminder.customerReminderId))
    throw unprocessable('the customer has a reminder of this id already');
  if (before.length >= MOST_ENTRIES)
    throw unprocessable(`the customer would have more than ${MOST_ENTRIES} reminders`);
  return roomy(seen, [...before, reminder]);
}

/** A reminder otherwise; undefined where it is that already, and where there is none. @throws Failure 422 without room */
export function withChanges(seen: CustomerItem<Customer>, id: string, changes: Changes): Change | undefined {
  const before = reminderOf(seen, id);
  const after = before && changed(before, changes);
  if (!after || isDeepStrictEqual(after, before)) return undefined;
  return roomy(
    seen,
    remindersOf(seen).map((reminder) => (reminder === before ? after : reminder)),
  );
}

/** A reminder less; undefined where there is none. */
export function without(seen: CustomerItem<Customer>, id: string): Change | undefined {
  const gone = reminderOf(seen, id);
  return (
    gone &&
    changeTo(
      seen,
      remindersOf(seen).filter((reminder) => reminder !== gone),
    )
  );
}

function roomy(seen: CustomerItem<Customer>, reminders: Reminder[]): Change {
  const change = changeTo(seen, reminders);
  requireRoom(change.profile, 'the customer');
  return change;
}

/** What lists know of the customer, its links and its status stay. */
const changeTo = ({ profile }: CustomerItem<Customer>, customerReminders: Reminder[]): Change => ({
  profile: { ...(profile as Customer), customerReminders },
});

const unprocessable = (message: string) => refused(422, 'UNPROCESSABLE_REQUEST', message);
