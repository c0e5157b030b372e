import type * as z from 'zod/mini';
import { listQuery } from '../dialect/paging.ts';
import { time, word } from '../dialect/search-fields.ts';

/** Which log items a client wants to see. The vendor names none of it: these are our choice. */
export const filters = () =>
  listQuery({
    logdatetimefrom: time(),
    logdatetimeto: time(),
    entity: word(),
    entityid: word(),
    status: word(),
    result: word(),
    subject: word(),
  });

export type Filters = z.output<ReturnType<typeof filters>>;
