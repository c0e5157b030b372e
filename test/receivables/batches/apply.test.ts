import { describe, expect, it } from 'vitest';
import { receivables } from '../../../shared/dynamodb/tables.ts';
import { MOST_TRIES } from '../../../shared/receivables/batches/apply.ts';
import { dependentRefOf } from '../../../shared/receivables/keys.ts';
import {
  answered,
  droppedAfter,
  type Fate,
  heldBack,
  inConflict,
  overtaken,
  throttled,
  withFates,
} from '../../support/faults.ts';
import { loggedBy } from '../../support/log.ts';
import {
  expectRemoved,
  expireCustomer,
  newScene,
  outOfTime,
  storeRemovedCustomer,
} from '../../support/scenes.ts';
import { newStamp, storeCustomer, storedCustomer } from '../../support/store.ts';
import { tenantState } from '../../support/tenant-state.ts';
import { apply, applyWhole, type notesJob, storedBatch, submitted, wordsOf } from './batch-rows.ts';

const DAY = 24 * 60 * 60 * 1000;

/** The table, with a fate for each transaction in turn; everything else is answered. */
function withTransactions(...fates: readonly Fate[]) {
  let next = 0;
  return withFates(
    receivables(),
    ({ name }) => (name === 'TransactWrite' ? fates[next++] : undefined) ?? answered,
  );
}

const notes = async (scene: ReturnType<typeof newScene>, id: string) =>
  ((await storedCustomer(scene.customer(id)))?.profile as { notes: string[] } | undefined)?.notes;

describe('applying a batch', () => {
  it('writes each row with its outcome, and moves the batch to its next place', async () => {
    const scene = newScene();
    const stamp = { ...newStamp(), operation: 'test/notes/create-notes', reason: 'told' };
    const batch = await submitted(
      scene,
      [
        { id: 'a', note: '1' },
        { id: 'b', note: '2' },
      ],
      stamp,
    );
    const at = new Date(Date.parse(stamp.at) + 5_000);

    expect(await apply(batch, receivables(), at)).toBe('advanced');

    const { id: batchId } = dependentRefOf(batch.pk);
    const rowStamp = { ...stamp, at: at.toISOString(), requestId: `${batchId}#1` };
    const state = await tenantState(scene.vendor, scene.tenant);
    expect(state.get(`${batch.pk} OUTCOME#0001`)).toEqual({
      ...{ pk: batch.pk, sk: 'OUTCOME#0001', rowNo: 1, failed: false, answer: { word: 'made' } },
      ...{ creation: rowStamp, revision: 1, expiresAt: batch.expiresAt },
    });
    expect(state.get(`${batch.pk} BATCH`)).toEqual({
      ...batch,
      fields: { ...batch.fields, place: 1, tries: {} },
      update: { ...stamp, at: at.toISOString() },
      revision: 2,
    });
    expect(await storedCustomer(scene.customer('a'))).toMatchObject({
      ...{ profile: { notes: ['1'] }, linkCount: 0, creation: rowStamp, version: 1 },
    });
    expect(await wordsOf(batch)).toEqual({ 1: 'made', 2: 'made' });
  });

  it('does nothing more when it is told of a batch again', async () => {
    const scene = newScene();
    const batch = await submitted(scene, [{ id: 'a', note: '1' }]);
    expect(await applyWhole(batch)).toEqual(['advanced', 'finished']);
    const state = await tenantState(scene.vendor, scene.tenant);
    expect(await apply(batch)).toBe('stale');
    expect(await applyWhole(batch)).toEqual(['finished']);
    expect(await tenantState(scene.vendor, scene.tenant)).toEqual(state);
  });

  it('applies chunk after chunk, and rows of one customer in their order', async () => {
    const scene = newScene();
    const rows = Array.from({ length: 250 }, (_, n) => ({ id: `c${n % 80}`, note: String(n + 1) }));
    const batch = await submitted(scene, rows);
    expect(batch.fields.chunks).toEqual([1, 101, 201]);
    expect(await applyWhole(batch)).toEqual(['advanced', 'advanced', 'advanced', 'finished']);
    expect(await notes(scene, 'c7')).toEqual(['8', '88', '168', '248']);
    expect(Object.keys(await wordsOf(batch))).toHaveLength(250);
  });

  it('lets two calls at once apply a row once', async () => {
    const scene = newScene();
    for (let round = 0; round < 5; round++) {
      const batch = await submitted(scene, [
        { id: `a${round}`, note: '1' },
        { id: `b${round}`, note: '2' },
        { id: `a${round}`, note: '3' },
      ]);
      await Promise.all([apply(batch), apply(batch), apply(batch)]);
      expect(await notes(scene, `a${round}`)).toEqual(['1', '3']);
      expect(await notes(scene, `b${round}`)).toEqual(['2']);
      expect((await storedBatch(batch)).fields.place).toBe(1);
    }
  });

  it('applies a row once when the answer to it is lost', async () => {
    const scene = newScene();
    const batch = await submitted(scene, [{ id: 'a', note: '1' }]);
    expect(await apply(batch, withTransactions(droppedAfter))).toBe('advanced');
    expect(await notes(scene, 'a')).toEqual(['1']);
    expect(await wordsOf(batch)).toEqual({ 1: 'made' });
  });

  it('shuts out an attempt of a row that is refused meanwhile', async () => {
    const scene = newScene();
    const customer = scene.customer('a');
    const batch = await submitted(scene, [{ id: 'a', note: '1' }]);
    const late = heldBack();
    const overtaking = overtaken(() => storeRemovedCustomer(customer, 'deletion'));

    expect(await apply(batch, withTransactions(late.fate, overtaking))).toBe('advanced');
    expect(await wordsOf(batch)).toEqual({ 1: 'gone' });
    // Its tombstone is gone and the number is free: but for the outcome, nothing would be in the way of a creation.
    await expireCustomer(customer);
    await late.arrive();

    expect(await storedCustomer(customer)).toBe(undefined);
    expect(await wordsOf(batch)).toEqual({ 1: 'gone' });
  });

  it('shuts out an attempt that comes after the row was applied by another call, and its customer is gone', async () => {
    const scene = newScene();
    const batch = await submitted(scene, [{ id: 'a', note: '1' }]);
    const late = heldBack();
    await apply(batch, withTransactions(late.fate));
    await expectRemoved(scene.customer('a'), 'deletion');
    await expireCustomer(scene.customer('a'));

    await late.arrive();

    expect(await storedCustomer(scene.customer('a'))).toBe(undefined);
  });

  it('decides anew on a row whose customer has changed, and writes the others', async () => {
    const scene = newScene();
    const batch = await submitted(scene, [
      { id: 'a', note: '1' },
      { id: 'b', note: '2' },
    ]);
    const created = overtaken(() => storeCustomer(scene.customer('b'), { notes: ['0'] }));
    expect(await apply(batch, withTransactions(created))).toBe('advanced');
    expect(await notes(scene, 'a')).toEqual(['1']);
    expect(await notes(scene, 'b')).toEqual(['0', '2']);
    expect(await wordsOf(batch)).toEqual({ 1: 'made', 2: 'noted' });
  });

  it('applies the others where one row cannot be written', async () => {
    const scene = newScene();
    const batch = await submitted(scene, [
      { id: 'a', note: '1' },
      // A name that is no key: DynamoDB refuses the whole transaction.
      { id: 'k'.repeat(3_000), note: '2' },
      { id: 'c', note: '3' },
    ]);
    const { answer, lines } = await loggedBy(() => apply(batch));
    expect(answer).toBe('left');
    expect(lines.map(({ message, rowNo }) => [message, rowNo])).toEqual([['a row of a batch failed', 2]]);
    expect(await wordsOf(batch)).toEqual({ 1: 'made', 3: 'made' });
    expect((await storedBatch(batch)).fields).toMatchObject({ place: 0, tries: { 2: 1 } });
  });

  it('gives a row up when it has failed five times, and applies those behind it', async () => {
    const scene = newScene();
    const batch = await submitted(scene, [
      { id: 'a', note: '1', fails: true },
      { id: 'b', note: '2' },
      { id: 'a', note: '3' },
    ]);
    const { answer, lines } = await loggedBy(() => applyWhole(batch));
    expect(MOST_TRIES).toBe(5);
    // At the fifth the row has its outcome; what waited for it comes next.
    expect(answer).toEqual([...Array(5).fill('left'), 'advanced', 'finished']);
    expect(lines).toHaveLength(5);
    expect(await wordsOf(batch)).toEqual({ 1: 'given up', 2: 'made', 3: 'made' });
    expect(await notes(scene, 'a')).toEqual(['3']);
    expect((await storedBatch(batch)).fields).toMatchObject({ place: 1, tries: {} });
  });

  it('forgets the tries of a row that succeeds at last', async () => {
    const scene = newScene();
    const batch = await submitted(scene, [{ id: 'a', note: '1' }]);
    const failing = (job: ReturnType<typeof notesJob>) => ({
      ...job,
      decide: async () => {
        throw new Error('it fails');
      },
    });
    await loggedBy(() => apply(batch, receivables(), new Date(), failing));
    expect((await storedBatch(batch)).fields.tries).toEqual({ 1: 1 });
    expect(await applyWhole(batch)).toEqual(['advanced', 'finished']);
    expect((await storedBatch(batch)).fields).toMatchObject({ place: 1, tries: {} });
  });

  it('writes a row that has failed before in a transaction of its own', async () => {
    const scene = newScene();
    const batch = await submitted(scene, [
      { id: 'a', note: '1', fails: true },
      { id: 'b', note: '2', fails: true },
    ]);
    await loggedBy(() => apply(batch));
    const sizes: number[] = [];
    const table = withFates(receivables(), ({ name, input }) => {
      if (name === 'TransactWrite') sizes.push(input.TransactItems.length);
      return answered;
    });
    const mended = (job: ReturnType<typeof notesJob>) => ({
      ...job,
      decide: (...[on, rows]: Parameters<typeof job.decide>) =>
        job.decide(
          on,
          rows.map((each) => ({ ...each, row: { ...each.row, fails: false } })),
        ),
    });
    expect(await apply(await storedBatch(batch), table, new Date(), mended)).toBe('advanced');
    expect(sizes).toEqual([2, 2]);
  });

  it('counts a row that others are in the way of as failed, and touches no other of it', async () => {
    const scene = newScene();
    const batch = await submitted(scene, [
      { id: 'a', note: '1' },
      { id: 'a', note: '2' },
    ]);
    const { answer, lines } = await loggedBy(
      () => apply(batch, outOfTime(withTransactions(inConflict))),
      'warn',
    );
    expect(answer).toBe('left');
    expect(lines.map(({ level, rowNo }) => [level, rowNo])).toEqual([['WARN', 1]]);
    expect(await wordsOf(batch)).toEqual({});
    expect((await storedBatch(batch)).fields.tries).toEqual({ 1: 1 });
    expect(await applyWhole(batch)).toEqual(['advanced', 'finished']);
    expect(await notes(scene, 'a')).toEqual(['1', '2']);
  });

  it('goes on where the time is over, without a try counted', async () => {
    const scene = newScene();
    const batch = await submitted(
      scene,
      ['1', '2', '3'].map((note) => ({ id: 'a', note })),
    );
    expect(await apply(batch, outOfTime(receivables()))).toBe('left');
    expect(await wordsOf(batch)).toEqual({ 1: 'made' });
    expect((await storedBatch(batch)).fields).toMatchObject({ place: 0, tries: {} });
    expect((await storedBatch(batch)).revision).toBe(2);
    expect(await applyWhole(batch)).toEqual(['advanced', 'finished']);
    expect(await notes(scene, 'a')).toEqual(['1', '2', '3']);
  });

  it('leaves the place to a call that was faster', async () => {
    const scene = newScene();
    const rows = Array.from({ length: 101 }, (_, n) => ({ id: `c${n}`, note: '1' }));
    const batch = await submitted(scene, rows);
    const moves = overtaken(() => applyWhole(batch));
    const table = withFates(receivables(), ({ name }) => (name === 'Put' ? moves : answered));
    expect(await apply(batch, table)).toBe('advanced');
    expect(await storedBatch(batch)).toMatchObject({ revision: 3, fields: { place: 2 } });
  });

  it('fails where its place cannot be saved, and is told of the batch again', async () => {
    const scene = newScene();
    const batch = await submitted(scene, [{ id: 'a', note: '1' }]);
    const table = withFates(receivables(), ({ name }) => (name === 'Put' ? throttled : answered));
    await expect(apply(batch, outOfTime(table))).rejects.toThrow('given up');
    expect(await apply(batch)).toBe('advanced');
    expect(await notes(scene, 'a')).toEqual(['1']);
  });

  it('applies nothing of a batch whose time is over', async () => {
    const scene = newScene();
    const batch = await submitted(scene, [{ id: 'a', note: '1' }]);
    const state = await tenantState(scene.vendor, scene.tenant);
    const over = new Date((batch.expiresAt as number) * 1000);
    expect(await apply(batch, receivables(), over)).toBe('over');
    expect(await tenantState(scene.vendor, scene.tenant)).toEqual(state);
    expect(await apply(batch, receivables(), new Date(over.getTime() - DAY))).toBe('advanced');
  });
});
