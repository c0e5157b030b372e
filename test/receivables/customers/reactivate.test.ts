import { describe, expect, it } from 'vitest';
import { receivables } from '../../../shared/dynamodb/tables.ts';
import { createCustomer } from '../../../shared/receivables/customers/create.ts';
import { reactivateCustomer } from '../../../shared/receivables/customers/reactivate.ts';
import { updateCustomer } from '../../../shared/receivables/customers/update.ts';
import type { CustomerRef } from '../../../shared/receivables/keys.ts';
import { listKey } from '../../../shared/receivables/lists/listing.ts';
import { settledName } from '../../../shared/receivables/repeats/settled-requests.ts';
import { answered, droppedAfter, overtaken } from '../../support/faults.ts';
import {
  damage,
  expectRemoved,
  newScene,
  outOfTime,
  storeRemovedCustomer,
  tableWith,
} from '../../support/scenes.ts';
import { newStamp, storeCustomer, storedCustomer } from '../../support/store.ts';

const newInactive = async () => {
  const ref = newScene().customer();
  return { ref, before: await storeRemovedCustomer(ref, 'deactivation') };
};

const update = async (ref: CustomerRef) =>
  updateCustomer(
    receivables(),
    ref,
    (await storedCustomer(ref))!,
    { profile: { name: 'Grace' } },
    newStamp(),
  );

describe('reactivateCustomer', () => {
  it('takes the deactivation back and remembers both requests', async () => {
    const { ref, before } = await newInactive();
    const stamp = newStamp();

    expect(await reactivateCustomer(receivables(), ref, stamp)).toEqual({ outcome: 'active' });

    const { deactivation, ...active } = before;
    const settled = new Set([settledName(deactivation!), settledName(stamp)]);
    expect(await storedCustomer(ref)).toEqual({
      ...active,
      listKey: listKey(ref, 'CUSTOMER', 'ACTIVE'),
      update: stamp,
      version: 3,
      settled,
    });
  });

  it('keeps what it remembers for a minute', async () => {
    const { ref } = await newInactive();
    const at = (age: number) => new Date(Date.now() - age).toISOString();
    const recent = `${at(59_000)} recent`;
    await damage(ref, { settled: new Set([recent, `${at(60_000)} older`, `${at(60_000)} older refused`]) });
    const { deactivation } = (await storedCustomer(ref))!;
    const stamp = newStamp();

    await reactivateCustomer(receivables(), ref, stamp);

    const settled = new Set([recent, settledName(deactivation!), settledName(stamp)]);
    expect((await storedCustomer(ref))?.settled).toEqual(settled);
  });

  it('leaves an active customer as it is', async () => {
    const ref = newScene().customer();
    const before = await storeCustomer(ref);

    expect(await reactivateCustomer(receivables(), ref, newStamp())).toEqual({ outcome: 'active' });

    expect(await storedCustomer(ref)).toEqual(before);
  });

  it('finds nothing where there is no customer, or a deleted one', async () => {
    const ref = newScene().customer();
    expect(await reactivateCustomer(receivables(), ref, newStamp())).toEqual({ outcome: 'notFound' });

    const deleted = await storeRemovedCustomer(ref, 'deletion');
    expect(await reactivateCustomer(receivables(), ref, newStamp())).toEqual({ outcome: 'notFound' });

    expect(await storedCustomer(ref)).toEqual(deleted);
  });

  it('[not deleted] does not bring back a customer that is deleted meanwhile', async () => {
    const { ref } = await newInactive();
    const deleted = overtaken(async () => {
      await expectRemoved(ref, 'deletion');
      // As if the deletion had not counted up the version.
      await damage(ref, { version: 2 });
    });

    expect(await reactivateCustomer(tableWith(answered, deleted), ref, newStamp())).toEqual({
      outcome: 'notFound',
    });

    expect((await storedCustomer(ref))?.deactivation?.by).toBe('test');
  });

  it('[version] keeps a change that another request makes meanwhile', async () => {
    const { ref } = await newInactive();
    const table = tableWith(
      answered,
      overtaken(() => update(ref)),
    );

    expect(await reactivateCustomer(table, ref, newStamp())).toEqual({ outcome: 'active' });

    const stored = await storedCustomer(ref);
    expect(stored).toMatchObject({ profile: { name: 'Grace' }, version: 4 });
    expect(stored?.settled?.size).toBe(3);
  });

  it('[creation] remembers the deactivation of who has the number meanwhile', async () => {
    const { ref } = await newInactive();
    const replaced = overtaken(async () => {
      await expectRemoved(ref, 'deletion');
      await createCustomer(
        receivables(),
        { ref, profile: {}, reference: {}, reuseErasedId: true },
        newStamp(),
      );
      await expectRemoved(ref, 'deactivation');
    });
    const deactivations: string[] = [];
    const noted = overtaken(async () =>
      deactivations.push(settledName((await storedCustomer(ref))!.deactivation!)),
    );

    await reactivateCustomer(tableWith(answered, replaced, noted), ref, newStamp());

    expect(deactivations).toHaveLength(1);
    expect([...((await storedCustomer(ref))?.settled ?? [])]).toEqual(expect.arrayContaining(deactivations));
  });

  it('is told of an attempt that landed and lost its answer', async () => {
    const { ref } = await newInactive();
    const stamp = newStamp();

    expect(await reactivateCustomer(tableWith(answered, droppedAfter), ref, stamp)).toEqual({
      outcome: 'active',
    });

    expect(await storedCustomer(ref)).toMatchObject({ update: stamp, version: 3 });
  });

  it('does not take back a deactivation that came after its own', async () => {
    const { ref } = await newInactive();
    const again = overtaken(() => expectRemoved(ref, 'deactivation'));

    const table = tableWith(answered, droppedAfter, again);
    expect(await reactivateCustomer(table, ref, newStamp())).toEqual({ outcome: 'active' });

    expect(await storedCustomer(ref)).toMatchObject({ deactivation: { by: 'test' }, version: 4 });
  });

  it('is told of an attempt that landed, even when the customer was deleted since', async () => {
    const { ref } = await newInactive();
    const deleted = overtaken(() => expectRemoved(ref, 'deletion'));

    const table = tableWith(answered, droppedAfter, deleted);
    expect(await reactivateCustomer(table, ref, newStamp())).toEqual({ outcome: 'active' });
  });

  it('gives up when its time is over, and has changed nothing', async () => {
    const { ref } = await newInactive();
    const faster = overtaken(() => update(ref));
    const table = outOfTime(tableWith(answered, faster));

    await expect(reactivateCustomer(table, ref, newStamp())).rejects.toMatchObject({
      name: 'GaveUp',
      known: 'contended',
      message: expect.stringMatching(/^reactivating test#.*#c1: other requests were faster/),
    });
    expect((await storedCustomer(ref))?.deactivation).toMatchObject({ by: 'test' });
  });
});
