import * as z from 'zod/mini';
import { DEPENDENT_KINDS } from '../../../shared/receivables/dependents/kinds.ts';
import { lowerCase } from '../dialect/fields.ts';

const kinds = DEPENDENT_KINDS.map(lowerCase);

const OF_CUSTOMER = [
  ...(['created', 'updated', 'deactivated', 'reactivated', 'deleted', 'restored'] as const),
  ...(['protected', 'unprotected', 'delete_refused'] as const),
] as const;

/** What every entry says, whether of a customer's history or of a request. */
const fields = () => ({
  at: z.iso.datetime(),
  by: z.string(),
  operation: z.nullable(z.string()),
  request_id: z.string(),
  trace_id: z.nullable(z.string()),
  reason: z.nullable(z.string()),
  version: z.int(),
  refusal: z.nullable(z.enum(['linked', 'link_count_unknown', 'changed', 'protected'])),
  blockers: z.array(z.strictObject({ kind: z.enum(kinds), id: z.string() })),
});

const field = () => z.strictObject({ before: z.optional(z.unknown()), after: z.optional(z.unknown()) });

/** A change of a customer, or a delete of it that was refused. */
export const entry = () =>
  z.strictObject({
    change: z.enum(OF_CUSTOMER),
    ...fields(),
    changed: z.nullable(z.record(z.string(), field())),
    values_left_out: z.nullable(z.enum(['size', 'deleted', 'erased'])),
  });

/** Versions of which there is no entry. */
export const unrecorded = () =>
  z.strictObject({
    change: z.literal('unrecorded'),
    versions: z.strictObject({ from: z.int(), to: z.int() }),
  });

/** A part of a customer's history. */
export const answered = () => z.union([entry(), unrecorded()]);

export type Answered = z.output<ReturnType<typeof answered>>;

/** A change of a customer, or of what refers to it, as what a request did. */
export const requestEntry = () =>
  z.strictObject({
    kind: z.enum(['customer', ...kinds]),
    id: z.string(),
    customer_id: z.nullable(z.string()),
    from_customer_id: z.nullable(z.string()),
    change: z.enum([...OF_CUSTOMER, 'attached', 'detached', 'moved']),
    ...fields(),
    changed: z.array(z.string()),
  });

export type RequestEntry = z.output<ReturnType<typeof requestEntry>>;
