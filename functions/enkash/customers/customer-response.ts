import * as z from 'zod/mini';
import { companyId, customerId } from '../dialect/identifiers.ts';
import { fields } from './customer-request.ts';

/** A customer as answers show it. The vendor shows no customer: this is our choice. */
export const answered = () =>
  z.strictObject({
    customerId: customerId(),
    companyId: companyId(),
    customerStatus: z.enum(['ACTIVE', 'INACTIVE']),
    createdOn: z.iso.datetime(),
    modifiedOn: z.iso.datetime(),
    ...fields(),
    // Set by updates alone.
    assignedAgent: z.optional(z.string()),
    branchCodes: z.optional(z.array(z.string())),
  });

export type Answered = z.output<ReturnType<typeof answered>>;
