import * as z from 'zod/mini';
import { phone } from '../dialect/fields.ts';
import { companyId, customerId } from '../dialect/identifiers.ts';
import { keyContacts } from './customer-request.ts';

/** Whom to ask at a customer. The vendor's page cannot be read: what is shown is our choice. */
export const answered = () =>
  z.strictObject({
    customerId: customerId(),
    companyId: companyId(),
    legalName: z.string(),
    contactNumber: z.optional(phone()),
    customerKeyContacts: keyContacts(),
  });

export type Answered = z.output<ReturnType<typeof answered>>;
