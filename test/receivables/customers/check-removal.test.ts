import { describe, expect, it } from 'vitest';
import { receivables } from '../../../shared/dynamodb/tables.ts';
import { checkRemoval } from '../../../shared/receivables/customers/check-removal.ts';
import type { Removal } from '../../../shared/receivables/customers/removal-outcome.ts';
import { removeCustomer } from '../../../shared/receivables/customers/remove.ts';
import type { CustomerRef } from '../../../shared/receivables/keys.ts';
import { droppedBefore } from '../../support/faults.ts';
import { expectRemoved, newScene, overwrite, tableWith } from '../../support/scenes.ts';
import { newStamp, storeCustomer, storeDependent, storedCustomer } from '../../support/store.ts';

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
};

describe.each<Removal>(['deletion', 'deactivation'])('a check before a %s', (removal) => {
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
