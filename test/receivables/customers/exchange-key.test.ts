import { describe, expect, it } from 'vitest';
import { receivables, type Table } from '../../../shared/dynamodb/tables.ts';
import { createCustomer } from '../../../shared/receivables/customers/create.ts';
import { type UniqueKey, uniqueItemKey } from '../../../shared/receivables/customers/unique-keys.ts';
import { updateCustomer } from '../../../shared/receivables/customers/update.ts';
import type { CustomerItem } from '../../../shared/receivables/items.ts';
import { type CustomerRef, customerKey } from '../../../shared/receivables/keys.ts';
import { refusedName, settledName } from '../../../shared/receivables/repeats/settled-requests.ts';
import type { Stamp } from '../../../shared/receivables/stamp.ts';
import { answered, droppedAfter, heldBack, inConflict, overtaken } from '../../support/faults.ts';
import {
  expectRemoved,
  expire,
  expireCustomer,
  newScene,
  outOfTime,
  overwrite,
  storedUniqueKey,
  tableWith,
} from '../../support/scenes.ts';
import { newStamp, storeCustomer, storeDependent, storedCustomer } from '../../support/store.ts';

const key = (value: string): UniqueKey => ({ name: 'TAXID', value, freedByDeletion: true });
const [before, after] = [key('A1'), key('B2')];
const profile = { name: 'Grace' };

/** A customer with a unique key, another customer's ref, and who owns each of the two keys. */
async function newOwner() {
  const scene = newScene();
  const [ref, other] = [scene.customer('c1'), scene.customer('c2')];
  await create(ref, before);
  const owners = () =>
    Promise.all(
      [before, after].map(
        async (each) => ((await storedUniqueKey(scene, each)) as { holder?: string })?.holder,
      ),
    );
  return { scene, ref, other, seen: (await storedCustomer(ref)) as CustomerItem, owners };
}

const create = (ref: CustomerRef, uniqueKey: UniqueKey) =>
  createCustomer(receivables(), { ref, profile: {}, reference: {}, uniqueKey }, newStamp());

const exchange = (ref: CustomerRef, seen: CustomerItem, table: Table = receivables(), stamp = newStamp()) =>
  updateCustomer(table, ref, seen, { profile, uniqueKey: { from: before, to: after } }, stamp);

/** Its owner takes another key, so that `after` is free. */
const giveUpKey = async (owner: CustomerRef) =>
  updateCustomer(
    receivables(),
    owner,
    (await storedCustomer(owner)) as CustomerItem,
    { profile, uniqueKey: { from: after, to: key('C3') } },
    newStamp(),
  );

/** The customer as an exchange with this stamp leaves it. */
const exchanged = (seen: CustomerItem, stamp: Stamp): CustomerItem => ({
  ...seen,
  profile,
  update: stamp,
  version: seen.version + 1,
  settled: new Set([settledName(stamp)]),
});

describe('an exchange of unique keys', () => {
  it('claims the one and releases the other, together with the profile', async () => {
    const { ref, seen, owners } = await newOwner();
    const stamp = newStamp();

    const result = await exchange(ref, seen, receivables(), stamp);

    expect(result).toEqual({ outcome: 'updated', customer: exchanged(seen, stamp) });
    expect(await storedCustomer(ref)).toEqual(exchanged(seen, stamp));
    expect(await owners()).toEqual([undefined, customerKey(ref)]);
  });

  it('gives a first key to a customer that had none', async () => {
    const { other, owners } = await newOwner();
    const seen = await storeCustomer(other);

    const result = await updateCustomer(
      receivables(),
      other,
      seen,
      { profile, uniqueKey: { to: after } },
      newStamp(),
    );

    expect(result.outcome).toBe('updated');
    expect((await owners())[1]).toBe(customerKey(other));
  });

  it('of a key for itself is a plain update', async () => {
    const { ref, seen, owners } = await newOwner();

    const change = { profile, uniqueKey: { from: before, to: { ...before } } };
    const result = await updateCustomer(receivables(), ref, seen, change, newStamp());

    expect(result.outcome).toBe('updated');
    expect(await owners()).toEqual([customerKey(ref), undefined]);
  });

  it('leaves the links alone', async () => {
    const { ref, seen } = await newOwner();
    await storeDependent(ref);

    await exchange(ref, seen);

    expect((await storedCustomer(ref))?.linkCount).toBe(1);
  });

  it('is refused where another customer has the key, and changes nothing', async () => {
    const { ref, other, seen, owners } = await newOwner();
    await create(other, after);

    expect(await exchange(ref, seen)).toEqual({ outcome: 'duplicate', owner: customerKey(other) });

    expect(await storedCustomer(ref)).toEqual(seen);
    expect(await owners()).toEqual([customerKey(ref), customerKey(other)]);
  });

  it.each(['deleted', 'gone'])('takes the key over from a customer that is %s', async (how) => {
    const { ref, other, seen, owners } = await newOwner();
    await create(other, after);
    if (how === 'deleted') await expectRemoved(other, 'deletion');
    else await expireCustomer(other);

    expect((await exchange(ref, seen)).outcome).toBe('updated');

    expect(await owners()).toEqual([undefined, customerKey(ref)]);
  });

  it('is refused by another customer at the very key that it just took over from a third', async () => {
    const { scene, ref, other, seen, owners } = await newOwner();
    const third = scene.customer('c3');
    await create(third, after);
    await expectRemoved(third, 'deletion');
    const faster = tableWith(
      answered,
      overtaken(() => create(other, after)),
    );

    expect(await exchange(ref, seen, faster)).toEqual({ outcome: 'duplicate', owner: customerKey(other) });

    expect(await owners()).toEqual([customerKey(ref), customerKey(other)]);
  });

  it('takes a key whose item is gone by now', async () => {
    const { scene, ref, other, seen, owners } = await newOwner();
    await create(other, after);
    await expectRemoved(other, 'deletion');
    const gone = tableWith(
      answered,
      overtaken(() => expire(uniqueItemKey(scene, after))),
    );

    expect((await exchange(ref, seen, gone)).outcome).toBe('updated');

    expect(await owners()).toEqual([undefined, customerKey(ref)]);
  });

  it('gives up when its time is over before it has learnt enough, and has changed nothing', async () => {
    const { ref, other, seen, owners } = await newOwner();
    await create(other, after);
    await expectRemoved(other, 'deletion');

    await expect(exchange(ref, seen, outOfTime(receivables()))).rejects.toMatchObject({
      name: 'GaveUp',
      known: 'contended',
      message: `changing ${customerKey(ref)}: other requests were faster until the time was over, 1 times`,
    });

    expect(await storedCustomer(ref)).toEqual(seen);
    expect(await owners()).toEqual([customerKey(ref), customerKey(other)]);
  });

  it('leaves a customer that another request changed, and both keys', async () => {
    const { ref, seen, owners } = await newOwner();
    await updateCustomer(receivables(), ref, seen, { profile: { name: 'Eve' } }, newStamp());
    const customer = await storedCustomer(ref);

    expect(await exchange(ref, seen)).toEqual({ outcome: 'changed', customer });

    expect(await owners()).toEqual([customerKey(ref), undefined]);
  });

  it('finds nothing where the customer was deleted', async () => {
    const { ref, seen, owners } = await newOwner();
    await expectRemoved(ref, 'deletion');

    expect(await exchange(ref, seen)).toEqual({ outcome: 'notFound' });

    expect(await owners()).toEqual([customerKey(ref), undefined]);
  });

  it('[owner] releases no key of another customer', async () => {
    const { scene, ref, other, seen } = await newOwner();
    // Only a hand on the table can make it so.
    await overwrite({ ...uniqueItemKey(scene, before), holder: customerKey(other) });

    await expect(exchange(ref, seen)).rejects.toThrow(
      `${customerKey(ref)} does not own the TAXID that it gives up`,
    );

    expect(await storedUniqueKey(scene, before)).toMatchObject({ holder: customerKey(other) });
    expect(await storedUniqueKey(scene, after)).toBe(undefined);
    expect(await storedCustomer(ref)).toEqual(seen);
  });
});

describe('an exchange of unique keys without an answer', () => {
  it('is told that it landed', async () => {
    const { ref, seen, owners } = await newOwner();
    const stamp = newStamp();

    const result = await exchange(ref, seen, tableWith(droppedAfter), stamp);

    expect(result).toEqual({ outcome: 'updated', customer: exchanged(seen, stamp) });
    expect((await storedCustomer(ref))?.version).toBe(2);
    expect(await owners()).toEqual([undefined, customerKey(ref)]);
  });

  it('stays refused when an attempt arrives after the key is free', async () => {
    const { ref, other, seen, owners } = await newOwner();
    await create(other, after);
    const { fate, arrive } = heldBack();
    const stamp = newStamp();

    const result = await exchange(ref, seen, tableWith(fate), stamp);
    await giveUpKey(other);
    await arrive();

    expect(result).toEqual({ outcome: 'duplicate', owner: customerKey(other) });
    const settled = new Set([settledName(stamp), refusedName(stamp)]);
    expect(await storedCustomer(ref)).toEqual({ ...seen, version: 2, settled });
    expect(await owners()).toEqual([customerKey(ref), undefined]);
  });

  it('is a success when an attempt arrives just before it is shut out', async () => {
    const { ref, other, seen, owners } = await newOwner();
    await create(other, after);
    const { fate, arrive } = heldBack();
    const lastMoment = overtaken(async () => {
      await giveUpKey(other);
      await arrive();
    });
    const stamp = newStamp();

    const result = await exchange(ref, seen, tableWith(fate, answered, answered, lastMoment), stamp);

    expect(result).toEqual({ outcome: 'updated', customer: exchanged(seen, stamp) });
    expect(await owners()).toEqual([undefined, customerKey(ref)]);
  });

  it('has changed nothing where its time was over on contention alone', async () => {
    const { ref, seen, owners } = await newOwner();

    await expect(exchange(ref, seen, outOfTime(tableWith(inConflict)))).rejects.toMatchObject({
      name: 'GaveUp',
      known: 'contended',
    });

    expect(await storedCustomer(ref)).toEqual(seen);
    expect(await owners()).toEqual([customerKey(ref), undefined]);
  });
});
