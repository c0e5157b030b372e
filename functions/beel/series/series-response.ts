import * as z from 'zod/mini';
import { DOCUMENT_TYPES } from './document-types.ts';

export const COUNTER_RESETS = ['NEVER', 'ANNUAL', 'MONTHLY'] as const;

/** A series as answers show it. Its dates are left out until it is stored. */
export const answered = () =>
  z.strictObject({
    id: z.guid(),
    document_type: z.enum(DOCUMENT_TYPES),
    name: z.string(),
    code: z.string(),
    description: z.optional(z.string()),
    format: z.string(),
    counter_reset: z.enum(COUNTER_RESETS),
    initial_number: z.optional(z.int()),
    active: z.boolean(),
    default_series: z.boolean(),
    created_at: z.optional(z.iso.datetime()),
    updated_at: z.optional(z.iso.datetime()),
  });

export type Answered = z.output<ReturnType<typeof answered>>;
