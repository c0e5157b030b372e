import * as z from 'zod/mini';
import { expand } from '../dialect/expand.ts';
import { ownNumber } from '../dialect/identifiers.ts';
import { listQuery } from '../dialect/paging.ts';
import { day, number, word } from '../dialect/search-fields.ts';

/** What is shown beside an AR item where it is asked for. */
export const expanded = () => expand('document', 'customer', 'settlements', 'reservations');

/** Which AR items a client wants to see, and with what beside them. The vendor names none of it: these are our choice. */
export const filters = () =>
  listQuery({
    aritemtype: word(),
    aritemstatus: word(),
    customerno: z.optional(ownNumber()),
    accountno: number(),
    documentno: z.optional(ownNumber()),
    kid: word(),
    currency: word(),
    postingdatefrom: day(),
    postingdateto: day(),
    duedatefrom: day(),
    duedateto: day(),
    expand: expanded(),
  });

export type Filters = z.output<ReturnType<typeof filters>>;
