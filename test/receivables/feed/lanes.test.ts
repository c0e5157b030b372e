import { describe, expect, it } from 'vitest';
import { laneOf } from '../../../shared/receivables/feed/lanes.ts';

describe('the lane of an item', () => {
  // Events that are stored keep their lane: an item that changed it would have its later events beside its earlier ones.
  it.each([
    ['beel#t1#HISTORY#a', 5],
    ['beel#t1#HISTORY#b', 3],
    ['beel#t1#HISTORY#c', 7],
    ['amili#t1#HISTORY#a', 1],
    ['amili#t1#HISTORY#INVOICE#a', 4],
  ])('%s is %i for ever', (pk, lane) => {
    expect(laneOf({ pk })).toBe(lane);
  });
});
