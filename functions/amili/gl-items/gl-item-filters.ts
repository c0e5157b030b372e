import * as z from 'zod/mini';
import { wholeNumber } from '../../../shared/fields/parameters.ts';
import { ownNumber } from '../dialect/identifiers.ts';
import { listQuery } from '../dialect/paging.ts';
import { day, number, word } from '../dialect/search-fields.ts';

/** A year of the general ledger, in a query. */
export const glYear = () =>
  z.optional(wholeNumber(z.gte(1, 'must be at least 1'), z.lte(9999, 'must be at most 9999')));

/** A period of the general ledger: a month, from 1 to 12. */
export const glPeriod = () =>
  z.optional(wholeNumber(z.gte(1, 'must be at least 1'), z.lte(12, 'must be at most 12')));

/** Which GL items a client wants to see. The vendor names none of it: these are our choice. */
export const filters = () =>
  listQuery({
    glyear: glYear(),
    glperiod: glPeriod(),
    glaccountno: number(),
    voucherno: number(),
    event: word(),
    postingdatefrom: day(),
    postingdateto: day(),
    accountno: number(),
    customerno: z.optional(ownNumber()),
    documentno: z.optional(ownNumber()),
    aritemid: number(),
  });

export type Filters = z.output<ReturnType<typeof filters>>;
