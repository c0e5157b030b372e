import * as z from 'zod/mini';
import { paging } from '../dialect/paging.ts';
import { amount, externalIds, from, ids, to, word, words } from '../dialect/search-fields.ts';
import { approvalStatus } from './invoice-request.ts';

/**
 * Which invoices a client wants to see: https://docs.enkash.com/api-18880680. The vendor's page ends at `dueDateTo` and
 * says of no field what it means: that, and the rest, is our choice.
 */
export const filters = () =>
  z.object({
    approvalStatuses: z.optional(z.array(approvalStatus())),
    balanceAmountFrom: amount(),
    balanceAmountTo: amount(),
    baseAmountFrom: amount(),
    baseAmountTo: amount(),
    collectionMode: words(),
    createdOnFrom: from(),
    createdOnTo: to(),
    createdVia: word(),
    customerDeleted: z.optional(z.boolean()),
    customerIds: ids(),
    customerLegalName: word(),
    customerStatus: z.optional(z.enum(['ACTIVE', 'INACTIVE'])),
    dispatched: z.optional(z.boolean()),
    dispatchedOnFrom: from(),
    dispatchedOnTo: to(),
    dueDateFrom: from(),
    dueDateTo: to(),
    externalIds: externalIds(),
    invoiceDateFrom: from(),
    invoiceDateTo: to(),
    invoiceIds: ids(),
    invoiceNumber: word(),
    netAmountFrom: amount(),
    netAmountTo: amount(),
    poNumber: word(),
    receivableStatuses: words(),
    totalReceivedFrom: amount(),
    totalReceivedTo: amount(),
    via: word(),
  });

export type Filters = z.output<ReturnType<typeof filters>>;

/** What invoices can be ordered by is our choice. */
export const invoicePaging = () => paging(['createdOn', 'dueDate', 'invoiceDate']);

export type Paging = z.output<z.ZodMiniObject<ReturnType<typeof invoicePaging>>>;
