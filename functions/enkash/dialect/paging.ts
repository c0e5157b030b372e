import * as z from 'zod/mini';
import { wholeNumber } from '../../../shared/fields/parameters.ts';
import type { Schema } from '../../../shared/http/operation.ts';
import type { ListOutcome } from '../../../shared/receivables/lists/request.ts';
import { refused } from './errors.ts';

/** https://docs.enkash.com/api-18880680. That customers have the same limit, and all of the rest, is our choice. */
const MOST_ON_A_PAGE = 5_000;
const USUAL = 50;
const MOST_SKIPPED = 50_000;

/** The parameters of a page, which may be ordered by one of these. That the offset counts rows is our choice. */
export const paging = <const Orders extends readonly ['createdOn', ...string[]]>(orders: Orders) => ({
  limit: z._default(between(1, MOST_ON_A_PAGE), USUAL),
  offset: z._default(between(0, MOST_SKIPPED), 0),
  orderBy: z._default(z.enum(orders) as z.ZodMiniType<Orders[number], Orders[number]>, 'createdOn'),
  direction: z._default(z.enum(['ASC', 'DESC']), 'DESC'),
});

const between = (least: number, most: number) =>
  wholeNumber(z.gte(least, `must be at least ${least}`), z.lte(most, `must be at most ${most}`));

export interface Paging {
  readonly limit: number;
  readonly offset: number;
  readonly direction: 'ASC' | 'DESC';
}

/**
 * A page of a list. The vendor shows none, only that its rows are `data`: the rest is our choice.
 * @param total how many rows the list has
 */
export const page = <Row>(data: readonly Row[], total: number, { limit, offset }: Paging) => ({
  data: [...data],
  total_count: total,
  has_more: offset + data.length < total,
  limit,
  offset,
});

/** The page of a list that is at hand as a whole, the least first. */
export function pageOf<Row>(rows: readonly Row[], query: Paging) {
  const { limit, offset, direction } = query;
  const ordered = direction === 'DESC' ? rows.toReversed() : rows;
  return page(ordered.slice(offset, offset + limit), rows.length, query);
}

type Refused = Exclude<ListOutcome<never>, { readonly outcome: 'listed' }>;

/**
 * What is on the page of a search.
 * @param narrowing the filters by which less is looked at
 * @throws Failure for a search that is refused for its size: our choice
 */
export function listed<Found extends { readonly outcome: 'listed' | 'found' }>(
  result: Found | Refused,
  narrowing: readonly string[],
): Found {
  switch (result.outcome) {
    case 'listed':
    case 'found':
      return result;
    case 'tooMany': {
      const message = `more than ${result.most} records would have to be looked at: narrow the search by ${narrowing.join(', ')}`;
      throw refused(422, 'UNPROCESSABLE_REQUEST', message);
    }
    case 'tooLarge': {
      const message = `the page would be larger than an answer can be: a limit of ${result.fitting} fits`;
      throw refused(422, 'UNPROCESSABLE_REQUEST', message);
    }
  }
}

/** A page as answers show it. */
export const pageAnswered = <Row extends Schema>(row: Row) =>
  z.strictObject({
    data: z.array(row),
    total_count: z.int(),
    has_more: z.boolean(),
    limit: z.int(),
    offset: z.int(),
  });

/** What a search's description says of its limits and its freshness. */
export const SEARCH =
  'All filters that are given must hold; what is empty filters nothing. Of texts that are searched for a part, the first ' +
  '300 characters are looked at, without regard to case and accents. Times are UTC, `yyyy-MM-dd HH:mm:ss` or a whole ' +
  'day, `yyyy-MM-dd`. A search follows a change within some milliseconds; what it shows is as it is stored, and what is ' +
  'asked for by its id is found as its last change left it. Refused with 422 is a page of more than 5 MB (or 6 MB, each ' +
  'quote escaped once more), and a search that would look at more than 100,000 records.';
