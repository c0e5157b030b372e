import { describe, expect, it } from 'vitest';
import { GaveUp } from '../../../shared/dynamodb/gave-up.ts';
import { receivables } from '../../../shared/dynamodb/tables.ts';
import { readBatch } from '../../../shared/receivables/batches/read.ts';
import { submitBatch } from '../../../shared/receivables/batches/submit.ts';
import { dependentRefOf } from '../../../shared/receivables/keys.ts';
import { answered, droppedAfter, droppedBefore, failedBefore, withFates } from '../../support/faults.ts';
import { expire, newScene, outOfTime, overwrite } from '../../support/scenes.ts';
import { newStamp } from '../../support/store.ts';
import { tenantState } from '../../support/tenant-state.ts';

const task = { what: 'notes' };

const keysOf = (state: Map<string, unknown>) => [...state.keys()].map((key) => key.split(' ')[1]).sort();

describe('a batch that is submitted', () => {
  it('is stored for thirty days: its rows, and what stands for the whole', async () => {
    const scene = newScene();
    const stamp = newStamp();
    const rows = [{ id: 'ø' }, { id: 'b' }];
    const batch = await submitBatch(receivables(), scene, { task, rows }, stamp);

    const expiresAt = Math.floor(Date.parse(stamp.at) / 1000) + 30 * 24 * 60 * 60;
    expect(batch.pk).toMatch(new RegExp(`^test#${scene.tenant}#BATCH#[0-9a-f-]{36}$`));
    expect([...(await tenantState(scene.vendor, scene.tenant)).values()]).toEqual(
      expect.arrayContaining([
        {
          ...{ pk: batch.pk, sk: 'BATCH', creation: stamp, update: stamp, revision: 1, expiresAt },
          fields: { task, total: 2, chunks: [1], place: 0, tries: {} },
        },
        {
          ...{ pk: batch.pk, sk: 'ROWS#0000', rows: '[{"id":"ø"},{"id":"b"}]' },
          ...{ creation: stamp, revision: 1, expiresAt },
        },
      ]),
    );
    const at = (seconds: number) =>
      readBatch(receivables(), scene, dependentRefOf(batch.pk).id, new Date(seconds * 1000));
    expect(await at(expiresAt - 1)).toEqual({ batch, outcomes: [] });
    expect(await at(expiresAt)).toBe(undefined);
  });

  it.each([
    ['a hundred rows', Array.from({ length: 201 }, (_, n) => ({ n })), [1, 101, 201]],
    [
      '300 KB, in bytes',
      ['a', '€', 'b', 'c', 'd'].map((text, n) => ({ text: text.repeat(n === 1 ? 60_000 : 150_000) })),
      [1, 2, 3, 4, 5].filter((first) => first !== 4),
    ],
  ])('is divided into chunks of at most %s', async (_, rows, chunks) => {
    const scene = newScene();
    const { pk, fields } = await submitBatch(receivables(), scene, { task, rows }, newStamp());
    const state = await tenantState(scene.vendor, scene.tenant);
    const stored = chunks.map((_, place) => state.get(`${pk} ROWS#000${place}`) as { rows: string });
    expect(stored.flatMap(({ rows }) => JSON.parse(rows))).toEqual(rows);
    for (const { rows } of stored) expect(Buffer.byteLength(rows)).toBeLessThan(310_000);
    expect(fields).toMatchObject({ total: rows.length, chunks });
  });

  it('is not there before all its rows are', async () => {
    const scene = newScene();
    const rows = Array.from({ length: 300 }, (_, n) => ({ n }));
    const table = withFates(receivables(), ({ input }) =>
      input.Item.sk === 'ROWS#0001' ? failedBefore : answered,
    );
    const failing = submitBatch(outOfTime(table), scene, { task, rows }, newStamp());
    await expect(failing).rejects.toThrow(GaveUp);
    await expect
      .poll(async () => keysOf(await tenantState(scene.vendor, scene.tenant)))
      .toEqual(['ROWS#0000', 'ROWS#0002']);
  });

  it('keeps the place that a worker has come to before the lost answer was asked for again', async () => {
    const scene = newScene();
    let sent = 0;
    const table = withFates(receivables(), ({ input: { Item } }) => {
      if (Item?.sk !== 'BATCH' || sent++ > 0) return answered;
      return async (attempt) => {
        await attempt.apply();
        await overwrite({ ...Item, fields: { ...Item.fields, place: 1 }, revision: 2 });
        return droppedBefore(attempt);
      };
    });
    const { pk } = await submitBatch(table, scene, { task, rows: [{ id: 'a' }] }, newStamp());

    expect(sent).toBe(2);
    const state = await tenantState(scene.vendor, scene.tenant);
    expect(state.get(`${pk} BATCH`)).toMatchObject({ fields: { place: 1 }, revision: 2 });
  });

  it('is one batch when answers are lost', async () => {
    const scene = newScene();
    let sent = 0;
    const table = withFates(receivables(), () => (sent++ % 2 === 0 ? droppedAfter : answered));
    await submitBatch(table, scene, { task, rows: [{ n: 1 }] }, newStamp());
    expect(keysOf(await tenantState(scene.vendor, scene.tenant))).toEqual(['BATCH', 'ROWS#0000']);
  });

  it('is another tenant’s for nobody', async () => {
    const [scene, other] = [newScene(), newScene()];
    const { pk } = await submitBatch(receivables(), scene, { task, rows: [{ n: 1 }] }, newStamp());
    const { id } = dependentRefOf(pk);
    expect(await readBatch(receivables(), scene, id, new Date())).toBeDefined();
    expect(await readBatch(receivables(), other, id, new Date())).toBe(undefined);
    await expire({ pk, sk: 'BATCH' });
    expect(await readBatch(receivables(), scene, id, new Date())).toBe(undefined);
  });
});
