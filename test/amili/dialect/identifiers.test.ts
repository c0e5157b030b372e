import { describe, expect, it } from 'vitest';
import { caseless } from '../../../functions/amili/dialect/identifiers.ts';

describe('numbers that identify', () => {
  it.each([
    ['ab1', 'AB1'],
    ['straße', 'STRASSE'],
    ['STRAẞE', 'STRASSE'],
    ['ÅSE', 'a\u030ase'],
    ['\u0390', '\u03aa\u0301'],
    ['Σίσυφος', 'ΣΊΣΥΦΟΣ'],
  ])('%s and %s are one', (one, other) => {
    expect(caseless(one)).toBe(caseless(other));
  });

  it.each([
    ['a', 'á'],
    ['1', '01'],
    ['a', 'a '],
    ['i', '\u0130'],
    ['1', '\uff11'],
  ])('%s and %s are two', (one, other) => {
    expect(caseless(one)).not.toBe(caseless(other));
  });

  it('are the same when they are made caseless again', () => {
    for (let code = 1; code < 0x3000; code++) {
      const letter = String.fromCodePoint(code);
      expect(caseless(caseless(letter))).toBe(caseless(letter));
      expect(caseless(letter.toUpperCase())).toBe(caseless(letter));
      expect(caseless(letter.toLowerCase())).toBe(caseless(letter));
    }
  });
});
