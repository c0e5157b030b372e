import type * as z from 'zod/mini';
import { listQuery } from '../dialect/paging.ts';
import { number } from '../dialect/search-fields.ts';
import { glPeriod, glYear } from '../gl-items/gl-item-filters.ts';
import { dateInNorway } from '../ledger/dates.ts';
import type { Periods } from './gl-movement.ts';

/** Which movements a client wants to see. The vendor names none of it: these are our choice. */
export const filters = () =>
  listQuery({
    glyear: glYear(),
    glperiodfrom: glPeriod(),
    glperiodto: glPeriod(),
    glaccountno: number(),
  });

export type Filters = z.output<ReturnType<typeof filters>>;

export interface Question extends Periods {
  readonly account?: string | undefined;
}

/** The periods, and the account where one is asked for. */
export const questionOf = (
  { glyear, glperiodfrom: from = 1, glperiodto: to = 12, glaccountno }: Filters,
  receivedAt: Date,
): Question => ({
  year: glyear ?? Number(dateInNorway(receivedAt).slice(0, 4)),
  ...{ from, to, account: glaccountno && String(Number(glaccountno)) },
});
