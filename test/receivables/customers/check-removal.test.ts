import { describe, expect, it } from 'vitest';
import { GaveUp } from '../../../shared/dynamodb/gave-up.ts';
import { receivables } from '../../../shared/dynamodb/tables.ts';
import { checkRemoval, type Foresee } from '../../../shared/receivables/customers/check-removal.ts';
import { checkRemovals } from '../../../shared/receivables/customers/check-removals.ts';
import type { Removal } from '../../../shared/receivables/customers/removal-outcome.ts';
import { removeCustomer } from '../../../shared/receivables/customers/remove.ts';
import { attachDependents } from '../../../shared/receivables/dependents/attach.ts';
import { isReleasable, releaseCustomer } from '../../../shared/receivables/dependents/release.ts';
import type { CustomerItem, DependentItem } from '../../../shared/receivables/items.ts';
import type { CustomerRef } from '../../../shared/receivables/keys.ts';
import type { Stamp } from '../../../shared/receivables/stamp.ts';
import { droppedBefore, failedBefore } from '../../support/faults.ts';
import { damage, expectRemoved, newScene, outOfTime, overwrite, tableWith } from '../../support/scenes.ts';
import { newStamp, storeCustomer, storeDependent, storedCustomer } from '../../support/store.ts';
import { tenantState } from '../../support/tenant-state.ts';

/** Customers in each state that a removal may find. */
const states: Readonly<Record<string, (ref: CustomerRef) => Promise<unknown>>> = {
  'never was': async () => {},
  'is free': storeCustomer,
  'has a dependent': async (ref) => {
    await storeCustomer(ref);
    await storeDependent(ref);
  },
  'has an unknown number of dependents': async (ref) => {
    const { linkCount: _, ...item } = await storeCustomer(ref);
    await overwrite(item);
  },
  'is deactivated': async (ref) => {
    await storeCustomer(ref);
    await expectRemoved(ref, 'deactivation');
  },
  'is deleted': async (ref) => {
    await storeCustomer(ref);
    await expectRemoved(ref, 'deletion');
  },
  'is protected': async (ref) => {
    await storeCustomer(ref);
    await damage(ref, { protection: newStamp() });
  },
  'has recurring invoices that are over': (ref) => recurring(ref, true, true),
  'has a recurring invoice that is not': (ref) => recurring(ref, true, false),
  'has a link that the index does not know': async (ref) => {
    await recurring(ref, true);
    await damage(ref, { linkCount: 2, recurringCount: 2 });
  },
  'has a recurring invoice that is over, and does not count it as such': async (ref) => {
    await recurring(ref, true);
    await damage(ref, { recurringCount: 0 });
  },
  'has a recurring invoice that is over, and another dependent': async (ref) => {
    await recurring(ref, true);
    await storeDependent(ref);
  },
};

async function recurring(ref: CustomerRef, ...over: readonly boolean[]): Promise<void> {
  await storeCustomer(ref);
  for (const [n, isOver] of over.entries()) {
    const dependent = {
      vendor: ref.vendor,
      tenant: ref.tenant,
      kind: 'RECURRING_INVOICE',
      id: `${ref.id} ${n}`,
    };
    const wanted = { ref: dependent, fields: { isOver }, customer: ref };
    expect((await attachDependents(receivables(), [wanted], newStamp())).outcome).toBe('attached');
  }
}

const ended = ({ fields }: DependentItem<{ isOver?: boolean }>) => (fields.isOver ? { fields } : undefined);

/** How a removal goes about what is over, and how a check foresees it. */
const foresee: Foresee = (ref, customer) => isReleasable(receivables(), ref, customer, ended);
const release = (stamp: Stamp) => (ref: CustomerRef) => releaseCustomer(receivables(), ref, ended, stamp);

/** What a removal says of a customer that it has not changed. */
const asChecked = (result: { readonly outcome: string; readonly customer?: CustomerItem }) => ({
  outcome: result.outcome === 'removed' ? 'removable' : result.outcome,
  version: result.customer?.version,
});

describe.each<Removal>(['deletion', 'deactivation'])('a check before a %s', (removal) => {
  it('foresees what the removal will end, of one and of many', async () => {
    const scene = newScene();
    const refs: CustomerRef[] = [];
    for (const [state, prepare] of Object.entries(states)) {
      const ref = scene.customer(state);
      await prepare(ref);
      refs.push(ref);
    }
    const before = await tenantState(scene.vendor, scene.tenant);

    const each = refs.map((ref) => checkRemoval(receivables(), ref, removal, newStamp(), { foresee }));
    const one = await Promise.all(each);
    const many = await checkRemovals(receivables(), refs, removal, newStamp(), { foresee });

    expect(many).toEqual(one);
    expect(await tenantState(scene.vendor, scene.tenant)).toEqual(before);
    const stamp = newStamp();
    const removed = refs.map((ref) =>
      removeCustomer(receivables(), ref, removal, stamp, { release: release(stamp) }),
    );
    expect(one.map(asChecked)).toEqual((await Promise.all(removed)).map(asChecked));
    expect(one.map(({ outcome }) => outcome)).toContain('removable');
  });

  it('of many takes fifty at a time, and says which it could not read', async () => {
    const scene = newScene();
    const refs = Array.from({ length: 51 }, (_, n) => scene.customer(`c${n}`));
    await storeCustomer(refs[50] as CustomerRef);
    const table = outOfTime(tableWith(failedBefore));
    const failed = await checkRemovals(table, refs.slice(0, 2), removal, newStamp());
    expect(failed.map(({ outcome }) => outcome)).toEqual(['untouched', 'untouched']);

    const read = await checkRemovals(receivables(), refs, removal, newStamp());
    expect(read.map(({ outcome }) => outcome)).toEqual([...Array(50).fill('notFound'), 'removable']);
    const half = await checkRemovals(outOfTime(receivables()), refs, removal, newStamp());
    expect(half.map(({ outcome }) => outcome)).toEqual([...Array(50).fill('notFound'), 'untouched']);
  });

  it('fails a row alone where what it holds cannot be read', async () => {
    const scene = newScene();
    const [held, free] = [scene.customer('held'), scene.customer('free')];
    await recurring(held, true);
    await storeCustomer(free);
    const gone = async () => {
      throw new GaveUp('unread', 'no time was left');
    };
    const checked = await checkRemovals(receivables(), [held, free], removal, newStamp(), { foresee: gone });
    expect(checked.map(({ outcome }) => outcome)).toEqual(['untouched', 'removable']);
  });

  it.each(Object.entries(states))(
    'tells what the removal will, where the customer %s',
    async (_, prepare) => {
      const ref = newScene().customer();
      await prepare(ref);
      const before = await storedCustomer(ref);

      const checked = await checkRemoval(receivables(), ref, removal, newStamp());

      expect(await storedCustomer(ref)).toEqual(before);
      const removed = await removeCustomer(receivables(), ref, removal, newStamp());
      expect(checked).toEqual(removed.outcome === 'removed' ? { ...removed, outcome: 'removable' } : removed);
    },
  );

  it('reads once more where its answer was lost', async () => {
    const ref = newScene().customer();
    const customer = await storeCustomer(ref);
    const result = await checkRemoval(tableWith(droppedBefore), ref, removal, newStamp());
    expect(result).toEqual({ outcome: 'removable', customer });
  });
});
