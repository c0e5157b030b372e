import * as z from 'zod/mini';
import { uuid } from '../../../shared/fields/identifiers.ts';
import { paging, sortOrder } from '../dialect/paging.ts';
import { PAUSE_REASONS, STATUSES } from './status.ts';

/** Which recurring invoices a client wants to see, and how. Filters combine with AND. */
export const filters = () =>
  z.strictObject({
    ...paging(),
    status: z.optional(z.enum(STATUSES)),
    customer_id: z.optional(uuid()),
    pause_reason: z.optional(z.enum(PAUSE_REASONS)),
    sort_by: z._default(z.enum(['name', 'next_generation', 'status', 'created_at']), 'created_at'),
    sort_order: sortOrder('desc'),
  });

export type Filters = z.output<ReturnType<typeof filters>>;
