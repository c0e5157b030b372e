import * as z from 'zod/mini';
import type { Table } from '../../../shared/dynamodb/tables.ts';
import type { Origin, Schema } from '../../../shared/http/operation.ts';
import type { Tenant } from '../../../shared/receivables/keys.ts';
import {
  type ComputedList,
  computeFirstPage,
  computePage,
} from '../../../shared/receivables/lists/computed-list.ts';
import {
  type FirstPageRequest,
  listFirstPage,
  listPage,
  type SnapshotListed,
} from '../../../shared/receivables/lists/paged-list.ts';
import type { ListedItem, TooLarge, TooMany } from '../../../shared/receivables/lists/request.ts';
import type { NoPage } from '../../../shared/receivables/lists/snapshots.ts';
import type { Stamp } from '../../../shared/receivables/stamp.ts';
import { refused } from './errors.ts';
import { upTo } from './search-fields.ts';

/** https://docs.amili.dev/get-a-list-of-customers-3942679e0, and of too small a page https://docs.amili.dev/about-355476m0 */
const MOST = 10_000;
const MOST_ON_A_PAGE = 1_000;
const USUAL_ON_A_PAGE = 100;
const LEAST_ON_A_PAGE = 5;
const IN_PLACE_OF_LESS = 10;

/** Beside `query` nothing else says anything. */
const WITH_QUERY: readonly string[] = ['query', 'pageno', 'userid'];

/**
 * The parameters of a list: its filters, and which page. That an unknown one is refused is our choice, because a filter
 * that is dropped silently shows too much; so is what may stand beside which.
 */
export const listQuery = <Filters extends Record<string, Schema>>(filters: Filters) =>
  z
    .strictObject({
      ...filters,
      maximumcount: z.optional(upTo(MOST, z.gte(1, 'must be at least 1'))),
      pagesize: z.optional(upTo(MOST_ON_A_PAGE)),
      query: z.optional(z.string()),
      pageno: z.optional(upTo(Number.MAX_SAFE_INTEGER, z.gte(1, 'must be at least 1'))),
      userid: z.optional(z.string()),
    })
    .check(({ value, issues }) => {
      const refuse = (name: string, message: string) =>
        issues.push({ code: 'custom', path: [name], message, input: (value as Named)[name] });
      const given = Object.keys(value).filter((name) => (value as Named)[name] !== undefined);
      if (!given.includes('query')) {
        if (given.includes('pageno')) refuse('pageno', 'goes with query only');
        return;
      }
      for (const name of given) if (!WITH_QUERY.includes(name)) refuse(name, 'does not go with query');
    });

type Named = Readonly<Record<string, unknown>>;

export interface Paging {
  readonly maximumcount?: number | undefined;
  readonly pagesize?: number | undefined;
  readonly query?: string | undefined;
  readonly pageno?: number | undefined;
}

const sizes = ({ maximumcount: most = MOST, pagesize = USUAL_ON_A_PAGE }: Paging) => {
  const size = pagesize < LEAST_ON_A_PAGE ? IN_PLACE_OF_LESS : pagesize;
  return { most, pageSize: Math.min(size, most) };
};

/** The page that a query asks for: the first of a list, or one of the pages of what a list found before. */
export const readPage = <Item extends ListedItem>(
  table: Table,
  tenant: Tenant,
  query: Paging,
  list: Omit<FirstPageRequest<Item>, 'most' | 'pageSize'>,
  { receivedAt, stamp }: Pick<Origin, 'receivedAt'> & { readonly stamp: Stamp },
) => {
  if (query.query !== undefined) {
    const { kind, states, shown, beside } = list;
    const page = { kind, states, shown, beside, snapshotId: query.query, page: query.pageno ?? 1 };
    return listPage<Item>(table, tenant, page, receivedAt);
  }
  const { most, pageSize } = sizes(query);
  const asked = { ...list.asked, maximumCount: most };
  return listFirstPage<Item>(table, tenant, { ...list, most, pageSize, asked }, stamp);
};

/** The same of a list of what is no record of its own, such as sums. What it is asked for again it finds in `asked`. */
export const readComputedPage = <Row, Shown>(
  table: Table,
  tenant: Tenant,
  query: Paging,
  list: ComputedList<Row, Shown>,
  {
    receivedAt,
    stamp,
    ...first
  }: Pick<Origin, 'receivedAt'> & { readonly stamp: Stamp; readonly asked: object },
) => {
  if (query.query !== undefined) {
    const page = { snapshotId: query.query, page: query.pageno ?? 1 };
    return computePage(table, tenant, list, page, receivedAt);
  }
  const { most, pageSize } = sizes(query);
  const asked = { ...first.asked, maximumCount: most };
  return computeFirstPage(table, tenant, list, { most, pageSize, asked }, stamp);
};

type Outcome<Item> = SnapshotListed<Item> | NoPage | TooMany | TooLarge;

/**
 * What is on the page, and what answers say of it. That members are absent where there is nothing to name is our choice.
 * @throws Failure for a page that there is not, and a list that is refused for its size: our choice
 */
export function page<Item>(result: Outcome<Item>, { pageno = 1 }: Paging, origin: Origin) {
  const { items, total, pageSize, snapshotId: queryId, asked } = listed(result);
  const pages = Math.ceil(total / pageSize);
  const link = (pageNo: number) => `${urlOf(origin, origin.path)}?query=${queryId}&pageno=${pageNo}`;
  const summary = {
    pageNo: pageno,
    currentPageSize: items.length,
    pageSizeLimit: pageSize,
    totalPages: pages,
    totalCount: total,
    maximumCount: asked.maximumCount as number,
    ...(pageno < pages && { nextPage: link(pageno + 1) }),
    ...(queryId !== undefined && { lastPage: link(pages), queryId }),
  };
  return { summary, items, asked };
}

function listed<Item>(result: Outcome<Item>): SnapshotListed<Item> {
  switch (result.outcome) {
    case 'listed':
      return result;
    case 'tooMany':
      throw tooMany(result);
    case 'tooLarge': {
      // A smaller page size counts as 10.
      const fits =
        result.fitting < LEAST_ON_A_PAGE ? 'narrow the query' : `a pagesize of ${result.fitting} fits`;
      throw refused(400, 'INVALID', `the page would be larger than an answer can be: ${fits}`);
    }
    case 'unknown':
      throw refused(404, 'NOT_FOUND', 'query: there is no such query, or it is older than an hour');
    case 'beyond':
      throw refused(404, 'NOT_FOUND', `pageno: the query has ${result.pages} pages`);
  }
}

/** Refuses what is worked out of too many records: our choice. */
export const tooMany = ({ most }: Pick<TooMany, 'most'>) =>
  refused(400, 'INVALID', `more than ${most} records would have to be looked at: narrow the query`);

/** A path of the host that the request came to: behind API Gateway always by HTTPS. */
export function urlOf({ headers }: Pick<Origin, 'headers'>, path: string): string {
  const scheme = headers['x-forwarded-proto'] === 'http' ? 'http' : 'https';
  return `${scheme}://${headers.host ?? ''}${path}`;
}

/** A page as answers show it: https://docs.amili.dev/get-a-list-of-customers-3942679e0 */
export const summaryAnswered = () =>
  z.strictObject({
    pageNo: z.int(),
    currentPageSize: z.int(),
    pageSizeLimit: z.int(),
    totalPages: z.int(),
    totalCount: z.int(),
    maximumCount: z.int(),
    nextPage: z.optional(z.string()),
    lastPage: z.optional(z.string()),
    queryId: z.optional(z.string()),
  });

/** What a list's description says of its pages, limits and freshness. */
export const LIST =
  'All filters that are given must hold; an unknown parameter is refused, and so is a blank one. Values are compared ' +
  'without regard to case. What the list finds is kept for an hour where there is a second page: `query` and `pageno` ' +
  'show the other pages, records as they are then, without those that are gone; nothing but `userid` goes with them. A ' +
  'list follows a change within some milliseconds. Refused with 400 is a page of more than 5 MB (or 6 MB, each quote ' +
  'escaped once more), and a list for which more than 100,000 records would have to be looked at.';
