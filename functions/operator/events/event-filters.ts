import * as z from 'zod/mini';
import { listOfWords } from '../../../shared/fields/parameters.ts';
import { LANES } from '../../../shared/receivables/feed/lanes.ts';
import { customerId, tenantName, vendorName } from '../dialect/identifiers.ts';
import { paging } from '../dialect/paging.ts';
import { TYPES } from './event-types.ts';

/** Twelve digits are what a number of the feed has. */
const number = () => z.int().check(z.gte(0), z.lt(1e12));

/** Which events an operator wants to see, and from where on. */
export const filters = () =>
  z.strictObject({
    from: z.optional(z.enum(['oldest', 'now'])),
    vendor: z.optional(vendorName()),
    tenant: z.optional(tenantName()),
    customer_id: z.optional(customerId()),
    type: listOfWords(TYPES),
    ...paging(z.array(number()).check(z.length(LANES))),
  });

export type Filters = z.output<ReturnType<typeof filters>>;
