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

/** CustomerReminderCreateDTO: https://docs.enkash.com/api-8990295 */
export const reminder = () =>
  z.object({
    customerReminderId: z.optional(z.string()),
    dueDateDifference: z.optional(z.int32()),
    reminderInterval: z.optional(z.int32()),
    reminderTime: z.optional(timeOfDay()),
    reminderType: z.optional(z.enum(['ONCE', 'RECURRING'])),
    stage: z.optional(z.string()),
  });

/** Our choice: the vendor gives no limit, but a customer must fit into an item. */
const MOST_ENTRIES = 100;

/**
 * What createCustomer takes, except `companyId`. The vendor's page ends at `legalName`: that it is required is our
 * choice, and so are the optional fields from `panOrGstin` on.
 */
export const fields = () => ({
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

/** A customer as a client writes it. */
export const requested = () => z.object({ companyId: z.optional(companyId()), ...fields() });

export type Requested = z.output<ReturnType<typeof requested>>;
