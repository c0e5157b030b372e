import { randomUUID } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { GaveUp } from '../../../shared/dynamodb/gave-up.ts';
import { newEffort } from '../../../shared/dynamodb/send.ts';
import { receivables, type Table } from '../../../shared/dynamodb/tables.ts';
import { createCustomer } from '../../../shared/receivables/customers/create.ts';
import { type RemovalOptions, removeCustomer } from '../../../shared/receivables/customers/remove.ts';
import { keptFor } from '../../../shared/receivables/customers/restoration-window.ts';
import { type Restoration, restoreCustomer } from '../../../shared/receivables/customers/restore.ts';
import { uniqueItemKey } from '../../../shared/receivables/customers/unique-keys.ts';
import { attachDependents } from '../../../shared/receivables/dependents/attach.ts';
import type { CustomerItem } from '../../../shared/receivables/items.ts';
import { type CustomerRef, customerItemKey, customerKey } from '../../../shared/receivables/keys.ts';
import { listKey } from '../../../shared/receivables/lists/listing.ts';
import { fence } from '../../../shared/receivables/repeats/fence.ts';
import { refusedName, settledName } from '../../../shared/receivables/repeats/settled-requests.ts';
import type { Stamp } from '../../../shared/receivables/stamp.ts';
import {
  answered,
  droppedAfter,
  type Fate,
  heldBack,
  inConflict,
  overtaken,
  withFates,
} from '../../support/faults.ts';
import {
  damage,
  expectRemoved,
  expire,
  expireCustomer,
  fencedBy,
  newScene,
  outOfTime,
  overwrite,
  storedUniqueKey,
  tableWith,
} from '../../support/scenes.ts';
import { newStamp, storeDependent, storedCustomer } from '../../support/store.ts';

const DAY = 24 * 60 * 60 * 1000;

const taxId = { name: 'TAXID', value: 'B12345674', freedByDeletion: true };

/** The stamp of a request at that time. */
const stampAt = (at: number): Stamp => ({
  at: new Date(at).toISOString(),
  by: 'test',
  requestId: randomUUID(),
});

const create = (ref: CustomerRef, { key = false, table = receivables() } = {}) =>
  createCustomer(
    table,
    {
      ref,
      profile: { name: 'Ada' },
      reference: { mark: 1 },
      listing: () => ({ values: { name: 'ada' }, order: 'ada' }),
      reuseErasedId: true,
      ...(key && { uniqueKey: taxId }),
    },
    newStamp(),
  );

const restore = (
  ref: CustomerRef,
  {
    table = receivables(),
    stamp = newStamp(),
    ...how
  }: Partial<Restoration & { table: Table; stamp: Stamp }> = {},
) => restoreCustomer(table, ref, { days: 30, ...how }, stamp);

/** The same of a vendor whose customers have unique values. */
const restoreWithKey = (ref: CustomerRef, how: Parameters<typeof restore>[1] = {}) =>
  restore(ref, { uniqueKeyOf: () => taxId, ...how });

const remove = (ref: CustomerRef, options: RemovalOptions = {}, stamp = newStamp(), table = receivables()) =>
  removeCustomer(table, ref, 'deletion', stamp, options);

/** A customer that was deleted: as it was before, and the deletion. */
async function deleted(options: RemovalOptions = {}, how: Parameters<typeof create>[1] = {}) {
  const scene = newScene();
  const [ref, other, third] = ['c1', 'c2', 'c3'].map(scene.customer) as [
    CustomerRef,
    CustomerRef,
    CustomerRef,
  ];
  await create(ref, how);
  const before = (await storedCustomer(ref)) as CustomerItem;
  const deletion = newStamp();
  await remove(ref, options, deletion);
  const tombstone = (await storedCustomer(ref)) as CustomerItem;
  return { scene, ref, other, third, before, deletion, tombstone };
}

/** The table, with these fates, and what is sent to it. */
function watched(...fates: Fate[]) {
  const sent: string[] = [];
  const table = withFates(receivables(), ({ name }) => {
    sent.push(name);
    return fates.shift() ?? answered;
  });
  return { table, sent };
}

describe('restoring a customer', () => {
  it.each<[string, RemovalOptions]>([
    ['that was deleted softly', {}],
    ['of a vendor that keeps nothing for good', keptFor(30)],
  ])('brings one back as it was, %s', async (_, options) => {
    const { ref, before, deletion, tombstone } = await deleted(options);
    const stamp = newStamp();
    const { table, sent } = watched();
    expect(tombstone.expiresAt !== undefined).toBe(options.expireAfter !== undefined);

    const result = await restore(ref, { table, stamp });

    const expected = {
      ...before,
      version: 3,
      update: stamp,
      settled: new Set([settledName(deletion), settledName(stamp)]),
    };
    expect(result).toEqual({ outcome: 'restored', customer: expected });
    expect(await storedCustomer(ref)).toEqual(expected);
    expect(sent).toEqual(['Get', 'Update']);
  });

  it('leaves an inactive one inactive', async () => {
    const scene = newScene();
    const ref = scene.customer();
    await create(ref);
    await expectRemoved(ref, 'deactivation');
    const { deactivation } = (await storedCustomer(ref)) as CustomerItem;
    await remove(ref);

    await restore(ref);

    expect(await storedCustomer(ref)).toMatchObject({
      deactivation,
      listKey: listKey(ref, 'CUSTOMER', 'INACTIVE'),
    });
  });

  it('guards it as before: what is attached next keeps it', async () => {
    const { ref } = await deleted();
    await restore(ref);
    await storeDependent(ref);
    expect(await remove(ref)).toMatchObject({ outcome: 'linked', linkCount: 1 });
  });

  it('can be done again and again', async () => {
    const { ref } = await deleted();
    await restore(ref);
    await remove(ref);
    expect((await restore(ref)).outcome).toBe('restored');
    expect(await storedCustomer(ref)).toMatchObject({ version: 5 });
  });
});

describe('is refused', () => {
  it('where there is none', async () => {
    const ref = newScene().customer();
    expect(await restore(ref)).toEqual({ outcome: 'notFound' });
    expect(await storedCustomer(ref)).toBe(undefined);
  });

  it('where there is nothing but a fence', async () => {
    const ref = newScene().customer();
    const stamp = newStamp();
    await fence(receivables(), customerItemKey(ref), stamp, newEffort(receivables()));
    expect(await restore(ref)).toEqual({ outcome: 'notFound' });
    expect(await storedCustomer(ref)).toMatchObject(fencedBy(stamp));
  });

  it('where it is not deleted, and says who is there', async () => {
    const ref = newScene().customer();
    await create(ref);
    const customer = await storedCustomer(ref);
    expect(await restore(ref)).toEqual({ outcome: 'notDeleted', customer });
    expect(await storedCustomer(ref)).toEqual(customer);
  });

  it('where its id has been used again, and says by whom', async () => {
    const { ref } = await deleted(keptFor(30));
    await create(ref);
    const customer = await storedCustomer(ref);
    expect(await restore(ref)).toEqual({ outcome: 'notDeleted', customer });
    expect(customer?.version).toBe(1);
    expect(await storedCustomer(ref)).toEqual(customer);
  });

  it.each<[string, RemovalOptions, number, string]>([
    ['a soft one', {}, 0, 'expired'],
    ['a soft one, a millisecond before', {}, -1, 'restored'],
    // Its time to live is in whole seconds, and what is over is seen by nobody.
    ['one that will be removed', keptFor(30), 0, 'notFound'],
    ['one that will be removed, a second before', keptFor(30), -1000, 'restored'],
    ['one that was promised less', keptFor(7), -23 * DAY, 'notFound'],
    ['one that was erased', keptFor(0), -30 * DAY, 'expired'],
  ])('when its time is over: %s', async (_, options, offset, outcome) => {
    const { ref, deletion, tombstone } = await deleted(options);
    const stamp = stampAt(Date.parse(deletion.at) + 30 * DAY + offset);

    const result = await restore(ref, { stamp });

    expect(result.outcome).toBe(outcome);
    if (outcome === 'expired') expect(result).toEqual({ outcome, customer: tombstone });
    if (outcome !== 'restored') expect(await storedCustomer(ref)).toEqual(tombstone);
  });

  it('where nothing is ever restored', async () => {
    const { ref, tombstone } = await deleted();
    expect(await restore(ref, { days: 0 })).toEqual({ outcome: 'expired', customer: tombstone });
    expect(await storedCustomer(ref)).toEqual(tombstone);
  });

  it('where it is not what was seen', async () => {
    const { ref, before, tombstone } = await deleted();
    const changed = { outcome: 'changed', customer: tombstone };
    const createdIn = before.creation.requestId;
    expect(await restore(ref, { seen: { version: 1, createdIn } })).toEqual(changed);
    expect(await restore(ref, { seen: { version: 2, createdIn: 'another' } })).toEqual(changed);
    expect(await storedCustomer(ref)).toEqual(tombstone);
    expect((await restore(ref, { seen: { version: 2, createdIn } })).outcome).toBe('restored');
  });
});

describe('what happens between reading and writing', () => {
  it('[version] is not undone: another request was shut out', async () => {
    const { ref, before } = await deleted();
    const stamp = newStamp();
    const shutOut = overtaken(() => fence(receivables(), before, stamp, newEffort(receivables())));

    const result = await restore(ref, { table: watched(answered, shutOut).table });

    expect(result.outcome).toBe('restored');
    const stored = (await storedCustomer(ref)) as CustomerItem;
    expect(stored.settled).toContain(refusedName(stamp));
    expect(stored.version).toBe(4);
  });

  it('[the same creation] is looked at: another customer has the id', async () => {
    const { ref } = await deleted();
    const replaced = overtaken(() => damage(ref, { creation: newStamp() }));
    const { table, sent } = watched(answered, replaced);
    expect((await restore(ref, { table })).outcome).toBe('restored');
    expect(sent).toEqual(['Get', 'Update', 'Update']);
  });

  it('[the same deletion] is looked at: another request has deleted it', async () => {
    const { ref } = await deleted();
    const stamp = newStamp();
    const replaced = overtaken(() => damage(ref, { deletion: stamp }));
    await restore(ref, { table: watched(answered, replaced).table });
    expect((await storedCustomer(ref))?.settled).toContain(settledName(stamp));
  });

  it('another restoration: one of them is told that it is not deleted', async () => {
    const { ref } = await deleted();
    const other = newStamp();
    const faster = overtaken(() => restore(ref, { stamp: other }));
    const result = await restore(ref, { table: watched(answered, faster).table });
    expect(result).toEqual({ outcome: 'notDeleted', customer: await storedCustomer(ref) });
    expect((await storedCustomer(ref))?.update).toEqual(other);
  });

  it('another customer is created under the id: it stays', async () => {
    const { ref } = await deleted(keptFor(30));
    const faster = overtaken(() => create(ref));
    const result = await restore(ref, { table: watched(answered, faster).table });
    expect(result).toEqual({ outcome: 'notDeleted', customer: await storedCustomer(ref) });
    expect(await storedCustomer(ref)).toMatchObject({ version: 1 });
  });

  it('and between seeing a deleted customer and creating one anew, likewise', async () => {
    const { ref } = await deleted(keptFor(30));
    const faster = overtaken(() => restore(ref));
    const result = await create(ref, { table: watched(answered, faster).table });
    expect(result).toEqual({ outcome: 'exists', customer: await storedCustomer(ref) });
    expect(await storedCustomer(ref)).toMatchObject({ version: 3 });
  });

  it('DynamoDB removes it: nothing is made of nothing', async () => {
    const { ref } = await deleted(keptFor(30));
    const removed = overtaken(() => expireCustomer(ref));
    expect(await restore(ref, { table: watched(answered, removed).table })).toEqual({ outcome: 'notFound' });
    expect(await storedCustomer(ref)).toBe(undefined);
  });

  it('DynamoDB removes it, and a request is shut out of what may come: that is no customer', async () => {
    const { ref } = await deleted(keptFor(30));
    const stamp = newStamp();
    const removed = overtaken(async () => {
      await expireCustomer(ref);
      await overwrite({ ...customerItemKey(ref), ...fencedBy(stamp) });
    });
    expect(await restore(ref, { table: watched(answered, removed).table })).toEqual({ outcome: 'notFound' });
  });

  it('others are faster until the time is over', async () => {
    const { ref } = await deleted();
    const again = overtaken(async () => {
      await restore(ref);
      await remove(ref);
    });
    const error = await restore(ref, { table: outOfTime(tableWith(answered, again)) }).catch(
      (cause) => cause,
    );
    expect(error).toBeInstanceOf(GaveUp);
    expect(error).toMatchObject({
      known: 'contended',
      message: expect.stringContaining(`restoring ${customerKey(ref)}: other requests were faster`),
    });
  });
});

describe('a unique key', () => {
  const owned = (ref: CustomerRef) => ({ ...uniqueItemKey(ref, taxId), holder: customerKey(ref) });

  it('is still that of a deleted customer, where nobody has claimed it', async () => {
    const { scene, ref, before, deletion } = await deleted({}, { key: true });
    const stamp = newStamp();
    const { table, sent } = watched();

    const result = await restoreWithKey(ref, { table, stamp });

    const settled = new Set([settledName(deletion), settledName(stamp)]);
    const expected = { ...before, version: 3, update: stamp, settled };
    expect(result).toEqual({ outcome: 'restored', customer: expected });
    expect(await storedCustomer(ref)).toEqual(expected);
    expect(await storedUniqueKey(scene, taxId)).toEqual(owned(ref));
    expect(sent).toEqual(['Get', 'TransactWrite']);
  });

  it('is claimed where it is free', async () => {
    const { scene, ref } = await deleted({}, { key: true });
    await expire(uniqueItemKey(scene, taxId));
    expect((await restoreWithKey(ref)).outcome).toBe('restored');
    expect(await storedUniqueKey(scene, taxId)).toEqual(owned(ref));
  });

  it('is taken over from a deleted customer, and back', async () => {
    const { scene, ref, other } = await deleted({}, { key: true });
    await create(other, { key: true });
    await remove(other);

    expect((await restoreWithKey(ref)).outcome).toBe('restored');
    expect(await storedUniqueKey(scene, taxId)).toEqual(owned(ref));
    expect(await restoreWithKey(other)).toEqual({ outcome: 'duplicate', owner: customerKey(ref) });

    await remove(ref);
    expect((await restoreWithKey(other)).outcome).toBe('restored');
    expect(await storedUniqueKey(scene, taxId)).toEqual(owned(other));
  });

  it('refuses, and changes nothing, where another customer has it', async () => {
    const { scene, ref, other, tombstone } = await deleted({}, { key: true });
    await create(other, { key: true });

    expect(await restoreWithKey(ref)).toEqual({ outcome: 'duplicate', owner: customerKey(other) });

    expect(await storedCustomer(ref)).toEqual(tombstone);
    expect(await storedUniqueKey(scene, taxId)).toEqual(owned(other));
  });

  it('is that of the faster of a restoration and a creation', async () => {
    const { scene, ref, other } = await deleted({}, { key: true });
    const created = overtaken(() => create(other, { key: true }));
    expect(await restoreWithKey(ref, { table: watched(answered, created).table })).toEqual({
      outcome: 'duplicate',
      owner: customerKey(other),
    });

    await remove(other);
    const restored = overtaken(() => restoreWithKey(ref));
    // The first attempt finds out whose the key is.
    const result = await create(scene.customer('c4'), {
      key: true,
      table: watched(answered, restored).table,
    });
    expect(result).toEqual({ outcome: 'duplicate', owner: customerKey(ref) });
  });

  it('and its customer at once: who has changed both meanwhile is seen in both', async () => {
    const { ref, other } = await deleted({}, { key: true });
    const both = overtaken(async () => {
      await create(other, { key: true });
      await fence(receivables(), customerItemKey(ref), newStamp(), newEffort(receivables()));
    });
    const { table, sent } = watched(answered, both);
    expect(await restoreWithKey(ref, { table })).toEqual({
      outcome: 'duplicate',
      owner: customerKey(other),
    });
    expect(sent).toEqual(['Get', 'TransactWrite', 'TransactWrite']);
  });
});

it('says who has the id, and not who has the unique key, where both are somebody else by now', async () => {
  const { ref, other } = await deleted({}, { key: true });
  await create(other, { key: true });
  const { table } = watched(
    answered,
    answered,
    overtaken(() => create(ref)),
  );
  expect(await restoreWithKey(ref, { table })).toEqual({
    outcome: 'notDeleted',
    customer: await storedCustomer(ref),
  });
});

describe('a lost answer', () => {
  it.each([
    ['without', restore, 'Update'],
    ['with', restoreWithKey, 'TransactWrite'],
  ] as const)('is told as it was, %s a unique key', async (_, restoring, write) => {
    const { ref } = await deleted({}, { key: true });
    const { table, sent } = watched(answered, droppedAfter);

    const result = await restoring(ref, { table });

    expect(result).toEqual({ outcome: 'restored', customer: await storedCustomer(ref) });
    expect(sent).toEqual(['Get', write, write]);
    expect(await storedCustomer(ref)).toMatchObject({ version: 3 });
  });

  it('is told so even where it is deleted again since, and stays deleted', async () => {
    const { ref } = await deleted();
    const stamp = newStamp();
    const lost: Fate = async (attempt) => {
      await attempt.apply();
      await remove(ref);
      return droppedAfter({ ...attempt, apply: async () => {} });
    };

    const result = await restore(ref, { table: watched(answered, lost).table, stamp });

    expect(result).toMatchObject({ outcome: 'restored', customer: { version: 3, update: stamp } });
    expect(result).not.toHaveProperty('customer.deletion');
    expect(await storedCustomer(ref)).toMatchObject({ version: 4, deletion: { by: 'test' } });
  });

  it('of a deletion lands no second time, however late it comes', async () => {
    const scene = newScene();
    const ref = scene.customer();
    await create(ref);
    const late = heldBack();
    expect((await remove(ref, {}, newStamp(), tableWith(late.fate))).outcome).toBe('removed');
    await restore(ref);
    const restored = await storedCustomer(ref);

    await late.arrive();

    expect(await storedCustomer(ref)).toEqual(restored);
    expect(restored?.deletion).toBe(undefined);
  });

  it('of a deletion is told so where the customer is restored since', async () => {
    const ref = newScene().customer();
    await create(ref);
    const lost: Fate = async (attempt) => {
      await attempt.apply();
      await restore(ref);
      return droppedAfter({ ...attempt, apply: async () => {} });
    };
    expect((await remove(ref, {}, newStamp(), tableWith(lost))).outcome).toBe('removed');
    expect((await storedCustomer(ref))?.deletion).toBe(undefined);
  });

  it('of an attach does not reach a customer that was restored after the refusal', async () => {
    const { ref, scene } = await deleted();
    const late = heldBack();
    const dependent = { ref: scene.dependent(), fields: {}, customer: ref };
    const result = await attachDependents(tableWith(late.fate), [dependent], newStamp());
    expect(result.outcome).toBe('customerNotFound');
    await restore(ref);
    await late.arrive();
    expect((await storedCustomer(ref))?.linkCount).toBe(0);
  });

  it('is shut out before its refusal for a unique key is told', async () => {
    const { ref, other } = await deleted({}, { key: true });
    await create(other, { key: true });
    const late = heldBack();
    const stamp = newStamp();
    // The first attempt finds out whose the key is; the second would take it over.
    const { table, sent } = watched(answered, answered, late.fate);
    expect(await restoreWithKey(ref, { table, stamp })).toEqual({
      outcome: 'duplicate',
      owner: customerKey(other),
    });
    expect(sent).toEqual(['Get', 'TransactWrite', 'TransactWrite', 'TransactWrite', 'Update']);
    await remove(other);

    await late.arrive();

    expect((await storedCustomer(ref))?.deletion).not.toBe(undefined);
    expect((await storedCustomer(ref))?.settled).toContain(refusedName(stamp));
  });

  it('is done, and not refused, where it arrives before it is shut out', async () => {
    const { scene, ref, other } = await deleted({}, { key: true });
    await create(other, { key: true });
    const late = heldBack();
    const arrives = overtaken(async () => {
      await remove(other);
      await late.arrive();
    });
    const stamp = newStamp();
    const { table } = watched(answered, answered, late.fate, answered, arrives);

    const result = await restoreWithKey(ref, { table, stamp });

    expect(result).toEqual({ outcome: 'restored', customer: await storedCustomer(ref) });
    expect(await storedUniqueKey(scene, taxId)).toMatchObject({ holder: customerKey(ref) });
  });
});

it('waits for its turn where other requests are in conflict', async () => {
  const { ref } = await deleted({}, { key: true });
  const { table, sent } = watched(answered, inConflict, inConflict);
  expect((await restoreWithKey(ref, { table })).outcome).toBe('restored');
  expect(sent).toHaveLength(4);
});
