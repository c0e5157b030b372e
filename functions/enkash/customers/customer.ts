import { randomUUID } from 'node:crypto';
import { instant } from '../../../shared/fields/dates.ts';
import type { CustomerItem } from '../../../shared/receivables/items.ts';
import type { Requested } from './customer-request.ts';
import type { Answered } from './customer-response.ts';

/** A customer's fields as they are stored. */
export type Customer = ReturnType<typeof stored>;

/** Key contacts and reminders that have no id get one. */
export const stored = ({ companyId: _, ...fields }: Requested) => ({
  ...fields,
  customerKeyContacts: fields.customerKeyContacts.map((contact) => ({
    ...contact,
    keyContactPersonId: contact.keyContactPersonId ?? randomUUID(),
  })),
  customerReminders: fields.customerReminders?.map((reminder) => ({
    ...reminder,
    customerReminderId: reminder.customerReminderId ?? randomUUID(),
  })),
});

export const shown = ({ profile, reference, creation, deactivation }: CustomerItem<Customer>): Answered => ({
  ...(reference as { customerId: string; companyId: string }),
  customerStatus: deactivation ? 'INACTIVE' : 'ACTIVE',
  createdOn: instant(creation.at),
  ...(profile as Customer),
});
