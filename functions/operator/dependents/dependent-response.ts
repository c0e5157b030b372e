import * as z from 'zod/mini';
import { DEPENDENT_KINDS } from '../../../shared/receivables/dependents/kinds.ts';
import { METHODS } from '../../vendor.ts';
import { lowerCase } from '../dialect/fields.ts';

/** A route of a vendor's own, with the ids in its path, and what to send. */
const route = () =>
  z.strictObject({
    method: z.enum(METHODS),
    path: z.string(),
    body: z.optional(z.record(z.string(), z.unknown())),
  });

/** What refers to a customer, as an operator sees it. */
export const answered = () =>
  z.strictObject({
    kind: z.enum(DEPENDENT_KINDS.map(lowerCase)),
    id: z.string(),
    number: z.nullable(z.string()),
    amount: z.nullable(z.number()),
    currency: z.nullable(z.string()),
    state: z.nullable(z.string()),
    created_at: z.iso.datetime(),
    etag: z.string(),
    clearing: z.nullable(route()),
    reason: z.nullable(z.string()),
  });

/** As documents show it: an invoice of EnKash. */
export const example: Answered = {
  kind: 'invoice',
  id: '5f0c1c1e-6a0e-4d5c-9a55-0d7f4c7b2a10',
  number: 'INV-2',
  amount: 1180,
  currency: null,
  state: 'UNPAID',
  created_at: '2026-11-21T12:00:00.000Z',
  etag: '"MSA3ZDFmNWEwZS0zYzUyLTRmMGMtOWI1My01YTFjOGYwZDJlMTE"',
  clearing: {
    method: 'POST',
    path: '/api/v0/invoice/bulk/delete',
    body: { invoiceIds: ['5f0c1c1e-6a0e-4d5c-9a55-0d7f4c7b2a10'] },
  },
  reason: null,
};

export type Answered = z.output<ReturnType<typeof answered>>;
