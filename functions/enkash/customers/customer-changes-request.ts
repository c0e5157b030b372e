import * as z from 'zod/mini';
import { accountNumber, ifsc, phone } from '../dialect/fields.ts';
import { customerId } from '../dialect/identifiers.ts';
import { keyContacts, reminders } from './customer-request.ts';

/**
 * What a client wants to be otherwise with a customer: https://docs.enkash.com/api-18880674. That page shows no rules for
 * these fields: those of createCustomer, and the others here, are our choice. What is left out stays; null clears.
 */
export const requested = () =>
  z.object({
    accountNumber: z.nullish(accountNumber()),
    address: z.nullish(z.string()),
    assignedAgent: z.nullish(z.string()),
    branchCodes: z.nullish(z.array(z.string()).check(z.maxLength(MOST_BRANCHES))),
    contactNumber: z.nullish(phone()),
    customerId: z.optional(customerId()),
    customerKeyContacts: z.optional(keyContacts()),
    customerReminders: z.nullish(reminders()),
    ifsc: z.nullish(ifsc()),
    legalName: z.optional(
      z.string().check(z.regex(/\S/, { error: 'Invalid input: expected more than blanks' })),
    ),
    panOrGstin: z.nullish(z.string()),
    pinCode: z.nullish(z.string()),
    state: z.nullish(z.string()),
    uniqueRefNo: z.nullish(z.string()),
  });

const MOST_BRANCHES = 100;

export type Requested = z.output<ReturnType<typeof requested>>;
