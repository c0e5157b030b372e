import { randomUUID } from 'node:crypto';
import { isDeepStrictEqual } from 'node:util';
import type { Table } from '../../../shared/dynamodb/tables.ts';
import { changeCustomer } from '../../../shared/receivables/customers/change.ts';
import type { CustomerChange } from '../../../shared/receivables/customers/update.ts';
import type { CustomerItem } from '../../../shared/receivables/items.ts';
import type { CustomerRef } from '../../../shared/receivables/keys.ts';
import type { Stamp } from '../../../shared/receivables/stamp.ts';
import { refused } from '../dialect/errors.ts';
import { requireRoom } from '../dialect/size.ts';
import type { Customer } from './customer.ts';
import type { Requested } from './customer-changes-request.ts';
import { listingOf } from './customer-listing.ts';
import { MOST_ENTRIES } from './customer-request.ts';

/** Changes a customer. @throws Failure as `changed` */
export const change = (table: Table, ref: CustomerRef, changes: Requested, stamp: Stamp) =>
  changeCustomer<Customer>(table, ref, (seen) => changeOf(seen, changes), stamp);

/** What the customer seen becomes. @throws Failure as `changed` */
export const changeOf = (seen: CustomerItem<Customer>, changes: Requested) =>
  changeTo(seen, changed(seen.profile as Customer, changes));

/** How a customer comes to this profile; undefined where it has it already: then nothing is written, which is our choice. */
export function changeTo(
  seen: CustomerItem<Customer>,
  profile: Customer,
): CustomerChange<Customer> | undefined {
  if (isDeepStrictEqual(profile, seen.profile)) return undefined;
  return { profile, listing: listingOf(profile, seen.creation.at) };
}

/**
 * The fields of a customer after a change. Key contacts and reminders are merged by their ids, which is our choice: the
 * vendor's contact has a required `deleted` flag, and that says nothing where a list replaces the one before.
 * @throws Failure 422 when there would be too many of either, or the customer would be too large
 */
export function changed(before: Customer, { customerId: _, ...changes }: Requested): Customer {
  const { customerKeyContacts: contacts = [], customerReminders: reminders, ...others } = changes;
  const after = withChanges(before, {
    ...others,
    customerKeyContacts: merged('keyContactPersonId', before.customerKeyContacts, contacts),
    customerReminders: reminders && merged('customerReminderId', before.customerReminders, reminders),
  });
  requireFew(after.customerKeyContacts, 'key contacts');
  requireFew(after.customerReminders, 'reminders');
  requireRoom(after, 'the customer');
  return after;
}

type Changes = { readonly [Name in keyof Customer]: Customer[Name] | null | undefined };

/** What is undefined stays as it was, and what is null is gone. */
function withChanges(before: Customer, changes: Partial<Changes>): Customer {
  const given = Object.entries(changes).filter(([, value]) => value !== undefined);
  const after = Object.entries({ ...before, ...Object.fromEntries(given) });
  return Object.fromEntries(after.filter(([, value]) => value !== null)) as unknown as Customer;
}

/**
 * Entries by their ids: one with a known id takes the place of that entry, one with another or none is added, and those
 * that are not mentioned stay. Where older data has an id twice, its first entry is meant.
 */
export function merged<Id extends string, Entry extends { readonly [Name in Id]?: string | undefined }>(
  idName: Id,
  before: readonly (Entry & { readonly [Name in Id]: string })[] = [],
  given: readonly Entry[],
) {
  const entries = [...before];
  for (const entry of given) {
    const id = entry[idName] ?? randomUUID();
    const known = entries.findIndex((other) => other[idName] === id);
    entries[known < 0 ? entries.length : known] = { ...entry, [idName]: id };
  }
  return entries;
}

function requireFew(entries: readonly object[] = [], what: string): void {
  if (entries.length <= MOST_ENTRIES) return;
  const message = `the customer would have more than ${MOST_ENTRIES} ${what}`;
  throw refused(422, 'UNPROCESSABLE_REQUEST', message);
}
