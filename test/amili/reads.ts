import { expect, it } from 'vitest';
import { amiliAuthorization, newAmiliClient } from '../support/credentials.ts';
import { amiliFailure } from '../support/envelopes.ts';
import { type Answer, call } from '../support/http.ts';

/** Makes tests of how a GET of a client's refuses those who may not see it. */
export function refusesStrangers(clientNo: number, path: string, numbers: object = {}): void {
  const known = { clientNo, ...numbers };

  it('answers 401 to a caller without credentials', async () => {
    const { status, body } = await call(`GET /clients/${clientNo}/${path}`);
    const failure = amiliFailure('UNAUTHORIZED', 'A valid access token is required', known);
    expect([status, body]).toEqual([401, failure]);
  });

  it('answers 403 to another client', async () => {
    const authorization = await amiliAuthorization([newAmiliClient()]);
    const { status, body } = await call(`GET /clients/${clientNo}/${path}`, { authorization });
    const message = `The token may not act for client ${clientNo}`;
    expect([status, body]).toEqual([403, amiliFailure('FORBIDDEN', message, known)]);
  });
}

/** Makes tests of what a list does not take. */
export function refusesQueries(
  clientNo: number,
  list: (query: string) => Promise<Answer>,
  queries: readonly (readonly [query: string, message: string])[],
): void {
  it.each(queries)('refuses ?%s', async (query, message) => {
    const { status, body } = await list(`?${query}`);
    expect([status, body]).toEqual([400, amiliFailure('INVALID', message, { clientNo })]);
  });
}

/** The summary of a list that has one page. */
export const onePage = (count: number, summary: object = {}) => ({
  pageNo: 1,
  currentPageSize: count,
  pageSizeLimit: 100,
  totalPages: count > 0 ? 1 : 0,
  totalCount: count,
  maximumCount: 10_000,
  ...summary,
});
