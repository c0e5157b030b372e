import { describe, expect, it } from 'vitest';
import { page } from '../../../functions/amili/dialect/paging.ts';
import type { Origin } from '../../../shared/http/operation.ts';

const origin = (headers: Record<string, string>) =>
  ({ headers, path: '/arm/v1/clients/2218/customers' }) as unknown as Origin;

const listed = (total: number, queryId?: string) => ({
  outcome: 'listed' as const,
  items: [1, 2],
  total,
  pageSize: 2,
  asked: { maximumCount: 28 },
  ...(queryId !== undefined && { snapshotId: queryId }),
});

describe('the summary of a page', () => {
  const queryId = '8NlwdOIM1YLVFApvQFONTw';
  const url = `https://api.staging.amili.no/arm/v1/clients/2218/customers?query=${queryId}&pageno=`;
  const stage = origin({ host: 'api.staging.amili.no', 'x-forwarded-proto': 'https' });

  it('is as the vendor shows it', () => {
    const { summary, items } = page<number>(listed(28, queryId), {}, stage);
    expect(JSON.stringify({ summary, items })).toBe(
      JSON.stringify({
        summary: {
          pageNo: 1,
          currentPageSize: 2,
          pageSizeLimit: 2,
          totalPages: 14,
          totalCount: 28,
          maximumCount: 28,
          nextPage: `${url}2`,
          lastPage: `${url}14`,
          queryId,
        },
        items: [1, 2],
      }),
    );
  });

  it('names no page that there is not', () => {
    const last = page<number>(listed(28, queryId), { query: queryId, pageno: 14 }, stage).summary;
    expect(last).not.toHaveProperty('nextPage');
    expect(last).toMatchObject({ pageNo: 14, lastPage: `${url}14`, queryId });
    const only = page<number>(listed(2), {}, stage).summary;
    for (const name of ['nextPage', 'lastPage', 'queryId']) expect(only).not.toHaveProperty(name);
  });

  it.each([
    [{ host: 'h:1', 'x-forwarded-proto': 'http' }, 'http://h:1'],
    [{ host: 'h' }, 'https://h'],
    [{ host: 'h', 'x-forwarded-proto': 'javascript' }, 'https://h'],
  ])('has addresses of where the request came to: %j', (headers, expected) => {
    const { nextPage } = page<number>(listed(28, queryId), {}, origin(headers as never)).summary;
    expect(nextPage).toBe(`${expected}/arm/v1/clients/2218/customers?query=${queryId}&pageno=2`);
  });

  it.each([
    [5, 'a pagesize of 5 fits'],
    [4, 'narrow the query'],
  ])('is refused where %d records fit', (fitting, fits) => {
    const message = `the page would be larger than an answer can be: ${fits}`;
    expect(() => page<number>({ outcome: 'tooLarge', fitting }, {}, stage)).toThrow(message);
  });
});
