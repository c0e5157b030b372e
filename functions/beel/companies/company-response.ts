import * as z from 'zod/mini';
import { address } from '../customers/customer-response.ts';
import { BLOCKERS, ENTITY_TYPES, ISSUER_FIELDS } from './readiness.ts';

const words = () => z.optional(z.string());

/** Whether a company can issue invoices, and what keeps it from it. */
export const readiness = () =>
  z.strictObject({
    ready: z.boolean(),
    blockers: z.array(z.enum(BLOCKERS)),
    missing_fields: z.optional(z.array(z.enum(ISSUER_FIELDS))),
  });

/** A company as answers show it. What is not known of it is left out. */
export const answered = () =>
  z.strictObject({
    id: z.guid(),
    nif: words(),
    legal_name: words(),
    trade_name: words(),
    entity_type: z.optional(z.enum(ENTITY_TYPES)),
    is_primary: z.literal(true),
    verifactu_status: z.literal('NOT_CONFIGURED'),
    in_test: z.literal(true),
    in_prod: z.literal(true),
    account_state: z.literal('PROD_ACTIVE'),
    address: z.optional(address()),
    phone: words(),
    email: words(),
    created_at: z.optional(z.iso.datetime()),
    updated_at: z.optional(z.iso.datetime()),
  });

export type Answered = z.output<ReturnType<typeof answered>>;

/** The same in a list, where it may say whether the company can issue. */
export const listed = () => z.extend(answered(), { readiness: z.optional(readiness()) });
