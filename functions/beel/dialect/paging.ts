import * as z from 'zod/mini';
import { wholeNumber } from '../../../shared/fields/parameters.ts';
import type { ListOutcome } from '../../../shared/receivables/lists/request.ts';
import { refused } from './errors.ts';
import { say, type Words } from './say.ts';

const FIRST = 1;
const USUAL = 20;
const MOST_ON_A_PAGE = 100;

const atLeast1 = () => z.gte(1, 'must be greater than or equal to 1');
const atMost = (most: number) => z.lte(most, `must be less than or equal to ${most}`);

const page = () => wholeNumber(atLeast1());
const limit = () => wholeNumber(atLeast1(), atMost(MOST_ON_A_PAGE));

/** Which page of a list. */
export const paging = () => ({ page: z._default(page(), FIRST), limit: z._default(limit(), USUAL) });

/** The same, where a list is given whole unless a page is asked for. */
export const pagingIfAsked = () => ({ page: z.optional(page()), limit: z.optional(limit()) });

export const sortOrder = (usual: 'asc' | 'desc') => z._default(z.enum(['asc', 'desc']), usual);

export interface Paging {
  readonly page: number;
  readonly limit: number;
}

/** The rows of a list that are on the page. */
export const rowsOf = ({ page, limit }: Paging) => ({ offset: (page - 1) * limit, limit });

interface PagingIfAsked {
  readonly page?: number | undefined;
  readonly limit?: number | undefined;
}

/** @param ofNone how many pages a list has that is empty: 1 today, 0 on flat routes */
export function pagination({ page, limit }: Paging, total_items: number, ofNone: 0 | 1) {
  const total_pages = Math.max(ofNone, Math.ceil(total_items / limit));
  return {
    current_page: page,
    total_pages,
    total_items,
    items_per_page: limit,
    has_next: page < total_pages,
    has_previous: page > 1,
  };
}

/** The page of a list that is at hand as a whole. A page behind the last is empty: our choice. */
export function pageOf<Item>(items: readonly Item[], { page = FIRST, limit = USUAL }: PagingIfAsked) {
  const from = (page - 1) * limit;
  return {
    items: items.slice(from, from + limit),
    pagination: pagination({ page, limit }, items.length, 1),
  };
}

/**
 * What is on the page.
 * @param narrowed the parameters for which every row must be looked at
 * @throws Failure for a list that is refused for its size. The vendor has no such limits: the words are ours
 */
export function listed<Item>(result: ListOutcome<Item>, narrowed: readonly string[]) {
  switch (result.outcome) {
    case 'listed':
      return result;
    case 'tooMany': {
      const words = say('list.tooMany', { most: result.most });
      throw violation(Object.fromEntries(narrowed.map((name) => [name, words])));
    }
    case 'tooLarge':
      throw violation({ limit: say('list.tooLarge', { fitting: result.fitting }) });
  }
}

const violation = (details: Record<string, Words>) =>
  refused(422, 'VALIDATION_ERROR', say('parameter.range'), details);

/** The page and what there is beside it, as answers show it. */
export const paginationAnswered = () =>
  z.strictObject({
    current_page: z.int(),
    total_pages: z.int(),
    total_items: z.int(),
    items_per_page: z.int(),
    has_next: z.boolean(),
    has_previous: z.boolean(),
  });

/** What a list's description says of its freshness. */
export const LAG =
  'Lists follow a change within some milliseconds; what a list shows is as it is stored, and what is got by its id is always ' +
  'shown as their last change left them.';
