import { describe, expect, it } from 'vitest';
import { receivables } from '../../../shared/dynamodb/tables.ts';
import { attachDependents } from '../../../shared/receivables/dependents/attach.ts';
import { detachDependent } from '../../../shared/receivables/dependents/detach.ts';
import { updateDependent } from '../../../shared/receivables/dependents/update.ts';
import type { DependentItem } from '../../../shared/receivables/items.ts';
import { customerKey, type DependentRef } from '../../../shared/receivables/keys.ts';
import { listKey } from '../../../shared/receivables/lists/listing.ts';
import { refusedName, settledName } from '../../../shared/receivables/repeats/settled-requests.ts';
import {
  answered,
  conflictHidesTheFirstReason,
  droppedAfter,
  heldBack,
  overtaken,
} from '../../support/faults.ts';
import { moveDependent } from '../../support/move-dependent.ts';
import { damage, expectRemoved, newScene, reactivate, tableWith } from '../../support/scenes.ts';
import {
  newStamp,
  storeCustomer,
  storeDependent,
  storedCustomer,
  storedDependent,
} from '../../support/store.ts';

/** Three customers, of whom the first has a link. */
async function newLink() {
  const scene = newScene();
  const [from, to, third] = [scene.customer('c1'), scene.customer('c2'), scene.customer('c3')];
  for (const customer of [from, to, third]) await storeCustomer(customer);
  const ref = scene.dependent();
  await storeDependent(from, ref.kind, ref.id);
  const seen = (await storedDependent(ref)) as DependentItem;
  const counts = () =>
    Promise.all([from, to, third].map(async (customer) => (await storedCustomer(customer))?.linkCount));
  return { scene, from, to, third, ref, seen, counts };
}

const dependentOf = async (ref: DependentRef) => (await storedDependent(ref)) as DependentItem;

describe('updateDependent', () => {
  it('takes the link from one customer to another', async () => {
    const { to, ref, seen, counts } = await newLink();
    const before = await storedCustomer(to);
    const stamp = newStamp();

    expect(await moveDependent(receivables(), seen, to, stamp)).toBe('updated');

    const settled = new Set([settledName(stamp)]);
    expect(await storedDependent(ref)).toEqual({
      ...seen,
      customerKey: customerKey(to),
      update: stamp,
      version: 2,
      settled,
    });
    expect(await storedCustomer(to)).toEqual({ ...before, linkCount: 1 });
    expect(await counts()).toEqual([0, 1, 0]);
  });

  it('attaches a dependent that referred to nobody', async () => {
    const { scene, to, counts } = await newLink();
    const ref = scene.dependent('d2');
    await attachDependents(receivables(), [{ ref, fields: {} }], newStamp());

    expect(await moveDependent(receivables(), await dependentOf(ref), to, newStamp())).toBe('updated');

    expect((await storedDependent(ref))?.customerKey).toBe(customerKey(to));
    expect(await counts()).toEqual([1, 1, 0]);
  });

  it('changes fields and row, and no count where the dependent refers to that customer already', async () => {
    const { from, ref, seen, counts } = await newLink();
    const stamp = newStamp();
    const change = { fields: { a: 1 }, customer: from, listing: { values: { name: 'ada' }, order: 'ada' } };

    const result = await updateDependent(receivables(), seen, change, stamp);

    const stored = {
      ...seen,
      fields: { a: 1 },
      listed: { name: 'ada' },
      listKey: listKey(ref, ref.kind, 'LIVE'),
      listOrder: `ada\t${ref.id}`,
      update: stamp,
      version: 2,
      settled: new Set([settledName(stamp)]),
    };
    expect(result).toEqual({ outcome: 'updated', dependent: stored });
    expect(await storedDependent(ref)).toEqual(stored);
    expect(await counts()).toEqual([1, 0, 0]);
  });

  it('takes the link off where the dependent refers to nobody any more', async () => {
    const { ref, seen, counts } = await newLink();
    const stamp = newStamp();

    const change = { fields: seen.fields, customer: null };
    const result = await updateDependent(receivables(), seen, change, stamp);

    const { customerKey: _, ...others } = seen;
    const stored = { ...others, update: stamp, version: 2, settled: new Set([settledName(stamp)]) };
    expect(result).toEqual({ outcome: 'updated', dependent: stored });
    expect(await storedDependent(ref)).toEqual(stored);
    expect(await counts()).toEqual([0, 0, 0]);
  });

  it('[version] changes nothing where the dependent was moved since', async () => {
    const { to, third, ref, seen, counts } = await newLink();
    await moveDependent(receivables(), seen, third, newStamp());
    const before = await storedDependent(ref);

    expect(await moveDependent(receivables(), seen, to, newStamp())).toBe('changed');

    expect(await storedDependent(ref)).toEqual(before);
    expect(await counts()).toEqual([0, 0, 1]);
  });

  it('[not deleted] finds nothing where the dependent was deleted since', async () => {
    const { to, ref, seen, counts } = await newLink();
    await detachDependent(receivables(), seen, newStamp());
    const before = await storedDependent(ref);

    expect(await moveDependent(receivables(), { ...seen, version: 2 }, to, newStamp())).toBe('notFound');

    expect(await storedDependent(ref)).toEqual(before);
    expect(await counts()).toEqual([0, 0, 0]);
  });

  it('finds nothing where there is no dependent', async () => {
    const { to, seen } = await newLink();
    const nowhere = { ...seen, pk: `${seen.pk}-nowhere` };

    expect(await moveDependent(receivables(), nowhere, to, newStamp())).toBe('notFound');
  });

  it.each([
    ['deletion', 'customerNotFound'],
    ['deactivation', 'customerDeactivated'],
  ] as const)('changes nothing where a %s ended the other customer', async (removal, outcome) => {
    const { to, ref, seen, counts } = await newLink();
    await expectRemoved(to, removal);

    expect(await moveDependent(receivables(), seen, to, newStamp())).toBe(outcome);

    expect(await storedDependent(ref)).toEqual(seen);
    expect(await counts()).toEqual([1, 0, 0]);
  });

  it('changes nothing where there is no such customer', async () => {
    const { scene, ref, seen } = await newLink();

    const result = await moveDependent(receivables(), seen, scene.customer('nobody'), newStamp());

    expect(result).toBe('customerNotFound');
    expect(await storedDependent(ref)).toEqual(seen);
  });

  it('fails where nobody knows the links of the other customer', async () => {
    const { to, ref, seen } = await newLink();
    await damage(to, { linkCount: undefined });

    await expect(moveDependent(receivables(), seen, to, newStamp())).rejects.toThrow(
      `the linkCount of ${customerKey(to)} is missing: recount it before anything is attached`,
    );

    expect(await storedDependent(ref)).toEqual(seen);
  });

  it('fails where the customer it leaves counts no links', async () => {
    const { from, to, ref, seen, counts } = await newLink();
    await damage(from, { linkCount: 0 });

    await expect(moveDependent(receivables(), seen, to, newStamp())).rejects.toThrow(
      `the linkCount of ${seen.customerKey} is below its live links`,
    );

    expect(await storedDependent(ref)).toEqual(seen);
    expect(await counts()).toEqual([0, 0, 0]);
  });
});

describe('updateDependent on a dependent that is no longer the one seen', () => {
  const listing = { values: { name: 'ada' }, order: 'ada' };

  it.each([
    ['fields', {}],
    ['row', { listing }],
    ['customer: to none', { customer: null }],
  ])('changes nothing: %s', async (_, change) => {
    const { third, ref, seen, counts } = await newLink();
    const update = (version: number) =>
      updateDependent(receivables(), { ...seen, version }, { fields: { a: 1 }, ...change }, newStamp());
    await moveDependent(receivables(), seen, third, newStamp());
    const moved = await dependentOf(ref);

    expect(await update(1)).toEqual({ outcome: 'changed' });
    expect(await storedDependent(ref)).toEqual(moved);

    await detachDependent(receivables(), moved, newStamp());
    const deleted = await dependentOf(ref);
    expect(await update(3)).toEqual({ outcome: 'notFound' });
    expect(await storedDependent(ref)).toEqual(deleted);
    expect(await counts()).toEqual([0, 0, 0]);
  });
});

describe('updateDependent after an attempt that landed and lost its answer', () => {
  it('is told so, and counts once', async () => {
    const { to, seen, counts } = await newLink();

    expect(await moveDependent(tableWith(droppedAfter), seen, to, newStamp())).toBe('updated');

    expect(await counts()).toEqual([0, 1, 0]);
  });

  it('is told so when another request has moved the dependent on, and does not move it back', async () => {
    const { to, third, ref, seen, counts } = await newLink();
    const movedOn = overtaken(async () =>
      moveDependent(receivables(), await dependentOf(ref), third, newStamp()),
    );

    expect(await moveDependent(tableWith(droppedAfter, movedOn), seen, to, newStamp())).toBe('updated');

    expect((await storedDependent(ref))?.customerKey).toBe(customerKey(third));
    expect(await counts()).toEqual([0, 0, 1]);
  });

  it('is told so when another request has deleted the dependent', async () => {
    const { to, ref, seen, counts } = await newLink();
    const deleted = overtaken(async () => detachDependent(receivables(), await dependentOf(ref), newStamp()));

    expect(await moveDependent(tableWith(droppedAfter, deleted), seen, to, newStamp())).toBe('updated');

    expect(await counts()).toEqual([0, 0, 0]);
  });

  it('does not take the customer for the reason while the dependent is in a conflict', async () => {
    const { to, third, ref, seen } = await newLink();
    const gone = overtaken(async () => {
      await moveDependent(receivables(), await dependentOf(ref), third, newStamp());
      await expectRemoved(to, 'deletion');
    });
    const table = tableWith(droppedAfter, (attempt) =>
      gone(attempt).catch(() => conflictHidesTheFirstReason()(attempt)),
    );

    expect(await moveDependent(table, seen, to, newStamp())).toBe('updated');
  });
});

describe('a refused update, with an attempt still under way', () => {
  it('[version] stays refused when the attempt arrives after all', async () => {
    const { to, ref, seen, counts } = await newLink();
    await expectRemoved(to, 'deactivation');
    const { fate, arrive } = heldBack();
    const stamp = newStamp();

    const result = await moveDependent(tableWith(fate), seen, to, stamp);
    await reactivate(to);
    await arrive();

    expect(result).toBe('customerDeactivated');
    const settled = new Set([settledName(stamp), refusedName(stamp)]);
    expect(await storedDependent(ref)).toEqual({ ...seen, version: 2, settled });
    expect(await counts()).toEqual([1, 0, 0]);
  });

  it('is a success when the attempt arrives just before it is shut out', async () => {
    const { to, ref, seen, counts } = await newLink();
    await expectRemoved(to, 'deactivation');
    const { fate, arrive } = heldBack();
    const lastMoment = overtaken(async () => {
      await reactivate(to);
      await arrive();
    });

    expect(await moveDependent(tableWith(fate, answered, lastMoment), seen, to, newStamp())).toBe('updated');

    expect((await storedDependent(ref))?.customerKey).toBe(customerKey(to));
    expect(await counts()).toEqual([0, 1, 0]);
  });

  it('is not shut out where every attempt was answered', async () => {
    const { to, ref, seen } = await newLink();
    await expectRemoved(to, 'deactivation');

    await moveDependent(receivables(), seen, to, newStamp());

    expect(await storedDependent(ref)).toEqual(seen);
  });
});
