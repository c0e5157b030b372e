import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  comparePlaces,
  compareTexts,
  FirstPlaces,
  isInRange,
  keysOfRange,
  type Place,
} from '../../../shared/receivables/lists/order.ts';

describe('texts', () => {
  it('are ordered by the bytes of their UTF-8, as sort keys are', () => {
    const bytes = (a: string, b: string) => Math.sign(Buffer.compare(Buffer.from(a), Buffer.from(b)));
    const text = fc.string({ unit: 'binary', maxLength: 4 });
    fc.assert(fc.property(text, text, (a, b) => Math.sign(compareTexts(a, b)) === bytes(a, b)));
    // The first and the last character beyond those of one unit, and their neighbours.
    const edges = ['\ud7ff', '\ue000', '\uffff', '\u{10000}', '\u{10ffff}', 'a', ''];
    for (const a of edges) for (const b of edges) expect(Math.sign(compareTexts(a, b))).toBe(bytes(a, b));
  });
});

describe('places', () => {
  it.each<[Place, Place, number]>([
    [{ value: 9, pk: 'b' }, { value: 10, pk: 'a' }, -1],
    [{ value: '9', pk: 'b' }, { value: '10', pk: 'a' }, 1],
    [{ value: 9, pk: 'a' }, { value: 9, pk: 'b' }, -1],
    [{ value: 'x', pk: 'b' }, { value: 'x', pk: 'a' }, 1],
    [{ value: 'x', pk: 'a' }, { value: 'x', pk: 'a' }, 0],
    [{ value: Number.NEGATIVE_INFINITY, pk: 'b' }, { value: 0, pk: 'a' }, -1],
    // A row that has no number, where others have one.
    [{ value: '', pk: 'b' }, { value: 5, pk: 'a' }, -1],
    [{ value: 5, pk: 'a' }, { value: '', pk: 'b' }, 1],
    // Where only one is a number, both are texts.
    [{ value: 10, pk: 'a' }, { value: '9', pk: 'b' }, -1],
    [{ value: '9', pk: 'a' }, { value: 10, pk: 'b' }, 1],
  ])('%o to %o: %d', (a, b, order) => {
    expect(Math.sign(comparePlaces(a, b))).toBe(order);
  });

  it('are kept as many as are asked for, the first of all, in whatever order they come', () => {
    const values = fc.array(fc.integer({ min: 0, max: 20 }), { maxLength: 30 });
    fc.assert(
      fc.property(values, fc.integer({ min: 1, max: 8 }), (values, size) => {
        const places = values.map((value, index): Place => ({ value, pk: `${index}`.padStart(2, '0') }));
        const first = new FirstPlaces(size, comparePlaces);
        for (const place of places) first.add(place);
        expect(first.sorted()).toEqual(places.toSorted(comparePlaces).slice(0, size));
      }),
    );
  });
});

describe('a range of the default order', () => {
  it.each([
    [{ from: 'b' }, 'b\t1', true],
    [{ from: 'b' }, 'b', true],
    [{ from: 'b' }, 'az\t1', false],
    [{ to: 'b' }, 'a\t1', true],
    [{ to: 'b' }, 'bz\t1', true],
    [{ to: 'b' }, 'c\t1', false],
    [{ from: 'b', to: 'b' }, 'b2\t1', true],
    [{ from: 'c', to: 'b' }, 'b\t1', false],
    [{}, '\t1', true],
    [{}, '\u{10ffff}', true],
  ])('%j has %j: %s', (range, key, isIn) => {
    expect(isInRange(key, range)).toBe(isIn);
  });

  it('has a first and a last sort key, which DynamoDB takes: none is empty', () => {
    expect(keysOfRange({})).toEqual(['\0', '\u{10ffff}']);
    expect(keysOfRange({ from: 'b', to: 'c' })).toEqual(['b', 'c\u{10ffff}']);
  });
});
