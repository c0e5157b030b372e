import type * as z from 'zod/mini';
import { listQuery } from '../dialect/paging.ts';
import { day, word } from '../dialect/search-fields.ts';

/** Which files a client wants to see. The vendor names no criteria: these are our choice. */
export const filters = () =>
  listQuery({
    filetype: word(),
    documentno: word(),
    createddatefrom: day(),
    createddateto: day(),
  });

export type Filters = z.output<ReturnType<typeof filters>>;
