import * as z from 'zod/mini';
import { yesOrNo } from '../../../shared/fields/parameters.ts';
import { paging, sortOrder } from '../dialect/paging.ts';

/** Which customers a client wants to see, and how. Filters combine with AND, and what is empty filters nothing. */
export const filters = () =>
  z.strictObject({
    ...paging(),
    active: z._default(yesOrNo(), true),
    search: z.optional(z.string()),
    legal_name: z.optional(z.string()),
    nif: z.optional(z.string()),
    email: z.optional(z.string()),
    phone: z.optional(z.string()),
    city: z.optional(z.string()),
    province: z.optional(z.string()),
    sort_by: z._default(
      z.enum(['legal_name', 'nif', 'email', 'phone', 'city', 'province', 'active', 'created_at']),
      'legal_name',
    ),
    sort_order: sortOrder('asc'),
  });

export type Filters = z.output<ReturnType<typeof filters>>;
