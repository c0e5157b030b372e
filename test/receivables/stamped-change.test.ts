import { describe, expect, it } from 'vitest';
import { stampedChange } from '../../shared/receivables/stamped-change.ts';
import { newStamp } from '../support/store.ts';

const [one, two] = [newStamp(), newStamp()];
const made = { creation: one, update: one, version: 1, linkCount: 0 };

describe('what a request did to an item', () => {
  it.each([
    ['made it', undefined, made, { stamp: one, isNew: true }],
    ['changed it', made, { ...made, update: two, version: 2 }, { stamp: two, isNew: false }],
    ['deleted it', made, { ...made, update: two, deletion: two }, { stamp: two, isNew: false }],
    [
      'made it anew',
      { ...made, update: one, deletion: one, settled: new Set() },
      { creation: two, update: two },
      { stamp: two, isNew: true },
    ],
    ['made what never changes', undefined, { creation: one }, { stamp: one, isNew: true }],
  ])('says that it %s', (_, before, after, expected) => {
    expect(stampedChange({ before, after })).toEqual({ item: after, before, ...expected });
  });

  it.each([
    ['a link came', made, { ...made, linkCount: 1 }],
    ['nothing changed', made, made],
    ['a request was settled as refused', made, { ...made, version: 2, settled: new Set(['x']) }],
    ['nothing but a fence was made', undefined, { ...made, deletion: one }],
    ['a tombstone became a fence', { ...made, deletion: one }, { creation: two, update: two, deletion: two }],
    ['it was removed', made, undefined],
    ['it has no stamps', undefined, { holder: 'c1' }],
  ])('is silent where %s', (_, before, after) => {
    expect(stampedChange({ before, after })).toBeUndefined();
  });
});
