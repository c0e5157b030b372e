import * as z from 'zod/mini';
import { expand } from '../dialect/expand.ts';
import { ownNumber } from '../dialect/identifiers.ts';
import { listQuery } from '../dialect/paging.ts';
import { day, number, word } from '../dialect/search-fields.ts';

/** Which documents a client wants to see, and with what beside them. The vendor names none of it: these are our choice. */
export const filters = () =>
  listQuery({
    documentno: z.optional(ownNumber()),
    documenttype: word(),
    customerno: z.optional(ownNumber()),
    accountno: number(),
    subcustomerno: z.optional(ownNumber()),
    kid: word(),
    documentbundleid: number(),
    salesorderid: word(),
    purchaseorderid: word(),
    currency: word(),
    documentdatefrom: day(),
    documentdateto: day(),
    duedatefrom: day(),
    duedateto: day(),
    expand: expand('aritem', 'customer', 'lines'),
  });

export type Filters = z.output<ReturnType<typeof filters>>;
