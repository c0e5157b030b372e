import { describe, expect, it } from 'vitest';
import * as z from 'zod/mini';
import { listed, page, pageOf, paging } from '../../../functions/enkash/dialect/paging.ts';

const query = z.object(paging(['createdOn', 'dueDate']));
const FIRST = { limit: 50, offset: 0, orderBy: 'createdOn', direction: 'DESC' };

describe('the parameters of a page', () => {
  it.each([
    [{}, FIRST],
    [{ other: '1' }, FIRST],
    [
      { limit: '5000', offset: '50000', orderBy: 'dueDate', direction: 'ASC' },
      { limit: 5_000, offset: 50_000, orderBy: 'dueDate', direction: 'ASC' },
    ],
    [
      { limit: '1', offset: '0' },
      { ...FIRST, limit: 1 },
    ],
  ])('%j are taken', (sent, expected) => {
    expect(query.parse(sent)).toEqual(expected);
  });

  it.each([
    ['limit', '0'],
    ['limit', '5001'],
    ['limit', '1.5'],
    ['limit', '1e2'],
    ['limit', ''],
    ['limit', '٣'],
    ['offset', '-1'],
    ['offset', '50001'],
    ['orderBy', 'legalName'],
    ['orderBy', ''],
    ['direction', 'desc'],
  ])('%s is not %j', (name, value) => {
    const { error } = query.safeParse({ [name]: value });
    expect(error?.issues.map(({ path }) => path)).toEqual([[name]]);
  });
});

describe('a page', () => {
  it('has more behind it until the last row was shown, also where rows of it are gone', () => {
    const at = (offset: number) => ({ limit: 2, offset, direction: 'DESC' as const });
    const more = (data: number[], total: number, offset: number) => page(data, total, at(offset)).has_more;
    expect(page([1, 2], 3, at(0))).toEqual({
      ...{ data: [1, 2], total_count: 3, has_more: true, limit: 2, offset: 0 },
    });
    expect(more([3], 3, 2)).toBe(false);
    expect(more([], 3, 4)).toBe(false);
    // Of three that were counted, one of this page is no longer wanted: the third is still to come.
    expect(more([1], 2, 0)).toBe(true);
  });

  it('of a list at hand is cut out of it, in the direction that is asked for', () => {
    const of = (limit: number, offset: number, direction: 'ASC' | 'DESC') =>
      pageOf([1, 2, 3, 4, 5], { limit, offset, direction });
    expect(of(2, 1, 'ASC')).toEqual({ data: [2, 3], total_count: 5, has_more: true, limit: 2, offset: 1 });
    expect(of(2, 1, 'DESC')).toEqual({ data: [4, 3], total_count: 5, has_more: true, limit: 2, offset: 1 });
    expect(of(50, 3, 'DESC')).toEqual({
      data: [2, 1],
      total_count: 5,
      has_more: false,
      limit: 50,
      offset: 3,
    });
    expect(of(50, 5, 'ASC')).toEqual({ data: [], total_count: 5, has_more: false, limit: 50, offset: 5 });
  });
});

describe('what a search found', () => {
  it('is given back where it is no refusal', () => {
    const result = { outcome: 'listed', items: [1], total: 1 } as const;
    expect(listed(result, [])).toBe(result);
  });

  it.each([
    [
      { outcome: 'tooMany', most: 100_000 } as const,
      'more than 100000 records would have to be looked at: narrow the search by createdOnFrom, createdOnTo',
    ],
    [
      { outcome: 'tooLarge', fitting: 312 } as const,
      'the page would be larger than an answer can be: a limit of 312 fits',
    ],
  ])('is refused with what would not be: %j', (result, message) => {
    const problem = { kind: 'refused', status: 422, code: 'UNPROCESSABLE_REQUEST', message, logged: message };
    expect(() => listed(result, ['createdOnFrom', 'createdOnTo'])).toThrow(
      expect.objectContaining({ problem }),
    );
  });
});
