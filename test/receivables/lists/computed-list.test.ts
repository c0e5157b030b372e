import { describe, expect, it } from 'vitest';
import { GaveUp } from '../../../shared/dynamodb/gave-up.ts';
import { receivables } from '../../../shared/dynamodb/tables.ts';
import { createCustomer } from '../../../shared/receivables/customers/create.ts';
import {
  type ComputedList,
  computeFirstPage,
  computePage,
} from '../../../shared/receivables/lists/computed-list.ts';
import { eachListedRow } from '../../../shared/receivables/lists/listed-rows.ts';
import { droppedAfter, withFates } from '../../support/faults.ts';
import { newScene, outOfTime } from '../../support/scenes.ts';
import { newStamp } from '../../support/store.ts';
import { tenantState } from '../../support/tenant-state.ts';

/** Squares of these numbers, by names that may have '#'. */
const squares = (numbers: readonly number[]): ComputedList<number, string> => ({
  kind: 'SQUARE',
  rows: () => ({ outcome: 'computed', rows: new Map(numbers.map((n) => [`n#${n}`, n * n])) }),
  shown: (rows, { unit }) => rows.filter((n) => n !== 36).map((n) => `${n} ${unit}`),
});

const asked = { unit: 'm' };
const ofThree = { most: 100, pageSize: 3, asked };
const limits = (bytes: number) => ({ rows: 1, bytes });

const readPage = (
  scene: ReturnType<typeof newScene>,
  list: ComputedList<number, string>,
  page: number,
  id = '',
) => computePage(receivables(), scene, list, { snapshotId: id, page }, new Date());

describe('a computed list', () => {
  it('keeps the ids of its rows for the pages to come, and works these out anew', async () => {
    const scene = newScene();
    const list = squares([5, 1, 2, 3, 4]);
    const first = await computeFirstPage(receivables(), scene, list, ofThree, newStamp());
    expect(first).toEqual({
      ...{ outcome: 'listed', items: ['25 m', '1 m', '4 m'], total: 5, pageSize: 3, asked },
      snapshotId: expect.stringMatching(/^[\w-]{22}$/),
    });
    const { snapshotId } = first as { snapshotId: string };
    // 3 is gone meanwhile, and 7 is new.
    const second = await readPage(scene, squares([7, 4, 5, 1, 2]), 2, snapshotId);
    expect(second).toEqual({ outcome: 'listed', items: ['16 m'], total: 5, pageSize: 3, snapshotId, asked });
    expect(await readPage(scene, list, 3, snapshotId)).toEqual({ outcome: 'beyond', pages: 2 });
    expect(await readPage(scene, { ...list, kind: 'CUBE' }, 2, snapshotId)).toEqual({ outcome: 'unknown' });
    expect(await readPage(newScene(), list, 2, snapshotId)).toEqual({ outcome: 'unknown' });
  });

  it('keeps nothing where there is one page, and counts what is shown', async () => {
    const scene = newScene();
    const first = await computeFirstPage(receivables(), scene, squares([5, 6, 7]), ofThree, newStamp());
    expect(first).toEqual({ outcome: 'listed', items: ['25 m', '49 m'], total: 2, pageSize: 3, asked });
    expect(await tenantState(scene.vendor, scene.tenant)).toEqual(new Map());
  });

  it('finds no more rows than are asked for', async () => {
    const of = { ...ofThree, most: 4 };
    const list = squares([1, 2, 3, 4, 5]);
    const scene = newScene();
    const first = await computeFirstPage(receivables(), scene, list, of, newStamp());
    const { snapshotId } = first as { snapshotId: string };
    expect(first).toMatchObject({ total: 4 });
    expect(await readPage(scene, list, 2, snapshotId)).toMatchObject({ items: ['16 m'], total: 4 });
  });

  it('refuses a page that is too large, and says what fits', async () => {
    const page = computeFirstPage(
      receivables(),
      newScene(),
      squares([5, 1, 2]),
      ofThree,
      newStamp(),
      limits(11),
    );
    expect(await page).toEqual({ outcome: 'tooLarge', fitting: 2 });
  });

  it('hands on that there are too many rows to work with', async () => {
    const tooMany = { outcome: 'tooMany', most: 7 } as const;
    const list: ComputedList<number, string> = { ...squares([1]), rows: () => tooMany };
    expect(await computeFirstPage(receivables(), newScene(), list, ofThree, newStamp())).toEqual(tooMany);
  });

  it('gives up where the ids may not be kept', async () => {
    const table = outOfTime(withFates(receivables(), () => droppedAfter));
    const page = computeFirstPage(table, newScene(), squares([1, 2, 3, 4]), ofThree, newStamp());
    await expect(page).rejects.toThrow(GaveUp);
  });
});

describe('the rows of listed items', () => {
  it('are all seen, unless there are more than may be looked at', async () => {
    const scene = newScene();
    for (const id of ['a', 'b', 'c']) {
      const wanted = { ref: scene.customer(id), profile: {}, reference: {} };
      const listing = () => ({ values: { n: id === 'c' ? 2 : 1 }, order: id });
      await createCustomer(receivables(), { ...wanted, listing }, newStamp());
    }
    const look = async (rows: number) => {
      const seen: string[] = [];
      const request = {
        kind: 'CUSTOMER',
        states: ['ACTIVE'],
        filter: ({ n }) => n === 1,
      } as const satisfies Parameters<typeof eachListedRow>[2];
      const see = ({ pk }: { pk: string }) => seen.push(pk.slice(-1));
      const { outcome } = await eachListedRow(receivables(), scene, request, see, { rows });
      return [outcome, ...seen.sort()];
    };
    expect(await look(3)).toEqual(['seen', 'a', 'b']);
    expect((await look(2))[0]).toBe('tooMany');
  });
});
