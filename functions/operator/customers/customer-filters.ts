import * as z from 'zod/mini';
import { listOfWords, yesOrNo } from '../../../shared/fields/parameters.ts';
import { folded, MOST_ORDER } from '../../../shared/receivables/lists/folded.ts';
import { time } from '../dialect/fields.ts';
import { inKey, paging } from '../dialect/paging.ts';

/** Which customers an operator wants to see, and in which order. */
export const filters = () =>
  z.strictObject({
    state: listOfWords(['active', 'inactive', 'deleted']),
    id: z.optional(z.string().check(z.maxLength(128))),
    name: z.optional(
      z.string().check(
        z.maxLength(MOST_ORDER),
        z.refine((text) => folded(text) !== '', 'must not be blank'),
      ),
    ),
    created_from: z.optional(time()),
    created_to: z.optional(time()),
    changed_from: z.optional(time()),
    changed_to: z.optional(time()),
    unused_since: z.optional(time()),
    total: z._default(yesOrNo(), false),
    order: z.optional(z.enum(['created', 'changed', 'id', 'name'])),
    direction: z._default(z.enum(['asc', 'desc']), 'asc'),
    // The value that the list is ordered by, and the id as keys have it.
    ...paging(z.tuple([z.union([inKey(), z.number()]), inKey()])),
  });

export type Filters = z.output<ReturnType<typeof filters>>;
