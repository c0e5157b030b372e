import { describe, expect, it } from 'vitest';
import { receivables } from '../../../shared/dynamodb/tables.ts';
import { listAttributes } from '../../../shared/receivables/lists/listing.ts';
import { changeRecord } from '../../../shared/receivables/records/change.ts';
import { readRecord, readRecords } from '../../../shared/receivables/records/read.ts';
import { type RecordItem, recordItemKey } from '../../../shared/receivables/records/record.ts';
import { storeRecord } from '../../../shared/receivables/records/store.ts';
import { droppedAfter, droppedBefore, type Fate, heldBack, overtaken } from '../../support/faults.ts';
import { newScene, outOfTime, tableWith } from '../../support/scenes.ts';
import { newStamp } from '../../support/store.ts';

const listing = { values: { amount: 7 }, order: 'o' };

function newRef(id = '1') {
  const { vendor, tenant } = newScene();
  return { vendor, tenant, kind: 'GL_ITEM', id };
}

type Count = { readonly count: number };

const stored = (ref: ReturnType<typeof newRef>) => readRecord<Count>(receivables(), ref);

describe('storeRecord', () => {
  it('stores a record with its place in lists, for as long as it is to be kept', async () => {
    const ref = newRef();
    const stamp = { ...newStamp(), at: '2026-11-30T12:00:00.900Z' };
    const wanted = { ref, fields: { count: 1 }, listing, lifetime: 60 };

    const result = await storeRecord(receivables(), wanted, stamp);

    const record = {
      ...{ pk: `${ref.vendor}#${ref.tenant}#GL_ITEM#1`, sk: 'GL_ITEM', fields: { count: 1 } },
      ...listAttributes(ref, 'GL_ITEM', 'LIVE', listing),
      ...{ creation: stamp, update: stamp, revision: 1 },
      expiresAt: Date.parse('2026-11-30T12:01:00Z') / 1000,
    };
    expect(result).toEqual({ outcome: 'stored', record });
    expect(await stored(ref)).toEqual(record);
  });

  it('[record absent] stores none where there is one, and shows it', async () => {
    const ref = newRef();
    const { record } = await storeRecord(receivables(), { ref, fields: { count: 1 } }, newStamp());
    const result = await storeRecord(receivables(), { ref, fields: { count: 2 } }, newStamp());
    expect(result).toEqual({ outcome: 'exists', record });
    expect(await stored(ref)).toEqual(record);
  });

  it.each<[string, Fate]>([
    ['landed', droppedAfter],
    ['did not land', droppedBefore],
  ])('is told that it is stored where an attempt %s and lost its answer', async (_, fate) => {
    const ref = newRef();
    const stamp = newStamp();
    const result = await storeRecord(tableWith(fate), { ref, fields: { count: 1 } }, stamp);
    const record = {
      ...recordItemKey(ref),
      fields: { count: 1 },
      creation: stamp,
      update: stamp,
      revision: 1,
    };
    expect(result).toEqual({ outcome: 'stored', record });
    expect(await stored(ref)).toEqual(record);
  });
});

describe('readRecords', () => {
  it('reads those that are there, by their keys', async () => {
    const [one, two, none] = ['1', '2', '3'].map((id) => ({ ...newRef(), id })) as [
      ReturnType<typeof newRef>,
      ReturnType<typeof newRef>,
      ReturnType<typeof newRef>,
    ];
    for (const ref of [one, two]) await storeRecord(receivables(), { ref, fields: { count: 1 } }, newStamp());
    const found = await readRecords<Count>(receivables(), [two, none, one]);
    expect([...found.keys()].sort()).toEqual([one, two].map((ref) => recordItemKey(ref).pk).sort());
    expect(found.get(recordItemKey(one).pk)).toEqual(await stored(one));
    expect(await stored(none)).toBe(undefined);
  });
});

const counted = (seen: RecordItem<Count> | undefined) => ({
  fields: { count: (seen?.fields.count ?? 0) + 1 },
});

describe('changeRecord', () => {
  it('makes a record that is not there, and changes it from then on', async () => {
    const ref = newRef();
    const [first, second] = [newStamp(), newStamp()];
    const made = await changeRecord<Count>(receivables(), ref, counted, first);
    const record = {
      ...recordItemKey(ref),
      fields: { count: 1 },
      creation: first,
      update: first,
      revision: 1,
    };
    expect(made).toEqual({ outcome: 'changed', record });

    const listed = (seen: RecordItem<Count> | undefined) => ({ ...counted(seen), listing });
    const changed = await changeRecord<Count>(receivables(), ref, listed, second);
    const row = listAttributes(ref, 'GL_ITEM', 'LIVE', listing);
    const after = { ...record, ...row, fields: { count: 2 }, update: second, revision: 2 };
    expect(changed).toEqual({ outcome: 'changed', record: after });
    expect(await stored(ref)).toEqual(after);
  });

  it('writes nothing where the rule gives nothing, there or not', async () => {
    const ref = newRef();
    const nothing = () => undefined;
    expect(await changeRecord(receivables(), ref, nothing, newStamp())).toEqual({ outcome: 'unchanged' });
    expect(await stored(ref)).toBe(undefined);
    const { record } = await storeRecord(receivables(), { ref, fields: { count: 1 } }, newStamp());
    const unchanged = await changeRecord(receivables(), ref, nothing, newStamp());
    expect(unchanged).toEqual({ outcome: 'unchanged', record });
    expect(await stored(ref)).toEqual(record);
  });

  it('changes nothing where the rule throws', async () => {
    const ref = newRef();
    const refuse = () => {
      throw new Error('no');
    };
    await expect(changeRecord(receivables(), ref, refuse, newStamp())).rejects.toThrow('no');
    expect(await stored(ref)).toBe(undefined);
  });

  it.each([
    ['[record absent] that is made', 0],
    ['[revision] that is changed', 1],
  ])('decides again on a record %s by another meanwhile', async (_, before) => {
    const ref = newRef();
    for (let n = 0; n < before; n++) await changeRecord<Count>(receivables(), ref, counted, newStamp());
    const another = () => changeRecord<Count>(receivables(), ref, counted, newStamp());
    const table = tableWith((attempt) => attempt.apply(), overtaken(another));
    const result = await changeRecord<Count>(table, ref, counted, newStamp());
    expect(result).toMatchObject({ outcome: 'changed', record: { fields: { count: before + 2 } } });
    expect(await stored(ref)).toMatchObject({ fields: { count: before + 2 }, revision: before + 2 });
  });

  it('loses nothing of many changes at once', async () => {
    const ref = newRef();
    const many = Array.from({ length: 8 }, () =>
      changeRecord<Count>(receivables(), ref, counted, newStamp()),
    );
    await Promise.all(many);
    expect(await stored(ref)).toMatchObject({ fields: { count: 8 }, revision: 8 });
  });

  it.each<[string, Fate]>([
    ['landed', droppedAfter],
    ['did not land', droppedBefore],
  ])('changes once where an attempt %s and lost its answer', async (_, fate) => {
    const ref = newRef();
    const stamp = newStamp();
    const table = tableWith((attempt) => attempt.apply(), fate);
    const result = await changeRecord<Count>(table, ref, counted, stamp);
    expect(result).toMatchObject({ outcome: 'changed', record: { fields: { count: 1 }, update: stamp } });
    expect(await stored(ref)).toMatchObject({ fields: { count: 1 }, revision: 1 });
  });

  it('lets no attempt land late', async () => {
    const ref = newRef();
    const { fate, arrive } = heldBack();
    const table = tableWith((attempt) => attempt.apply(), fate);
    await changeRecord<Count>(table, ref, counted, newStamp());
    await arrive();
    expect(await stored(ref)).toMatchObject({ fields: { count: 1 }, revision: 1 });
  });

  it('gives up when its time is over', async () => {
    const ref = newRef();
    const another = () => changeRecord<Count>(receivables(), ref, counted, newStamp());
    const table = outOfTime(tableWith((attempt) => attempt.apply(), overtaken(another)));
    const attempt = changeRecord<Count>(table, ref, counted, newStamp());
    await expect(attempt).rejects.toMatchObject({ known: 'contended' });
    expect(await stored(ref)).toMatchObject({ fields: { count: 1 } });
  });
});
