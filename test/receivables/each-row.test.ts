import { describe, expect, it } from 'vitest';
import { GaveUp } from '../../shared/dynamodb/gave-up.ts';
import { receivables } from '../../shared/dynamodb/tables.ts';
import { eachRow } from '../../shared/receivables/each-row.ts';

const unreached = { outcome: 'untouched', cause: new Error('the time of its request was over') };

describe('eachRow', () => {
  it.each([1, 3, 100])('decides on %i at a time, and answers in order', async (atATime) => {
    const rows = Array.from({ length: 10 }, (_, index) => index);
    let [running, most] = [0, 0];

    const outcomes = await eachRow(receivables(), rows, atATime, async (row) => {
      most = Math.max(most, ++running);
      // The later a row, the sooner it is done.
      for (let turns = rows.length - row; turns > 0; turns--) await Promise.resolve();
      running--;
      return { outcome: row };
    });

    expect(outcomes).toEqual(rows.map((outcome) => ({ outcome })));
    expect(most).toBe(Math.min(atATime, rows.length));
  });

  it('tells rows apart that failed', async () => {
    const failures = [new GaveUp('unknown', 'a'), new GaveUp('contended', 'b'), new Error('c')];

    const outcomes = await eachRow(receivables(), failures, 2, (failure) => Promise.reject(failure));

    expect(outcomes).toEqual([
      { outcome: 'unknown', cause: failures[0] },
      { outcome: 'untouched', cause: failures[1] },
      { outcome: 'failed', cause: failures[2] },
    ]);
  });

  it('begins the first row however late it is, and no other', async () => {
    const table = { ...receivables(), deadline: performance.now() };

    const outcomes = await eachRow(table, [1, 2, 3], 2, async (outcome) => ({ outcome }));

    expect(outcomes).toEqual([{ outcome: 1 }, unreached, unreached]);
  });
});
