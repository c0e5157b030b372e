import { describe, expect, it } from 'vitest';
import { receivables } from '../../../shared/dynamodb/tables.ts';
import { createCustomer } from '../../../shared/receivables/customers/create.ts';
import { type CustomerChange, updateCustomer } from '../../../shared/receivables/customers/update.ts';
import type { CustomerItem } from '../../../shared/receivables/items.ts';
import type { CustomerRef } from '../../../shared/receivables/keys.ts';
import { type Listing, listKey } from '../../../shared/receivables/lists/listing.ts';
import { settledName } from '../../../shared/receivables/repeats/settled-requests.ts';
import type { Stamp } from '../../../shared/receivables/stamp.ts';
import { droppedAfter, overtaken } from '../../support/faults.ts';
import { damage, expectRemoved, newScene, tableWith } from '../../support/scenes.ts';
import { newStamp, storeCustomer, storeDependent, storedCustomer } from '../../support/store.ts';

const profile = { name: 'Grace' };
const LISTING: Listing = { values: { name: 'grace' }, order: 'grace' };

async function newCustomer() {
  const ref = newScene().customer();
  return { ref, seen: await storeCustomer(ref) };
}

/** The customer as an update of this stamp leaves it. */
const changedBy = (seen: CustomerItem, stamp: Stamp): CustomerItem => ({
  ...seen,
  profile,
  update: stamp,
  version: seen.version + 1,
  settled: new Set([settledName(stamp)]),
});

/** Another request's update of what is stored. */
const changeIt = async (ref: CustomerRef) =>
  updateCustomer(
    receivables(),
    ref,
    (await storedCustomer(ref)) as CustomerItem,
    { profile: { name: 'Eve' } },
    newStamp(),
  );

describe('updateCustomer', () => {
  it('replaces the profile', async () => {
    const { ref, seen } = await newCustomer();
    await storeDependent(ref);
    const stamp = newStamp();

    const result = await updateCustomer(receivables(), ref, seen, { profile }, stamp);

    const settled = new Set([settledName(stamp)]);
    const customer = { ...seen, linkCount: 1, profile, update: stamp, version: 2, settled };
    expect(result).toEqual({ outcome: 'updated', customer });
    expect(await storedCustomer(ref)).toEqual(customer);
  });

  it('updates an inactive customer too', async () => {
    const { ref } = await newCustomer();
    await expectRemoved(ref, 'deactivation');
    const seen = (await storedCustomer(ref)) as CustomerItem;

    expect((await updateCustomer(receivables(), ref, seen, { profile }, newStamp())).outcome).toBe('updated');
  });

  it('finds nothing where there is no customer', async () => {
    const { seen } = await newCustomer();
    const nowhere = newScene().customer();

    expect(await updateCustomer(receivables(), nowhere, seen, { profile }, newStamp())).toEqual({
      outcome: 'notFound',
    });

    expect(await storedCustomer(nowhere)).toBe(undefined);
  });

  it('is told of an attempt that landed and lost its answer', async () => {
    const { ref, seen } = await newCustomer();

    const result = await updateCustomer(tableWith(droppedAfter), ref, seen, { profile }, newStamp());

    expect(result).toEqual({ outcome: 'updated', customer: await storedCustomer(ref) });
  });

  it('is told so when another request has changed the customer since, and leaves that change', async () => {
    const { ref, seen } = await newCustomer();
    const changed = overtaken(() => changeIt(ref));

    const stamp = newStamp();

    const result = await updateCustomer(tableWith(droppedAfter, changed), ref, seen, { profile }, stamp);

    const stored = await storedCustomer(ref);
    expect(result).toEqual({ outcome: 'updated', customer: changedBy(seen, stamp) });
    expect(stored).toMatchObject({ profile: { name: 'Eve' }, version: 3 });
  });

  it('is told so when another request has deleted the customer since', async () => {
    const { ref, seen } = await newCustomer();
    const deleted = overtaken(() => expectRemoved(ref, 'deletion'));

    const stamp = newStamp();

    const result = await updateCustomer(tableWith(droppedAfter, deleted), ref, seen, { profile }, stamp);

    expect(result).toEqual({ outcome: 'updated', customer: changedBy(seen, stamp) });
    expect((await storedCustomer(ref))?.deletion).toBeInstanceOf(Object);
  });

  it('deactivates a customer with the same write, whatever refers to it', async () => {
    const { ref } = await newCustomer();
    await storeDependent(ref);
    const seen = (await storedCustomer(ref)) as CustomerItem;
    const stamp = newStamp();

    const result = await updateCustomer(receivables(), ref, seen, { profile, active: false }, stamp);

    const key = listKey(ref, 'CUSTOMER', 'INACTIVE');
    const customer = { ...changedBy(seen, stamp), deactivation: stamp, listKey: key };
    expect(result).toEqual({ outcome: 'updated', customer });
    expect(await storedCustomer(ref)).toEqual(customer);
  });

  it('brings an inactive customer back with the same write, and remembers who deactivated it', async () => {
    const { ref } = await newCustomer();
    await expectRemoved(ref, 'deactivation');
    const seen = (await storedCustomer(ref)) as CustomerItem;
    const { deactivation, ...inactive } = seen;
    const stamp = newStamp();

    const result = await updateCustomer(receivables(), ref, seen, { profile, active: true }, stamp);

    const settled = new Set([settledName(deactivation!), settledName(stamp)]);
    const customer = { ...changedBy(inactive, stamp), settled, listKey: listKey(ref, 'CUSTOMER', 'ACTIVE') };
    expect(result).toEqual({ outcome: 'updated', customer });
    expect(await storedCustomer(ref)).toEqual(customer);
  });

  it.each([true, false])('leaves the state as it is where it is active %s already', async (active) => {
    const { ref } = await newCustomer();
    if (!active) await expectRemoved(ref, 'deactivation');
    const seen = (await storedCustomer(ref)) as CustomerItem;
    const stamp = newStamp();

    await updateCustomer(receivables(), ref, seen, { profile, active }, stamp);

    expect(await storedCustomer(ref)).toEqual(changedBy(seen, stamp));
  });
});

/** Each way in which an update changes the state or the protection, with the customer that it meets. */
const WAYS: readonly [string, Partial<CustomerChange>, Met?][] = [
  ['keeps the state', {}],
  ['deactivates', { active: false }],
  ['reactivates', { active: true }, { isInactive: true }],
  ['keeps the state, and lists anew', { listing: LISTING }],
  ['deactivates, and lists anew', { active: false, listing: LISTING }],
  ['reactivates, and lists anew', { active: true, listing: LISTING }, { isInactive: true }],
  ['protects', { protect: true }],
  ['lifts a protection', { protect: false }, { isProtected: true }],
];

interface Met {
  readonly isInactive?: true;
  readonly isProtected?: true;
}

describe.each(WAYS)('an update that %s', (_, more, { isInactive, isProtected } = {}) => {
  const { active, listing, protect } = more;
  const change = { profile, ...more };

  async function newSeen() {
    const { ref, seen: created } = await newCustomer();
    if (isInactive) await expectRemoved(ref, 'deactivation');
    if (isProtected)
      await updateCustomer(receivables(), ref, created, { profile: {}, protect: true }, newStamp());
    return { ref, seen: (await storedCustomer(ref)) as CustomerItem };
  }

  /** Deleted, also where it is protected. */
  async function removeIt(ref: CustomerRef) {
    if (isProtected) await damage(ref, { protection: undefined });
    await expectRemoved(ref, 'deletion');
  }

  it('is told that it landed, and what it left, when another request has changed the customer since', async () => {
    const { ref, seen } = await newSeen();
    const { deactivation, protection: _protection, ...others } = seen;
    const stamp = newStamp();
    const left = active === undefined ? deactivation : active ? undefined : stamp;
    const changed = overtaken(() => changeIt(ref));

    const result = await updateCustomer(tableWith(droppedAfter, changed), ref, seen, change, stamp);

    const ended = active && deactivation ? [settledName(deactivation)] : [];
    const settled = new Set([...(others.settled ?? []), ...ended, settledName(stamp)]);
    const customer = {
      ...changedBy(others as CustomerItem, stamp),
      ...(left && { deactivation: left }),
      ...(protect && { protection: stamp }),
      ...((active !== undefined || listing) && {
        listKey: listKey(ref, 'CUSTOMER', active === false ? 'INACTIVE' : 'ACTIVE'),
      }),
      ...(listing && { listed: listing.values, listOrder: `grace\t${ref.id}` }),
      settled,
    };
    expect(result).toEqual({ outcome: 'updated', customer });
  });

  it('[version] leaves a customer that another request changed', async () => {
    const { ref, seen } = await newSeen();
    await changeIt(ref);
    const customer = await storedCustomer(ref);

    const result = await updateCustomer(receivables(), ref, seen, change, newStamp());

    expect(result).toEqual({ outcome: 'changed', customer });
    expect(await storedCustomer(ref)).toEqual(customer);
  });

  it('[creation] leaves another customer of the same number and version', async () => {
    const { ref, seen } = await newSeen();
    await removeIt(ref);
    await createCustomer(receivables(), { ref, profile: {}, reference: {}, reuseErasedId: true }, newStamp());
    const customer = await damage(ref, { version: seen.version });

    const result = await updateCustomer(receivables(), ref, seen, change, newStamp());

    expect(result).toEqual({ outcome: 'changed', customer });
    expect(await storedCustomer(ref)).toEqual(customer);
  });

  it('[not deleted] finds nothing where the customer was deleted', async () => {
    const { ref, seen } = await newSeen();
    await removeIt(ref);
    // As if the deletion had not counted up the version.
    const deleted = await damage(ref, { version: seen.version });

    const result = await updateCustomer(receivables(), ref, seen, change, newStamp());

    expect(result).toEqual({ outcome: 'notFound' });
    expect(await storedCustomer(ref)).toEqual(deleted);
  });
});
