import * as z from 'zod/mini';
import { paging } from '../dialect/paging.ts';
import { from, ids, to, word, words } from '../dialect/search-fields.ts';

/**
 * Which customers a client wants to see: https://docs.enkash.com/api-8990300. The vendor's page ends at `assignedAgent`
 * and says that there are name, e-mail, phone number and creation date: the names of these, and the rest, are our choice.
 */
export const filters = () =>
  z.object({
    accountNumber: word(),
    assignedAgent: word(),
    branchCodes: words(),
    contactNumber: word(),
    createdOnFrom: from(),
    createdOnTo: to(),
    customerIds: ids(),
    customerStatus: z.optional(z.enum(['ACTIVE', 'INACTIVE'])),
    email: word(),
    legalName: word(),
    panOrGstin: word(),
    state: word(),
    uniqueRefNo: word(),
  });

export type Filters = z.output<ReturnType<typeof filters>>;

/** What customers can be ordered by is our choice. */
export const customerPaging = () => paging(['createdOn', 'legalName']);

export type Paging = z.output<z.ZodMiniObject<ReturnType<typeof customerPaging>>>;
