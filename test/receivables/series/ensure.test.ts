import { expect, it } from 'vitest';
import { receivables } from '../../../shared/dynamodb/tables.ts';
import { ensureSeries } from '../../../shared/receivables/series/ensure.ts';
import { readSeriesItem } from '../../../shared/receivables/series/read.ts';
import { answered, droppedAfter, overtaken } from '../../support/faults.ts';
import { newScene, outOfTime, tableWith } from '../../support/scenes.ts';
import { newStamp } from '../../support/store.ts';

interface Series {
  readonly id: string;
}

/** Those of a and b that are not there. */
const lacking = (known: readonly Series[]): readonly Series[] =>
  ['a', 'b'].filter((id) => !known.some((one) => one.id === id)).map((id) => ({ id }));

const only =
  (id: string) =>
  (known: readonly Series[]): readonly Series[] =>
    known.some((one) => one.id === id) ? [] : [{ id }];

it('makes what is lacking, and finds it from then on', async () => {
  const scene = newScene();
  const [first, second] = [newStamp(), newStamp()];
  const key = { pk: `test#${scene.tenant}#SERIES`, sk: 'SERIES' };

  expect(await readSeriesItem(receivables(), scene)).toBeUndefined();
  expect(await ensureSeries(receivables(), scene, only('a'), first)).toEqual({
    outcome: 'made',
    series: [{ id: 'a' }],
  });
  const made = { ...key, series: [{ id: 'a' }], creation: first, update: first, revision: 1 };
  expect(await readSeriesItem(receivables(), scene)).toEqual(made);

  const both = [{ id: 'a' }, { id: 'b' }];
  expect(await ensureSeries(receivables(), scene, lacking, second)).toEqual({
    outcome: 'made',
    series: both,
  });
  const after = { ...made, series: both, update: second, revision: 2 };
  expect(await readSeriesItem(receivables(), scene)).toEqual(after);

  expect(await ensureSeries(receivables(), scene, lacking, newStamp())).toEqual({
    outcome: 'found',
    series: both,
  });
  expect(await readSeriesItem(receivables(), scene)).toEqual(after);
});

it('[absent] begins again where another request was faster with the first', async () => {
  const scene = newScene();
  const faster = overtaken(() => ensureSeries(receivables(), scene, only('a'), newStamp()));

  expect(await ensureSeries(tableWith(answered, faster), scene, lacking, newStamp())).toEqual({
    outcome: 'made',
    series: [{ id: 'a' }, { id: 'b' }],
  });

  expect(await readSeriesItem(receivables(), scene)).toMatchObject({ revision: 2 });
});

it('[revision] loses nothing that another request adds meanwhile', async () => {
  const scene = newScene();
  await ensureSeries(receivables(), scene, only('a'), newStamp());
  const faster = overtaken(() => ensureSeries(receivables(), scene, only('c'), newStamp()));

  expect(await ensureSeries(tableWith(answered, faster), scene, only('b'), newStamp())).toEqual({
    outcome: 'made',
    series: [{ id: 'a' }, { id: 'c' }, { id: 'b' }],
  });
});

it('knows its own attempt whose answer was lost', async () => {
  const scene = newScene();
  const stamp = newStamp();

  expect(await ensureSeries(tableWith(answered, droppedAfter), scene, lacking, stamp)).toEqual({
    outcome: 'made',
    series: [{ id: 'a' }, { id: 'b' }],
  });

  expect(await readSeriesItem(receivables(), scene)).toMatchObject({ update: stamp, revision: 1 });
});

it('gives up when its time is over', async () => {
  const scene = newScene();
  const faster = overtaken(() => ensureSeries(receivables(), scene, only('a'), newStamp()));

  await expect(
    ensureSeries(outOfTime(tableWith(answered, faster)), scene, lacking, newStamp()),
  ).rejects.toMatchObject({ name: 'GaveUp', known: 'contended' });
});
