import { describe, expect, it } from 'vitest';
import { listed, pagination } from '../../../functions/beel/dialect/paging.ts';
import { problemOf } from '../problem.ts';

describe('pagination', () => {
  it.each([
    [{ page: 1, limit: 20 }, 0, 1, [1, 1, 0, 20, false, false]],
    [{ page: 1, limit: 20 }, 0, 0, [1, 0, 0, 20, false, false]],
    [{ page: 1, limit: 20 }, 20, 0, [1, 1, 20, 20, false, false]],
    [{ page: 1, limit: 20 }, 21, 1, [1, 2, 21, 20, true, false]],
    [{ page: 2, limit: 10 }, 25, 1, [2, 3, 25, 10, true, true]],
    [{ page: 9, limit: 10 }, 25, 1, [9, 3, 25, 10, false, true]],
  ] as const)('of %j, %d entries, %d pages of none', (paging, total, ofNone, expected) => {
    expect(Object.values(pagination(paging, total, ofNone))).toEqual(expected);
  });
});

describe('listed', () => {
  const refused = { kind: 'refused', status: 422, code: 'VALIDATION_ERROR' };
  const message = 'Validation constraint violation.';

  it('gives back what is listed', () => {
    const result = { outcome: 'listed', items: [1], total: 7 } as const;
    expect(listed(result, [])).toEqual(result);
  });

  it('names the parameters to leave out where there are too many to look at', () => {
    const why = 'takes at most 100000 entries to look at, and there are more: leave it out';
    expect(problemOf(() => listed({ outcome: 'tooMany', most: 100_000 }, ['search', 'sort_by']))).toEqual({
      ...refused,
      message,
      details: { search: why, sort_by: why },
    });
  });

  it('names the limit that fits where a page is too large', () => {
    expect(problemOf(() => listed({ outcome: 'tooLarge', fitting: 12 }, []))).toEqual({
      ...refused,
      message,
      details: { limit: 'must be less than or equal to 12: the entries are large' },
    });
  });
});
