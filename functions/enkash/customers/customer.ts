import { randomUUID } from 'node:crypto';
import * as z from 'zod/mini';
import type { CustomerItem } from '../../../shared/receivables/items.ts';
import { instant } from '../dialect/date-time.ts';
import { accountNumber, email, ifsc, phone, timeOfDay } from '../dialect/fields.ts';
import { companyId, customerId } from '../dialect/identifiers.ts';

/** CustomerKeyContactCreateDTO: https://docs.enkash.com/api-8990295 */
const keyContact = () =>
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

/** CustomerReminderCreateDTO: https://docs.enkash.com/api-8990295 */
const reminder = () =>
  z.object({
    customerReminderId: z.optional(z.string()),
    dueDateDifference: z.optional(z.int32()),
    reminderInterval: z.optional(z.int32()),
    reminderTime: z.optional(timeOfDay()),
    reminderType: z.optional(z.enum(['ONCE', 'RECURRING'])),
    stage: z.optional(z.string()),
  });

/** Our choice, the vendor shows none: each gets an id, and a customer must fit into an item. */
const MOST_ENTRIES = 100;

/**
 * What createCustomer takes but `companyId`. The vendor's page is cut at `legalName`: that it is required, and the
 * optional fields from `panOrGstin` on, are our choice.
 */
export const customerFields = () => ({
  accountNumber: z.optional(accountNumber()),
  address: z.optional(z.string()),
  contactNumber: z.optional(phone()),
  customerCompanyId: z.optional(z.string()),
  customerKeyContacts: z.array(keyContact()).check(z.maxLength(MOST_ENTRIES)),
  customerReminders: z.optional(z.array(reminder()).check(z.maxLength(MOST_ENTRIES))),
  externalSource: z.optional(z.boolean()),
  ifsc: z.optional(ifsc()),
  legalName: z.string(),
  panOrGstin: z.optional(z.string()),
  pinCode: z.optional(z.string()),
  state: z.optional(z.string()),
  uniqueRefNo: z.optional(z.string()),
});

type CustomerFields = z.output<z.ZodMiniObject<ReturnType<typeof customerFields>>>;

/** The fields as they are stored: key contacts and reminders that have no id get one. */
export const profileOf = (fields: CustomerFields) => ({
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

/** The customer as answers show it: our choice, the vendor shows no customer. */
export const customerPayload = ({ profile, reference, creation, deactivation }: CustomerItem) => ({
  ...reference,
  customerStatus: deactivation ? 'INACTIVE' : 'ACTIVE',
  createdOn: instant(creation.at),
  ...profile,
});

/** `customerPayload` for the OpenAPI document. */
export const customerSchema = () =>
  z.strictObject({
    customerId: customerId(),
    companyId: companyId(),
    customerStatus: z.enum(['ACTIVE', 'INACTIVE']),
    createdOn: z.iso.datetime(),
    ...customerFields(),
  });
