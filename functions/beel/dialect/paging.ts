import * as z from 'zod/mini';

/** What a list says of the page that it gives. */
export interface Pagination {
  readonly current_page: number;
  readonly total_pages: number;
  readonly total_items: number;
  readonly items_per_page: number;
  readonly has_next: boolean;
  readonly has_previous: boolean;
}

const MOST_A_PAGE = 100;

/** `page` of a list. Its default is 1. */
export const page = () => z.optional(whole(Number.MAX_SAFE_INTEGER));

/** `limit` of a list. Its default is 20. */
export const limit = () => z.optional(whole(MOST_A_PAGE));

/** The vendor tells what is no number from a number that is out of range: by `int`, and by limits. */
const whole = (most: number) =>
  z.pipe(
    z.pipe(
      z.string(),
      z.transform((text: string) => (/^-?\d{1,15}$/.test(text) ? Number(text) : text)),
    ),
    z.int().check(
      z.gte(1, 'must be greater than or equal to 1'),
      // Our choice: the vendor does not say.
      z.lte(most, `must be less than or equal to ${most}`),
    ),
  );

/** An empty list has one page, as the vendor documents it. */
export function pagination(page: number, limit: number, total: number): Pagination {
  const total_pages = Math.max(1, Math.ceil(total / limit));
  return {
    current_page: page,
    total_pages,
    total_items: total,
    items_per_page: limit,
    has_next: page < total_pages,
    has_previous: page > 1,
  };
}

/** Pagination, as answers show it. */
export const answered = () =>
  z.strictObject({
    current_page: z.int(),
    total_pages: z.int(),
    total_items: z.int(),
    items_per_page: z.int(),
    has_next: z.boolean(),
    has_previous: z.boolean(),
  });

/** The page of a list that is at hand as a whole. A page behind the last is empty: our choice. */
export function pageOf<Item>(items: readonly Item[], page = 1, limit = 20) {
  const from = (page - 1) * limit;
  return { items: items.slice(from, from + limit), pagination: pagination(page, limit, items.length) };
}
