import { describe, expect, it } from 'vitest';
import { receivables } from '../../../shared/dynamodb/tables.ts';
import { changeCustomer } from '../../../shared/receivables/customers/change.ts';
import { createCustomer } from '../../../shared/receivables/customers/create.ts';
import { updateCustomer } from '../../../shared/receivables/customers/update.ts';
import type { CustomerItem } from '../../../shared/receivables/items.ts';
import type { CustomerRef } from '../../../shared/receivables/keys.ts';
import { listKey } from '../../../shared/receivables/lists/listing.ts';
import { settledName } from '../../../shared/receivables/repeats/settled-requests.ts';
import { answered, droppedAfter, overtaken } from '../../support/faults.ts';
import {
  damage,
  expectRemoved,
  newScene,
  outOfTime,
  reactivate,
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

describe('changeCustomer', () => {
  it('makes of the customer what the change says, and gives it back', async () => {
    const ref = newScene().customer();
    const before = await storeCustomer(ref);
    const stamp = newStamp();

    const change = ({ profile }: CustomerItem<object>) => ({ profile: { ...profile, city: 'London' } });
    const result = await changeCustomer<object>(receivables(), ref, change, stamp);

    const customer = {
      ...before,
      profile: { name: 'Ada', city: 'London' },
      update: stamp,
      version: 2,
      settled: new Set([settledName(stamp)]),
    };
    expect(result).toEqual({ outcome: 'updated', customer });
    expect(await storedCustomer(ref)).toEqual(customer);
  });

  it('makes all of many changes at once', async () => {
    const ref = newScene().customer();
    await storeCustomer(ref);
    const names = ['a', 'b', 'c', 'd'];

    const results = await Promise.all(
      names.map((name) => {
        const change = ({ profile }: CustomerItem<object>) => ({ profile: { ...profile, [name]: true } });
        return changeCustomer<object>(receivables(), ref, change, newStamp());
      }),
    );

    expect(results.map(({ outcome }) => outcome)).toEqual(names.map(() => 'updated'));
    const profile = { name: 'Ada', a: true, b: true, c: true, d: true };
    expect(await storedCustomer(ref)).toMatchObject({ profile, version: 5 });
  });

  it('throws what the change throws, and has changed nothing', async () => {
    const ref = newScene().customer();
    const before = await storeCustomer(ref);
    const refused = new Error('refused');

    const result = changeCustomer(
      receivables(),
      ref,
      () => {
        throw refused;
      },
      newStamp(),
    );

    await expect(result).rejects.toBe(refused);
    expect(await storedCustomer(ref)).toEqual(before);
  });
});

describe('a change that reactivates', () => {
  it('takes the deactivation back and remembers both requests', async () => {
    const { ref, before } = await newInactive();
    const stamp = newStamp();

    const result = await reactivate(ref, receivables(), stamp);

    const { deactivation, ...active } = before;
    const customer = {
      ...active,
      listKey: listKey(ref, 'CUSTOMER', 'ACTIVE'),
      update: stamp,
      version: 3,
      settled: new Set([settledName(deactivation!), settledName(stamp)]),
    };
    expect(result).toEqual({ outcome: 'updated', customer });
    expect(await storedCustomer(ref)).toEqual(customer);
  });

  it('keeps what it remembers for a minute', async () => {
    const { ref } = await newInactive();
    const at = (age: number) => new Date(Date.now() - age).toISOString();
    const recent = `${at(59_000)} recent`;
    await damage(ref, { settled: new Set([recent, `${at(60_000)} older`, `${at(60_000)} older refused`]) });
    const { deactivation } = (await storedCustomer(ref))!;
    const stamp = newStamp();

    await reactivate(ref, receivables(), stamp);

    const settled = new Set([recent, settledName(deactivation!), settledName(stamp)]);
    expect((await storedCustomer(ref))?.settled).toEqual(settled);
  });

  it('leaves an active customer as it is', async () => {
    const ref = newScene().customer();
    const before = await storeCustomer(ref);

    expect(await reactivate(ref)).toEqual({ outcome: 'unchanged', customer: before });

    expect(await storedCustomer(ref)).toEqual(before);
  });

  it('finds nothing where there is no customer, or a deleted one', async () => {
    const ref = newScene().customer();
    expect(await reactivate(ref)).toEqual({ outcome: 'notFound' });

    const deleted = await storeRemovedCustomer(ref, 'deletion');
    expect(await reactivate(ref)).toEqual({ outcome: 'notFound' });

    expect(await storedCustomer(ref)).toEqual(deleted);
  });

  it('[not deleted] does not bring back a customer that is deleted meanwhile', async () => {
    const { ref } = await newInactive();
    const deleted = overtaken(async () => {
      await expectRemoved(ref, 'deletion');
      // As if the deletion had not counted up the version.
      await damage(ref, { version: 2 });
    });

    expect(await reactivate(ref, tableWith(answered, deleted))).toEqual({
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

    const result = await reactivate(ref, table);

    const stored = await storedCustomer(ref);
    expect(result).toEqual({ outcome: 'updated', customer: stored });
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

    await reactivate(ref, tableWith(answered, replaced, noted));

    expect(deactivations).toHaveLength(1);
    expect([...((await storedCustomer(ref))?.settled ?? [])]).toEqual(expect.arrayContaining(deactivations));
  });

  it('is told of an attempt that landed and lost its answer', async () => {
    const { ref } = await newInactive();
    const stamp = newStamp();

    const result = await reactivate(ref, tableWith(answered, droppedAfter), stamp);

    const stored = await storedCustomer(ref);
    expect(result).toEqual({ outcome: 'updated', customer: stored });
    expect(stored).toMatchObject({ update: stamp, version: 3 });
  });

  it('does not take back a deactivation that came after its own', async () => {
    const { ref } = await newInactive();
    const again = overtaken(() => expectRemoved(ref, 'deactivation'));

    const table = tableWith(answered, droppedAfter, again);
    expect(await reactivate(ref, table)).toMatchObject({ outcome: 'updated', customer: { version: 3 } });

    expect(await storedCustomer(ref)).toMatchObject({ deactivation: { by: 'test' }, version: 4 });
  });

  it('is told of an attempt that landed, even when the customer was deleted since', async () => {
    const { ref } = await newInactive();
    const deleted = overtaken(() => expectRemoved(ref, 'deletion'));

    const table = tableWith(answered, droppedAfter, deleted);
    expect(await reactivate(ref, table)).toMatchObject({ outcome: 'updated', customer: { version: 3 } });
  });

  it('gives up when its time is over, and has changed nothing', async () => {
    const { ref } = await newInactive();
    const faster = overtaken(() => update(ref));
    const table = outOfTime(tableWith(answered, faster));

    await expect(reactivate(ref, table)).rejects.toMatchObject({
      name: 'GaveUp',
      known: 'contended',
      message: expect.stringMatching(/^changing customer c1: other requests were faster/),
    });
    expect((await storedCustomer(ref))?.deactivation).toMatchObject({ by: 'test' });
  });
});
