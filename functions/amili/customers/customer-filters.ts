import * as z from 'zod/mini';
import { ownNumber } from '../dialect/identifiers.ts';
import { listQuery } from '../dialect/paging.ts';
import { beginning, number, time, word } from '../dialect/search-fields.ts';

/** Which customers a client wants to see. The vendor says that there are criteria, and names none: these are our choice. */
export const filters = () =>
  listQuery({
    customerno: z.optional(ownNumber()),
    accountno: number(),
    name: beginning(),
    organizationno: word(),
    ssn: word(),
    emailaddress: word(),
    phoneno: word(),
    customercategory: word(),
    customergroupcode: word(),
    language: word(),
    currency: word(),
    changedfrom: time(),
    changedto: time(),
  });

export type Filters = z.output<ReturnType<typeof filters>>;
