import * as z from 'zod/mini';
import { accountNumber, email, ifsc, phone, timeOfDay } from '../dialect/fields.ts';
import { companyId } from '../dialect/identifiers.ts';

/** CustomerKeyContactCreateDTO: https://docs.enkash.com/api-8990295 */
export const keyContact = () =>
  z.object({
    deleted: z.boolean(),
    email: z.optional(email()),
    keyContactPersonId: z.optional(z.string()),
    legalName: z.string(),
    mail_enabled: z.optional(z.boolean()),
    mobile: phone(),
    name: z.string(),
    sms_enabled: z.optional(z.boolean()),
    via: z.optional(z.string()),
    whatsapp_enabled: z.optional(z.boolean()),
  });

/** CustomerReminderCreateDTO: https://docs.enkash.com/api-8990295. That an interval is at least 1 is our choice. */
export const reminder = () =>
  z.object({
    customerReminderId: z.optional(z.string()),
    dueDateDifference: z.optional(z.int32()),
    reminderInterval: z.optional(z.int32().check(z.minimum(1))),
    reminderTime: z.optional(timeOfDay()),
    reminderType: z.optional(z.enum(['ONCE', 'RECURRING'])),
    stage: z.optional(z.string()),
  });

/** Our choice: the vendor gives no limit, but a customer must fit into an item. */
export const MOST_ENTRIES = 100;

export const keyContacts = () =>
  z.array(keyContact()).check(
    z.maxLength(MOST_ENTRIES),
    distinct((contact) => contact.keyContactPersonId),
  );

export const reminders = () =>
  z.array(reminder()).check(
    z.maxLength(MOST_ENTRIES),
    distinct((entry) => entry.customerReminderId),
  );

/** Our choice: an id names one entry of the customer, for updates. */
const distinct = <Entry>(idOf: (entry: Entry) => string | undefined) =>
  z.refine<readonly Entry[]>((entries) => {
    const ids = entries.map(idOf).filter((id) => id !== undefined);
    return new Set(ids).size === ids.length;
  }, 'Invalid input: expected each id once');

/**
 * What createCustomer takes, except `companyId`. The vendor's page ends at `legalName`: that it is required is our
 * choice, and so are the optional fields from `panOrGstin` on.
 */
export const fields = () => ({
  accountNumber: z.optional(accountNumber()),
  address: z.optional(z.string()),
  contactNumber: z.optional(phone()),
  customerCompanyId: z.optional(z.string()),
  customerKeyContacts: keyContacts(),
  customerReminders: z.optional(reminders()),
  externalSource: z.optional(z.boolean()),
  ifsc: z.optional(ifsc()),
  legalName: z.string(),
  panOrGstin: z.optional(z.string()),
  pinCode: z.optional(z.string()),
  state: z.optional(z.string()),
  uniqueRefNo: z.optional(z.string()),
});

/** A customer as a client writes it. */
export const requested = () => z.object({ companyId: z.optional(companyId()), ...fields() });

export type Requested = z.output<ReturnType<typeof requested>>;
