import { describe, expect, it } from 'vitest';
import { receivables } from '../../../shared/dynamodb/tables.ts';
import { attachDependents, attachTogether } from '../../../shared/receivables/dependents/attach.ts';
import type { Attachment } from '../../../shared/receivables/dependents/attachment.ts';
import { removeDependent } from '../../../shared/receivables/dependents/remove.ts';
import { updateDependent } from '../../../shared/receivables/dependents/update.ts';
import type { DependentItem } from '../../../shared/receivables/items.ts';
import { customerKey, type DependentRef, dependentItemKey } from '../../../shared/receivables/keys.ts';
import { listAttributes } from '../../../shared/receivables/lists/listing.ts';
import { lookUp } from '../../../shared/receivables/records/lookups.ts';
import { readRecord } from '../../../shared/receivables/records/read.ts';
import { storeRecord } from '../../../shared/receivables/records/store.ts';
import { settledName } from '../../../shared/receivables/repeats/settled-requests.ts';
import {
  answered,
  conflictHidesTheFirstReason,
  droppedAfter,
  droppedBefore,
  type Fate,
  heldBack,
  inConflict,
  overtaken,
} from '../../support/faults.ts';
import { expectRemoved, fencedBy, newScene, storedUniqueKey, tableWith } from '../../support/scenes.ts';
import {
  newStamp,
  storeCustomer,
  storeDependent,
  storedCustomer,
  storedDependent,
} from '../../support/store.ts';
import { tenantState } from '../../support/tenant-state.ts';

const listing = { values: { left: 7 }, order: 'o' };
const reference = (value: string) => ({ name: 'PAYMENT_ID', value, freedByDeletion: false });

/**
 * A customer with a dependent, `old`, and what a transaction wants: another dependent, a change of `old`, a record and
 * two lookups.
 */
async function newWish() {
  const scene = newScene();
  const customer = scene.customer();
  await storeCustomer(customer);
  const old = await storeDependent(customer, 'AR_ITEM', 'old');
  const seen = (await storedDependent(old))!;
  const ref = scene.dependent('new', 'AR_ITEM');
  const record = { ...scene, kind: 'GL_ITEM', id: '1' };
  const { vendor, tenant } = scene;
  const lookup = (value: string) => ({ vendor, tenant, name: 'KID', value });
  const found = (value: string) => lookUp(receivables(), lookup(value), 10);
  const wish: Attachment = {
    dependents: [{ ref, customer, fields: { amount: -1 } }],
    changes: [{ seen, fields: { left: 7 }, listing }],
    records: [{ ref: record, fields: { amount: 1 }, listing }],
    lookups: [
      { lookup: lookup('a'), id: 'new', leads: true },
      { lookup: lookup('b'), id: 'old', leads: false },
    ],
  };
  const state = () => tenantState(scene.vendor, scene.tenant);
  return { scene, customer, old, seen, ref, record, lookup, found, wish, state };
}

type Wish = Awaited<ReturnType<typeof newWish>>;

/** What is stored when all was. */
function written({ customer, ref, old, seen, record }: Wish, stamp = newStamp()) {
  const stamps = { creation: stamp, update: stamp };
  const row = (of: DependentRef) => listAttributes(of, of.kind, 'LIVE', listing);
  return {
    dependent: {
      ...{ ...dependentItemKey(ref), customerKey: customerKey(customer) },
      ...{ fields: { amount: -1 }, ...stamps, version: 1 },
    },
    changed: {
      ...{ ...seen, fields: { left: 7 }, ...row(old), update: stamp, version: 2 },
      settled: new Set([settledName(stamp)]),
    },
    record: { ...dependentItemKey(record), ...row(record), fields: { amount: 1 }, ...stamps, revision: 1 },
  };
}

const another = async (ref: DependentRef, fields = {}) => {
  const seen = (await storedDependent(ref)) as DependentItem;
  const { outcome } = await updateDependent(receivables(), seen, { fields }, newStamp());
  expect(outcome).toBe('updated');
};

async function expectWritten(wish: Wish, stamp: ReturnType<typeof newStamp>) {
  const { dependent, changed, record } = written(wish, stamp);
  expect(await storedDependent(wish.ref)).toEqual(dependent);
  expect(await storedDependent(wish.old)).toEqual(changed);
  expect(await readRecord(receivables(), wish.record)).toEqual(record);
  expect(await wish.found('a')).toEqual(['new']);
  expect((await storedCustomer(wish.customer))?.linkCount).toBe(2);
}

describe('attachTogether', () => {
  it('stores, changes and counts all of it in one transaction', async () => {
    const wish = await newWish();
    const stamp = newStamp();
    await attachTogether(
      receivables(),
      { dependents: [], lookups: [{ lookup: wish.lookup('b'), id: 'old', leads: true }] },
      newStamp(),
    );
    expect(await wish.found('b')).toEqual(['old']);

    const result = await attachTogether(receivables(), wish.wish, stamp);

    const { dependent, changed } = written(wish, stamp);
    expect(result).toEqual({ outcome: 'attached', dependents: [dependent], changed: [changed] });
    await expectWritten(wish, stamp);
    expect(await wish.found('b')).toEqual([]);
  });

  it('changes where nothing new is attached', async () => {
    const wish = await newWish();
    const stamp = newStamp();
    const result = await attachTogether(receivables(), { ...wish.wish, dependents: [] }, stamp);
    const { changed } = written(wish, stamp);
    expect(result).toEqual({ outcome: 'attached', dependents: [], changed: [changed] });
    expect(await storedDependent(wish.old)).toEqual(changed);
    expect((await storedCustomer(wish.customer))?.linkCount).toBe(1);
  });

  it('leaves the place in lists of what is changed without a listing', async () => {
    const { wish, seen, old } = await newWish();
    await attachTogether(
      receivables(),
      { dependents: [], changes: [{ seen, fields: {}, listing }] },
      newStamp(),
    );
    const listed = (await storedDependent(old))!;
    const change = { seen: listed, fields: { left: 0 } };
    await attachTogether(
      receivables(),
      { ...wish, dependents: [], changes: [change], records: [] },
      newStamp(),
    );
    const { fields, listOrder } = (await storedDependent(old))!;
    expect([fields, listOrder]).toEqual([{ left: 0 }, listed.listOrder]);
  });
});

describe('attachTogether refuses, and writes nothing', () => {
  it('[version] where a dependent that is to change was changed by another', async () => {
    const { wish, old, state } = await newWish();
    await another(old);
    const before = await state();
    expect(await attachTogether(receivables(), wish, newStamp())).toEqual({ outcome: 'changed', ref: old });
    expect(await state()).toEqual(before);
  });

  it('[not deleted] where it has ended', async () => {
    const { wish, old, seen, state } = await newWish();
    await removeDependent(receivables(), old, () => true, newStamp());
    const before = await state();
    const changes = [{ seen: { ...seen, version: 2 }, fields: {} }];
    const refused = { outcome: 'changed', ref: old };
    expect(await attachTogether(receivables(), { ...wish, changes }, newStamp())).toEqual(refused);
    expect(await attachTogether(receivables(), wish, newStamp())).toEqual(refused);
    expect(await state()).toEqual(before);
  });

  it('where it is not there at all', async () => {
    const { wish, scene, seen, state } = await newWish();
    const ref = scene.dependent('none', 'AR_ITEM');
    const changes = [...(wish.changes ?? []), { seen: { ...seen, ...dependentItemKey(ref) }, fields: {} }];
    const before = await state();
    expect(await attachTogether(receivables(), { ...wish, changes }, newStamp())).toEqual({
      outcome: 'changed',
      ref,
    });
    expect(await state()).toEqual(before);
  });

  it('[record absent] where a record is there', async () => {
    const { wish, record, state } = await newWish();
    await storeRecord(receivables(), { ref: record, fields: {} }, newStamp());
    const before = await state();
    const { pk } = dependentItemKey(record);
    expect(await attachTogether(receivables(), wish, newStamp())).toEqual({ outcome: 'recordExists', pk });
    expect(await state()).toEqual(before);
  });

  it('where a dependent is there, whatever else is in the way', async () => {
    const { wish, ref, record, customer, old, state } = await newWish();
    await storeDependent(customer, ref.kind, ref.id);
    await storeRecord(receivables(), { ref: record, fields: {} }, newStamp());
    await another(old);
    const before = await state();
    expect(await attachTogether(receivables(), wish, newStamp())).toEqual({
      outcome: 'dependentExists',
      dependent: await storedDependent(ref),
    });
    expect(await state()).toEqual(before);
  });

  it('where the customer of a new dependent is deleted', async () => {
    const { wish, scene, ref, state } = await newWish();
    const customer = scene.customer('gone');
    await storeCustomer(customer);
    await expectRemoved(customer, 'deletion');
    const before = await state();
    const dependents = [{ ref, customer, fields: {} }];
    const refused = { outcome: 'customerNotFound', customer };
    expect(await attachTogether(receivables(), { ...wish, dependents }, newStamp())).toEqual(refused);
    expect(await state()).toEqual(before);
  });
});

describe('the unique key of a dependent that another gives up to it', () => {
  it('[still the owner seen] is its own then', async () => {
    const { wish, scene, ref, customer, seen } = await newWish();
    const uniqueKey = { ...reference('p1') };
    const first = { ref: scene.dependent('first', 'AR_ITEM'), fields: {}, uniqueKey };
    await attachTogether(receivables(), { dependents: [first] }, newStamp());
    const owner = dependentItemKey(first.ref).pk;
    const claiming = (from: string) => ({
      ...wish,
      dependents: [{ ref, customer, fields: {}, uniqueKey: { ...uniqueKey, from } }],
    });
    const before = await tenantState(scene.vendor, scene.tenant);

    const refused = await attachTogether(receivables(), claiming(seen.pk), newStamp());
    expect(refused).toEqual({ outcome: 'duplicate', owner, ref });
    expect(await tenantState(scene.vendor, scene.tenant)).toEqual(before);

    expect((await attachTogether(receivables(), claiming(owner), newStamp())).outcome).toBe('attached');
    expect(await storedUniqueKey(scene, uniqueKey)).toMatchObject({ holder: dependentItemKey(ref).pk });
  });
});

describe('attachTogether after an attempt without an answer', () => {
  it.each<[string, Fate]>([
    ['landed', droppedAfter],
    ['did not land', droppedBefore],
    ['met another transaction', inConflict],
  ])('that %s is told of what is stored, once', async (_, fate) => {
    const wish = await newWish();
    const stamp = newStamp();
    const result = await attachTogether(tableWith(fate), wish.wish, stamp);
    const { dependent, changed } = written(wish, stamp);
    expect(result).toEqual({ outcome: 'attached', dependents: [dependent], changed: [changed] });
    await expectWritten(wish, stamp);
  });

  it('that landed knows itself by what it changed, also where another has changed it since', async () => {
    const { wish, old } = await newWish();
    const stamp = newStamp();
    const table = tableWith(
      droppedAfter,
      overtaken(() => another(old, { left: 0 })),
    );
    const { outcome } = await attachTogether(table, { ...wish, dependents: [], records: [] }, stamp);
    expect(outcome).toBe('attached');
    expect(await storedDependent(old)).toMatchObject({ fields: { left: 0 }, version: 3 });
  });

  it('that landed knows itself by what it changed or stored, where a conflict hides the rest', async () => {
    for (const hide of [{ records: [] }, { changes: [] }]) {
      const { wish } = await newWish();
      const table = tableWith(droppedAfter, conflictHidesTheFirstReason());
      expect((await attachTogether(table, { ...wish, ...hide }, newStamp())).outcome).toBe('attached');
    }
  });

  it('stays refused for a change of another when it arrives late, without a fence', async () => {
    const { wish, old, state } = await newWish();
    const { fate, arrive } = heldBack();
    const table = tableWith(
      fate,
      overtaken(() => another(old)),
    );
    expect(await attachTogether(table, wish, newStamp())).toEqual({ outcome: 'changed', ref: old });
    const before = await state();
    await arrive();
    expect(await state()).toEqual(before);
  });

  it('[not settled] stays refused by its customer when it arrives late: a fence', async () => {
    const { wish, scene, ref, old, seen } = await newWish();
    const customer = scene.customer('later');
    const { fate, arrive } = heldBack();
    const stamp = newStamp();
    const attachment = { ...wish, dependents: [{ ref, customer, fields: {} }] };
    const result = await attachTogether(tableWith(fate), attachment, stamp);
    expect(result).toEqual({ outcome: 'customerNotFound', customer });
    const fence = { ...dependentItemKey(ref), fields: {}, ...fencedBy(stamp) };
    expect(await storedDependent(ref)).toEqual(fence);

    await storeCustomer(customer);
    await arrive();
    expect([await storedDependent(ref), await storedDependent(old)]).toEqual([fence, seen]);

    // Nor does another round of the same request take its own fence for what it wanted.
    const again = await attachTogether(receivables(), attachment, stamp);
    expect(again).toEqual({ outcome: 'dependentExists', dependent: fence });
    expect((await attachDependents(receivables(), attachment.dependents, newStamp())).outcome).toBe(
      'attached',
    );
  });

  it('is a success when it arrives just before it is shut out', async () => {
    const { wish, scene, ref, old } = await newWish();
    const customer = scene.customer('later');
    const { fate, arrive } = heldBack();
    const lastMoment = overtaken(async () => {
      await storeCustomer(customer);
      await arrive();
    });
    const table = tableWith(fate, answered, answered, lastMoment);
    const attachment = { ...wish, dependents: [{ ref, customer, fields: {} }] };
    expect((await attachTogether(table, attachment, newStamp())).outcome).toBe('attached');
    expect((await storedDependent(old))?.fields).toEqual({ left: 7 });
  });
});
