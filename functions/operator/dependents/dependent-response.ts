import * as z from 'zod/mini';
import { DEPENDENT_KINDS } from '../../../shared/receivables/dependents/kinds.ts';
import { lowerCase } from '../dialect/fields.ts';

/** A route of a vendor's own, with the ids in its path, and what to send. */
const route = () =>
  z.strictObject({
    method: z.enum(['DELETE', 'PATCH', 'POST']),
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
    clearing: z.nullable(route()),
    reason: z.nullable(z.string()),
  });

export type Answered = z.output<ReturnType<typeof answered>>;
