import { describe, expect, it } from 'vitest';
import { ALWAYS, removals } from './clauses.ts';

const pairs = (condition: string) => removals(condition).map(({ clause, left }) => [clause, left]);

describe('the clauses of a condition', () => {
  it('are the whole, where it has one only', () => {
    expect(pairs('attribute_not_exists(pk)')).toEqual([['attribute_not_exists(pk)', ALWAYS]]);
  });

  it('are the operands of AND', () => {
    expect(pairs('linkCount = :none AND NOT contains(settled, :settled)')).toEqual([
      ['linkCount = :none', 'NOT contains(settled, :settled)'],
      ['NOT contains(settled, :settled)', 'linkCount = :none'],
    ]);
  });

  it('are groups, and what is in them', () => {
    expect(pairs('a = :a OR (b = :b AND begins_with(c, :c))')).toEqual([
      ['a = :a', '(b = :b AND begins_with(c, :c))'],
      ['(b = :b AND begins_with(c, :c))', 'a = :a'],
      ['b = :b', 'a = :a OR (begins_with(c, :c))'],
      ['begins_with(c, :c)', 'a = :a OR (b = :b)'],
    ]);
  });

  it('are told from what is quoted', () => {
    expect(pairs("sk = 'A AND B' AND deletion IS MISSING")).toEqual([
      ["sk = 'A AND B'", 'deletion IS MISSING'],
      ['deletion IS MISSING', "sk = 'A AND B'"],
    ]);
  });

  it.each([
    ['a = :a AND b = :b OR c = :c', 'AND beside OR without parentheses'],
    ['a BETWEEN :a AND :b', 'BETWEEN is not understood'],
    ['NOT (a = :a AND b = :b)', 'NOT of a group'],
    ['(a = :a', 'a parenthesis is not closed'],
    ['a = :a AND', 'a clause is missing'],
    ['a = :a)', 'not understood'],
  ])('must be understood: %s', (condition, why) => {
    expect(() => removals(condition)).toThrow(`${why}: ${condition}`);
  });
});
