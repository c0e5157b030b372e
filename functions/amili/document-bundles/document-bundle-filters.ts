import * as z from 'zod/mini';
import { expand } from '../dialect/expand.ts';
import { ownNumber } from '../dialect/identifiers.ts';
import { listQuery } from '../dialect/paging.ts';
import { day, number } from '../dialect/search-fields.ts';

/** Which bundles a client wants to see, and with what beside them. The vendor names none of it: these are our choice. */
export const filters = () =>
  listQuery({
    customerno: z.optional(ownNumber()),
    accountno: number(),
    batchuuid: z.optional(z.guid('must be a UUID')),
    createddatefrom: day(),
    createddateto: day(),
    expand: expand('documents'),
  });

export type Filters = z.output<ReturnType<typeof filters>>;
