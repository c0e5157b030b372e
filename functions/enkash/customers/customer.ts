import { randomUUID } from 'node:crypto';
import { instant } from '../../../shared/fields/dates.ts';
import type { NewCustomer } from '../../../shared/receivables/customers/create.ts';
import type { CustomerItem } from '../../../shared/receivables/items.ts';
import type { Tenant } from '../../../shared/receivables/keys.ts';
import { listingOf } from './customer-listing.ts';
import type { Requested } from './customer-request.ts';
import type { Answered } from './customer-response.ts';
import { statusOf } from './customer-status.ts';

/** A customer's fields as they are stored. Only an update sets an agent and branches. */
export type Customer = ReturnType<typeof stored> & {
  readonly assignedAgent?: string;
  readonly branchCodes?: string[];
};

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

/** A customer as it is created under a new id. */
export const newCustomer = (tenant: Tenant, id: string, profile: Customer): NewCustomer<Customer> => ({
  ref: { ...tenant, id },
  profile,
  reference: { customerId: id, companyId: tenant.tenant },
  listing: ({ at }) => listingOf(profile, at),
});

export function shown(customer: CustomerItem<Customer>): Answered {
  const { profile, reference, creation, update } = customer;
  return {
    ...(reference as { customerId: string; companyId: string }),
    customerStatus: statusOf(customer),
    createdOn: instant(creation.at),
    modifiedOn: instant(update.at),
    ...(profile as Customer),
  };
}
