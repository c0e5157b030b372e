import * as z from 'zod/mini';
import { answered as dependent } from '../dependents/dependent-response.ts';
import { STATES } from './customer-row-response.ts';

/** Whether a delete would succeed now, and what is in its way. */
export const answered = () =>
  z.strictObject({
    deletable: z.boolean(),
    refusal: z.nullable(z.enum(['linked', 'link_count_unknown', 'protected', 'deleted'])),
    state: z.enum(STATES),
    link_count: z.nullable(z.int()),
    restorable_until: z.nullable(z.iso.datetime()),
    blockers: z.array(dependent()),
    more_blockers: z.boolean(),
  });

export type Answered = z.output<ReturnType<typeof answered>>;
