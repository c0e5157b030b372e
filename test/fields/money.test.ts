import { Decimal as Reference } from 'decimal.js';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { decimal, isWholeHundredths, sum } from '../../shared/fields/money.ts';

/** Digits enough for every sum and product of two doubles of the size of money. */
const Exact = Reference.clone({ precision: 200, rounding: Reference.ROUND_HALF_UP });

/** Amounts as clients write them: some digits, and up to six decimals; and any double of that size. */
const amount = () =>
  fc.oneof(
    fc
      .record({ units: fc.maxSafeInteger(), places: fc.integer({ min: 0, max: 6 }) })
      .map(({ units, places }) => Number(`${units % 10 ** 12}e-${places}`)),
    // Not so small that a product is none.
    fc.double({ min: -1e12, max: 1e12, noNaN: true }).filter((value) => Math.abs(value) > 1e-100),
  );

describe('a decimal', () => {
  it('is as the reference has it', () => {
    fc.assert(
      fc.property(amount(), amount(), (a, b) => {
        const [one, other] = [new Exact(a), new Exact(b)];
        const hundredths = (value: Reference) => value.toDecimalPlaces(2).toNumber() + 0;
        expect({
          plus: decimal(a).plus(b).toNumber(),
          minus: decimal(a).minus(b).toNumber(),
          times: decimal(a).times(b).toNumber(),
          sumInHundredths: decimal(a).plus(b).inHundredths(),
          productInHundredths: decimal(a).times(b).inHundredths(),
          ratio: b === 0 ? 0 : decimal(a).dividedInHundredths(b),
          isWhole: isWholeHundredths(a),
        }).toEqual({
          plus: one.plus(other).toNumber() + 0,
          minus: one.minus(other).toNumber() + 0,
          times: one.times(other).toNumber() + 0,
          sumInHundredths: hundredths(one.plus(other)),
          productInHundredths: hundredths(one.times(other)),
          ratio: b === 0 ? 0 : hundredths(one.dividedBy(other)),
          isWhole: one.decimalPlaces() <= 2,
        });
      }),
    );
  });

  it.each([
    [1.005, 1.01],
    [2.675, 2.68],
    [-1.005, -1.01],
    [1.0049, 1],
    [-0.004, 0],
    [5e-324, 0],
    [999_999_999_999.995, 1_000_000_000_000],
    [1.7e308, 1.7e308],
  ])('of %d is %d in hundredths', (value, rounded) => {
    expect(decimal(value).inHundredths()).toBe(rounded);
  });

  it('adds up what binary fractions do not', () => {
    expect(sum([0.1, 0.2]).toNumber()).toBe(0.3);
    expect(sum([1e12, 0.0049999]).inHundredths()).toBe(1e12);
    expect(sum(Array(1_000).fill(0.1)).toNumber()).toBe(100);
    expect(sum([]).toNumber()).toBe(0);
  });
});
