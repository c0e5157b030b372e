import { describe, expect, it } from 'vitest';
import { receivables } from '../../../shared/dynamodb/tables.ts';
import { createCustomer } from '../../../shared/receivables/customers/create.ts';
import { removeCustomer } from '../../../shared/receivables/customers/remove.ts';
import { attachDependents } from '../../../shared/receivables/dependents/attach.ts';
import { detachDependent } from '../../../shared/receivables/dependents/detach.ts';
import type { CustomerItem } from '../../../shared/receivables/items.ts';
import { type CustomerRef, customerItemKey } from '../../../shared/receivables/keys.ts';
import { listKey } from '../../../shared/receivables/lists/listing.ts';
import { refusedName, settledName } from '../../../shared/receivables/repeats/settled-requests.ts';
import type { Stamp } from '../../../shared/receivables/stamp.ts';
import { answered, droppedAfter, droppedBefore, heldBack, overtaken } from '../../support/faults.ts';
import {
  damage,
  expectRemoved,
  fencedBy,
  newScene,
  reactivate,
  storeRemovedCustomer,
  tableWith,
} from '../../support/scenes.ts';
import {
  newStamp,
  storeCustomer,
  storeDependent,
  storedCustomer,
  storedDependent,
} from '../../support/store.ts';

const REMOVALS = ['deletion', 'deactivation'] as const;

const newCustomer = () => newScene().customer();

/** The item of a customer after a removal. */
const removed = (
  ref: CustomerRef,
  before: CustomerItem,
  removal: (typeof REMOVALS)[number],
  stamp: Stamp,
) => ({
  ...before,
  listKey: listKey(ref, 'CUSTOMER', removal === 'deletion' ? 'DELETED' : 'INACTIVE'),
  [removal]: stamp,
  update: stamp,
  version: before.version + 1,
});

const recreate = (ref: CustomerRef) =>
  createCustomer(receivables(), { ref, profile: {}, reference: {}, reuseErasedId: true }, newStamp());

async function unlink(ref: CustomerRef, id: string): Promise<void> {
  const dependent = await storedDependent({ ...ref, kind: 'INVOICE', id });
  await detachDependent(receivables(), dependent!, newStamp());
}

describe.each(REMOVALS)('a %s', (removal) => {
  it('marks the customer and leaves the rest', async () => {
    const ref = newCustomer();
    const before = await storeCustomer(ref);
    const stamp = newStamp();

    const result = await removeCustomer(receivables(), ref, removal, stamp);

    expect(result).toEqual({ outcome: 'removed', customer: before });
    expect(await storedCustomer(ref)).toEqual(removed(ref, before, removal, stamp));
  });

  it('[no links] is refused while links are there, and says how many', async () => {
    const ref = newCustomer();
    await storeCustomer(ref);
    await storeDependent(ref);
    await storeDependent(ref);
    const before = await storedCustomer(ref);

    const result = await removeCustomer(receivables(), ref, removal, newStamp());

    expect(result).toEqual({ outcome: 'linked', customer: before, linkCount: 2 });
    expect(await storedCustomer(ref)).toEqual(before);
  });

  it('[no links] is refused where nobody knows the links', async () => {
    const ref = newCustomer();
    await storeCustomer(ref);
    await damage(ref, { linkCount: undefined });
    const before = await storedCustomer(ref);

    const result = await removeCustomer(receivables(), ref, removal, newStamp());

    expect(result).toEqual({ outcome: 'linked', customer: before });
    expect(await storedCustomer(ref)).toEqual(before);
  });

  it('[no links] fails on a customer that counts less than no links', async () => {
    const ref = newCustomer();
    await storeCustomer(ref);
    const before = await damage(ref, { linkCount: -1 });

    await expect(removeCustomer(receivables(), ref, removal, newStamp())).rejects.toThrow(
      `nothing explains why the ${removal} of ${before.pk} was refused: linkCount -1`,
    );

    expect(await storedCustomer(ref)).toEqual(before);
  });

  it('finds nothing where there is no customer, and stores nothing', async () => {
    const ref = newCustomer();

    expect(await removeCustomer(receivables(), ref, removal, newStamp())).toEqual({ outcome: 'notFound' });

    expect(await storedCustomer(ref)).toBe(undefined);
  });

  it('[not deleted] finds nothing where the customer is deleted', async () => {
    const ref = newCustomer();
    const before = await storeRemovedCustomer(ref, 'deletion');

    expect(await removeCustomer(receivables(), ref, removal, newStamp())).toEqual({ outcome: 'notFound' });

    expect(await storedCustomer(ref)).toEqual(before);
  });

  it('is told of an attempt that landed and lost its answer', async () => {
    const ref = newCustomer();
    const before = await storeCustomer(ref);
    const stamp = newStamp();

    const result = await removeCustomer(tableWith(droppedAfter), ref, removal, stamp);

    expect(result).toEqual({ outcome: 'removed', customer: removed(ref, before, removal, stamp) });
    expect(await storedCustomer(ref)).toEqual(removed(ref, before, removal, stamp));
  });

  it('is told of an attempt that landed, and of none that was lost on the way', async () => {
    const ref = newCustomer();
    const before = await storeCustomer(ref);
    const stamp = newStamp();

    const result = await removeCustomer(tableWith(droppedBefore), ref, removal, stamp);

    expect(result).toEqual({ outcome: 'removed', customer: before });
    expect(await storedCustomer(ref)).toEqual(removed(ref, before, removal, stamp));
  });
});

describe('a deactivation', () => {
  it('[not deactivated] leaves an inactive customer as it is', async () => {
    const ref = newCustomer();
    const before = await storeRemovedCustomer(ref, 'deactivation');

    const result = await removeCustomer(receivables(), ref, 'deactivation', newStamp());

    expect(result).toEqual({ outcome: 'alreadyDeactivated', customer: before });
    expect(await storedCustomer(ref)).toEqual(before);
  });

  it('[not settled] is not done again after the customer came back', async () => {
    const ref = newCustomer();
    await storeCustomer(ref);
    const table = tableWith(
      droppedAfter,
      overtaken(() => reactivate(ref)),
    );

    const result = await removeCustomer(table, ref, 'deactivation', newStamp());

    const active = await storedCustomer(ref);
    expect(result).toEqual({ outcome: 'removed', customer: active });
    expect(active?.deactivation).toBe(undefined);
  });

  it('is told of an attempt that landed, even when the customer was deleted since', async () => {
    const ref = newCustomer();
    await storeCustomer(ref);
    const deleted = overtaken(() => expectRemoved(ref, 'deletion'));

    const result = await removeCustomer(tableWith(droppedAfter, deleted), ref, 'deactivation', newStamp());

    expect(result).toEqual({ outcome: 'removed', customer: await storedCustomer(ref) });
  });
});

describe('a deletion', () => {
  it('takes an inactive customer too', async () => {
    const ref = newCustomer();
    const before = await storeRemovedCustomer(ref, 'deactivation');
    const stamp = newStamp();

    const result = await removeCustomer(receivables(), ref, 'deletion', stamp);

    expect(result).toEqual({ outcome: 'removed', customer: before });
    expect(await storedCustomer(ref)).toEqual(removed(ref, before, 'deletion', stamp));
  });

  it('erases the profile and sets the end of what is left', async () => {
    const ref = newCustomer();
    const before = await storeCustomer(ref, { name: 'Ada' }, { no: 7 });
    const stamp = { ...newStamp(), at: '2026-11-21T10:00:00.999Z' };

    const result = await removeCustomer(receivables(), ref, 'deletion', stamp, { eraseAfter: 60 });

    const { profile, listKey, ...rest } = removed(ref, before, 'deletion', stamp);
    expect(result).toEqual({ outcome: 'removed', customer: before });
    expect(await storedCustomer(ref)).toEqual({
      ...rest,
      expiresAt: Date.parse('2026-11-21T10:01:00Z') / 1000,
    });
  });

  it('keeps all of it, and sets its end', async () => {
    const ref = newCustomer();
    const before = await storeCustomer(ref, { name: 'Ada' }, { no: 7 });
    const stamp = { ...newStamp(), at: '2026-11-21T10:00:00.999Z' };

    const result = await removeCustomer(receivables(), ref, 'deletion', stamp, { expireAfter: 60 });

    expect(result).toEqual({ outcome: 'removed', customer: before });
    expect(await storedCustomer(ref)).toEqual({
      ...removed(ref, before, 'deletion', stamp),
      expiresAt: Date.parse('2026-11-21T10:01:00Z') / 1000,
    });
  });

  it('erases at once where nothing is to be waited for', async () => {
    const ref = newCustomer();
    await storeCustomer(ref);
    const stamp = { ...newStamp(), at: '2026-11-21T10:00:00.000Z' };

    await removeCustomer(receivables(), ref, 'deletion', stamp, { eraseAfter: 0 });

    expect((await storedCustomer(ref))?.expiresAt).toBe(Date.parse(stamp.at) / 1000);
  });

  it('[not settled] is not done again to who has the number since', async () => {
    const ref = newCustomer();
    await storeCustomer(ref);
    const replaced = overtaken(() => recreate(ref));

    const result = await removeCustomer(tableWith(droppedAfter, replaced), ref, 'deletion', newStamp());

    const successor = await storedCustomer(ref);
    expect(result).toEqual({ outcome: 'removed', customer: successor });
    expect(successor?.deletion).toBe(undefined);
  });
});

describe.each(REMOVALS)('a refused %s, with an attempt still under way', (removal) => {
  /** Refused with one attempt under way, then `after` happens, and then the attempt arrives. */
  async function arriveLate(ref: CustomerRef, after: () => Promise<unknown>) {
    const { fate, arrive } = heldBack();
    const stamp = newStamp();
    const result = await removeCustomer(tableWith(fate), ref, removal, stamp);
    const fenced = await storedCustomer(ref);
    await after();
    const before = await storedCustomer(ref);
    await arrive();
    expect(await storedCustomer(ref)).toEqual(before);
    return { result, fenced, names: new Set([settledName(stamp), refusedName(stamp)]), stamp };
  }

  it('[not settled] stays refused when the links are gone by then', async () => {
    const ref = newCustomer();
    await storeCustomer(ref);
    await storeDependent(ref, 'INVOICE', 'd1');
    const linked = (await storedCustomer(ref)) as CustomerItem;

    const { result, fenced, names } = await arriveLate(ref, () => unlink(ref, 'd1'));

    expect(result).toEqual({ outcome: 'linked', customer: linked, linkCount: 1 });
    expect(fenced).toEqual({ ...linked, version: 2, settled: names });
  });

  it('[not settled] stays refused when there is a customer by then', async () => {
    const ref = newCustomer();

    const { result, fenced, stamp } = await arriveLate(ref, () => recreate(ref));

    expect(result).toEqual({ outcome: 'notFound' });
    expect(fenced).toEqual({
      ...customerItemKey(ref),
      linkCount: 0,
      reference: {},
      ...fencedBy(stamp),
    });
    expect(await storedCustomer(ref)).toMatchObject({ linkCount: 0, profile: {}, version: 1 });
  });

  it('[not settled] stays refused when another has the number of the deleted customer by then', async () => {
    const ref = newCustomer();
    const deleted = await storeRemovedCustomer(ref, 'deletion');

    const { result, fenced, names } = await arriveLate(ref, () => recreate(ref));

    expect(result).toEqual({ outcome: 'notFound' });
    expect(fenced).toEqual({ ...deleted, version: 3, settled: names });
    expect((await storedCustomer(ref))?.deletion).toBe(undefined);
  });

  it('is a success when the attempt arrives just before it is shut out', async () => {
    const ref = newCustomer();
    await storeCustomer(ref);
    await storeDependent(ref, 'INVOICE', 'd1');
    const { fate, arrive } = heldBack();
    const lastMoment = overtaken(async () => {
      await unlink(ref, 'd1');
      await arrive();
    });
    const stamp = newStamp();

    const result = await removeCustomer(tableWith(fate, answered, lastMoment), ref, removal, stamp);

    const customer = await storedCustomer(ref);
    expect(result).toEqual({ outcome: 'removed', customer });
    expect(customer?.[removal]).toEqual(stamp);
  });
});

describe('a refused removal', () => {
  it('of an inactive customer stays refused when the customer is active by then', async () => {
    const ref = newCustomer();
    const inactive = await storeRemovedCustomer(ref, 'deactivation');
    const { fate, arrive } = heldBack();

    const result = await removeCustomer(tableWith(fate), ref, 'deactivation', newStamp());
    await reactivate(ref);
    await arrive();

    expect(result).toEqual({ outcome: 'alreadyDeactivated', customer: inactive });
    expect((await storedCustomer(ref))?.deactivation).toBe(undefined);
  });

  it('is shut out of nothing when every attempt was answered', async () => {
    const ref = newCustomer();
    await storeCustomer(ref);
    await attachDependents(
      receivables(),
      [{ ref: { ...ref, kind: 'INVOICE' }, customer: ref, fields: {} }],
      newStamp(),
    );
    const before = await storedCustomer(ref);

    await removeCustomer(receivables(), ref, 'deletion', newStamp());

    expect(await storedCustomer(ref)).toEqual(before);
  });
});
