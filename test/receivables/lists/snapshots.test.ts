import { describe, expect, it } from 'vitest';
import { GaveUp } from '../../../shared/dynamodb/gave-up.ts';
import { receivables } from '../../../shared/dynamodb/tables.ts';
import type { Tenant } from '../../../shared/receivables/keys.ts';
import {
  readSnapshotPage,
  type Snapshot,
  storeSnapshot,
} from '../../../shared/receivables/lists/snapshots.ts';
import { answered, droppedAfter, droppedBefore, failedBefore, withFates } from '../../support/faults.ts';
import { expire, newScene, outOfTime, tableWith } from '../../support/scenes.ts';
import { newStamp } from '../../support/store.ts';
import { tenantState } from '../../support/tenant-state.ts';

const ASKED = { expand: ['a'] };

const stamp = newStamp();
const storedAt = new Date(stamp.at);

const keysOf = ({ vendor, tenant }: Tenant, count: number): string[] =>
  Array.from({ length: count }, (_, n) => `${vendor}#${tenant}#${n}#€`);

const snapshotOf = (scene: Tenant, count: number, pageSize: number): Snapshot => ({
  kind: 'CUSTOMER',
  keys: keysOf(scene, count),
  pageSize,
  asked: ASKED,
});

const read = (
  scene: Tenant,
  snapshotId: string,
  page: number,
  { at = storedAt, kind = 'CUSTOMER', table = receivables() } = {},
) => readSnapshotPage(table, scene, { kind, snapshotId, page }, at);

describe('a snapshot', () => {
  it.each([
    [11, 5],
    [12, 6],
    [999, 10],
    [1_001, 1_000],
    [2_500, 7],
    [10_000, 501],
    [10_000, 1_000],
  ])('of %d keys is read by pages of %d', async (count, pageSize) => {
    const scene = newScene();
    const snapshotId = await storeSnapshot(receivables(), scene, snapshotOf(scene, count, pageSize), stamp);
    expect(snapshotId).toMatch(/^[A-Za-z0-9_-]{22}$/);
    const pages = Math.ceil(count / pageSize);
    const numbers = [...new Set([1, 2, 3, Math.ceil(pages / 2), 142, 143, pages - 1, pages])];
    for (const page of numbers.filter((number) => number >= 1 && number <= pages))
      expect(await read(scene, snapshotId, page)).toEqual({
        outcome: 'found',
        kind: 'CUSTOMER',
        keys: keysOf(scene, count).slice((page - 1) * pageSize, page * pageSize),
        pageSize,
        total: count,
        asked: ASKED,
      });
    for (const page of [pages + 1, 1e15])
      expect(await read(scene, snapshotId, page)).toEqual({ outcome: 'beyond', pages });
  });

  it('is stored in parts of whole pages, which nothing takes for a customer or what refers to one', async () => {
    const scene = newScene();
    const keys = keysOf(scene, 1_100);
    const snapshotId = await storeSnapshot(receivables(), scene, snapshotOf(scene, 1_100, 300), stamp);
    const pk = `test#${scene.tenant}#SNAPSHOT#${snapshotId}`;
    const part = (number: number, start: number, end?: number) => ({
      pk,
      sk: `SNAPSHOT#${number}`,
      kind: 'CUSTOMER',
      pageSize: 300,
      asked: ASKED,
      total: 1_100,
      ends: keys.slice(start, end).map((key) => key.slice(`test#${scene.tenant}#`.length)),
      creation: stamp,
      revision: 1,
      expiresAt: Math.floor(storedAt.getTime() / 1_000) + 3_600,
    });
    expect(await tenantState('test', scene.tenant)).toEqual(
      new Map([
        [`${pk} SNAPSHOT#0`, part(0, 0, 900)],
        [`${pk} SNAPSHOT#1`, part(1, 900)],
      ]),
    );
  });

  it('fits into its items, however long ids are', async () => {
    const scene = newScene();
    const keys = Array.from(
      { length: 1_000 },
      (_, n) => `test#${scene.tenant}#DOCUMENT#${n}${'😀'.repeat(61)}`,
    );
    const snapshot = { ...snapshotOf(scene, 0, 1_000), keys };
    const snapshotId = await storeSnapshot(receivables(), scene, snapshot, stamp);
    expect(await read(scene, snapshotId, 1)).toMatchObject({ keys });
  });

  it('is unknown after an hour, also while it is there', async () => {
    const scene = newScene();
    const snapshotId = await storeSnapshot(receivables(), scene, snapshotOf(scene, 3, 2), stamp);
    const end = (Math.floor(storedAt.getTime() / 1_000) + 3_600) * 1_000;
    expect(await read(scene, snapshotId, 2, { at: new Date(end - 1) })).toMatchObject({ outcome: 'found' });
    expect(await read(scene, snapshotId, 2, { at: new Date(end) })).toEqual({ outcome: 'unknown' });
  });

  it('is unknown once DynamoDB has begun to remove it', async () => {
    const scene = newScene();
    const snapshotId = await storeSnapshot(receivables(), scene, snapshotOf(scene, 1_500, 1_000), stamp);
    const pk = `test#${scene.tenant}#SNAPSHOT#${snapshotId}`;
    await expire({ pk, sk: 'SNAPSHOT#1' });
    expect(await read(scene, snapshotId, 1)).toMatchObject({ outcome: 'found' });
    expect(await read(scene, snapshotId, 2)).toEqual({ outcome: 'unknown' });
    await expire({ pk, sk: 'SNAPSHOT#0' });
    expect(await read(scene, snapshotId, 1)).toEqual({ outcome: 'unknown' });
  });

  it('is unknown to other tenants and to lists of another kind', async () => {
    const scene = newScene();
    const snapshotId = await storeSnapshot(receivables(), scene, snapshotOf(scene, 3, 2), stamp);
    expect(await read(newScene(), snapshotId, 1)).toEqual({ outcome: 'unknown' });
    expect(await read(scene, snapshotId, 1, { kind: 'DOCUMENT' })).toEqual({ outcome: 'unknown' });
  });

  it.each(['', '#', 'A'.repeat(21), 'A'.repeat(23), 'A'.repeat(5_000), `${'A'.repeat(21)}=`])(
    'has an id of 22 characters: nothing is read for %j',
    async (snapshotId) => {
      const table = withFates(receivables(), () => {
        throw new Error('read');
      });
      expect(await read(newScene(), snapshotId, 1, { table })).toEqual({ outcome: 'unknown' });
    },
  );
});

describe('the write of a snapshot', () => {
  it.each([
    ['lost before it landed', droppedBefore],
    ['lost after it landed', droppedAfter],
    ['failed', failedBefore],
  ])('is repeated when an answer is %s', async (_, fate) => {
    const scene = newScene();
    const table = tableWith(answered, fate, fate);
    const snapshotId = await storeSnapshot(table, scene, snapshotOf(scene, 2_500, 1_000), stamp);
    for (const page of [1, 2, 3])
      expect(await read(scene, snapshotId, page)).toMatchObject({ outcome: 'found' });
    expect((await tenantState('test', scene.tenant)).size).toBe(3);
  });

  it.each([
    ['one part', [droppedAfter]],
    ['the last part', [answered, answered, droppedBefore]],
  ])('tells nobody its id when the time is over before %s is known to be stored', async (_, fates) => {
    const scene = newScene();
    const table = outOfTime(tableWith(...fates));
    const stored = storeSnapshot(table, scene, snapshotOf(scene, 2_500, 1_000), stamp);
    await expect(stored).rejects.toThrow(GaveUp);
  });
});
