import { describe, expect, it } from 'vitest';
import { receivables, type Table } from '../../../shared/dynamodb/tables.ts';
import { createCustomer } from '../../../shared/receivables/customers/create.ts';
import { uniqueItemKey } from '../../../shared/receivables/customers/unique-keys.ts';
import { updateCustomer } from '../../../shared/receivables/customers/update.ts';
import { type CustomerRef, customerItemKey, customerKey } from '../../../shared/receivables/keys.ts';
import { refusedName, settledName } from '../../../shared/receivables/repeats/settled-requests.ts';
import { answered, droppedBefore, heldBack, overtaken } from '../../support/faults.ts';
import {
  expectRemoved,
  expire,
  expireCustomer,
  fencedBy,
  newScene,
  storedUniqueKey,
  tableWith,
} from '../../support/scenes.ts';
import { newStamp, storedCustomer } from '../../support/store.ts';

const freed = { name: 'TAXID', value: 'B12345674', freedByDeletion: true };
const kept = { ...freed, freedByDeletion: false };

const create = (ref: CustomerRef, uniqueKey = freed, table: Table = receivables(), stamp = newStamp()) =>
  createCustomer(table, { ref, profile: {}, reference: {}, uniqueKey }, stamp);

/** The refs of two customers, and the item that says who owns the unique key. */
function newRivals() {
  const scene = newScene();
  const [first, second, third] = ['c1', 'c2', 'c3'].map(scene.customer) as [
    CustomerRef,
    CustomerRef,
    CustomerRef,
  ];
  const ownedBy = (ref: CustomerRef) => ({ ...uniqueItemKey(scene, freed), holder: customerKey(ref) });
  return { scene, first, second, third, ownedBy };
}

describe('a unique key', () => {
  it('is claimed with the customer', async () => {
    const { scene, first, ownedBy } = newRivals();

    expect((await create(first)).outcome).toBe('created');

    expect(await storedUniqueKey(scene, freed)).toEqual(ownedBy(first));
  });

  it('[free] is not taken from a customer who has it', async () => {
    const { scene, first, second, ownedBy } = newRivals();
    await create(first);

    expect(await create(second)).toEqual({ outcome: 'duplicate', owner: customerKey(first) });

    expect(await storedCustomer(second)).toBe(undefined);
    expect(await storedUniqueKey(scene, freed)).toEqual(ownedBy(first));
  });

  it('[owner deleted] is taken over from a deleted customer, where deletion frees it', async () => {
    const { scene, first, second, ownedBy } = newRivals();
    await create(first);
    await expectRemoved(first, 'deletion');

    expect((await create(second)).outcome).toBe('created');

    expect(await storedUniqueKey(scene, freed)).toEqual(ownedBy(second));
  });

  it('[owner deleted] is not taken over from an inactive customer', async () => {
    const { first, second } = newRivals();
    await create(first);
    await expectRemoved(first, 'deactivation');

    expect(await create(second)).toEqual({ outcome: 'duplicate', owner: customerKey(first) });
  });

  it('stays with a deleted customer where deletion does not free it', async () => {
    const { scene, first, second, ownedBy } = newRivals();
    await create(first, kept);
    await expectRemoved(first, 'deletion');

    expect(await create(second, kept)).toEqual({ outcome: 'duplicate', owner: customerKey(first) });

    expect(await storedUniqueKey(scene, freed)).toEqual(ownedBy(first));
  });

  it('[or gone] is taken over from a customer whose tombstone is gone', async () => {
    const { scene, first, second, ownedBy } = newRivals();
    await create(first);
    await expireCustomer(first);

    expect((await create(second)).outcome).toBe('created');

    expect(await storedUniqueKey(scene, freed)).toEqual(ownedBy(second));
  });

  it('is kept by a customer that is created anew under its own id', async () => {
    const { scene, first, ownedBy } = newRivals();
    await create(first);
    await expectRemoved(first, 'deletion');
    const wanted = { ref: first, profile: {}, reference: {}, uniqueKey: freed, reuseErasedId: true };

    expect((await createCustomer(receivables(), wanted, newStamp())).outcome).toBe('created');

    expect(await storedUniqueKey(scene, freed)).toEqual(ownedBy(first));
  });

  it('[still the owner seen] goes to one of two who want it from a deleted customer', async () => {
    const { scene, first, second, third, ownedBy } = newRivals();
    await create(first);
    await expectRemoved(first, 'deletion');
    const faster = tableWith(
      answered,
      overtaken(() => create(third)),
    );

    expect(await create(second, freed, faster)).toEqual({ outcome: 'duplicate', owner: customerKey(third) });

    expect(await storedUniqueKey(scene, freed)).toEqual(ownedBy(third));
  });

  it('is claimed anew where its owner gave it up, and the next owner was deleted at once', async () => {
    const { scene, first, second, third, ownedBy } = newRivals();
    await create(first);
    const changedHands = overtaken(async () => {
      const seen = (await storedCustomer(first))!;
      const uniqueKey = { from: freed, to: { ...freed, value: 'B2' } };
      await updateCustomer(receivables(), first, seen, { profile: {}, uniqueKey }, newStamp());
      await create(third);
      await expectRemoved(third, 'deletion');
    });

    const { outcome } = await create(second, freed, tableWith(answered, changedHands));

    expect(outcome).toBe('created');
    expect(await storedUniqueKey(scene, freed)).toEqual(ownedBy(second));
  });

  it('is free where its item is gone by now', async () => {
    const { scene, first, second, ownedBy } = newRivals();
    await create(first);
    await expectRemoved(first, 'deletion');
    const gone = tableWith(
      answered,
      overtaken(() => expire(uniqueItemKey(scene, freed))),
    );

    expect((await create(second, freed, gone)).outcome).toBe('created');

    expect(await storedUniqueKey(scene, freed)).toEqual(ownedBy(second));
  });
});

describe('a refused claim, with an attempt still under way', () => {
  it('stays refused when the attempt arrives after the owner was deleted', async () => {
    const { scene, first, second, ownedBy } = newRivals();
    await create(first);
    const { fate, arrive } = heldBack();
    const stamp = newStamp();

    expect(await create(second, freed, tableWith(answered, fate), stamp)).toEqual({
      outcome: 'duplicate',
      owner: customerKey(first),
    });
    await expectRemoved(first, 'deletion');
    await arrive();

    expect(await storedUniqueKey(scene, freed)).toEqual(ownedBy(first));
    expect(await storedCustomer(second)).toEqual({
      ...customerItemKey(second),
      linkCount: 0,
      reference: {},
      ...fencedBy(stamp),
    });
  });

  it('[version] stays refused where the attempt would take over a tombstone', async () => {
    const { scene, first, second, ownedBy } = newRivals();
    await create(first);
    await createCustomer(receivables(), { ref: second, profile: {}, reference: {} }, newStamp());
    await expectRemoved(second, 'deletion');
    const tombstone = await storedCustomer(second);
    const { fate, arrive } = heldBack();
    const wanted = { ref: second, profile: {}, reference: {}, uniqueKey: freed, reuseErasedId: true };
    const stamp = newStamp();

    const { outcome } = await createCustomer(tableWith(answered, fate), wanted, stamp);
    await expectRemoved(first, 'deletion');
    await arrive();

    expect(outcome).toBe('duplicate');
    const settled = new Set([settledName(stamp), refusedName(stamp)]);
    expect(await storedCustomer(second)).toEqual({ ...tombstone, version: 3, settled });
    expect(await storedUniqueKey(scene, freed)).toEqual(ownedBy(first));
  });

  it('is a success when the attempt arrives just before it is shut out', async () => {
    const { scene, first, second, ownedBy } = newRivals();
    await create(first);
    const { fate, arrive } = heldBack();
    const lastMoment = overtaken(async () => {
      await expectRemoved(first, 'deletion');
      await arrive();
    });
    const stamp = newStamp();

    const result = await create(second, freed, tableWith(answered, fate, answered, lastMoment), stamp);

    const customer = await storedCustomer(second);
    expect(result).toEqual({ outcome: 'created', customer });
    expect(customer).toMatchObject({ creation: stamp, version: 1 });
    expect(await storedUniqueKey(scene, freed)).toEqual(ownedBy(second));
  });

  it('is shut out of nothing when every attempt was answered', async () => {
    const { first, second } = newRivals();
    await create(first);

    await create(second);

    expect(await storedCustomer(second)).toBe(undefined);
  });

  it('costs no fence where the claim can never succeed any more', async () => {
    const { first, second } = newRivals();
    await create(first, kept);

    expect((await create(second, kept, tableWith(droppedBefore))).outcome).toBe('duplicate');

    expect(await storedCustomer(second)).toBe(undefined);
  });
});
