import { describe, expect, it } from 'vitest';
import { receivables } from '../../../shared/dynamodb/tables.ts';
import { changeCustomer } from '../../../shared/receivables/customers/change.ts';
import { checkRemoval } from '../../../shared/receivables/customers/check-removal.ts';
import { removeCustomer } from '../../../shared/receivables/customers/remove.ts';
import { removeCustomers } from '../../../shared/receivables/customers/remove-many.ts';
import { seenIn, tagOf } from '../../../shared/receivables/customers/tag.ts';
import type { CustomerRef } from '../../../shared/receivables/keys.ts';
import { droppedAfter } from '../../support/faults.ts';
import { newScene, tableWith } from '../../support/scenes.ts';
import { newStamp, storeCustomer, storedCustomer } from '../../support/store.ts';

const REMOVALS = ['deletion', 'deactivation'] as const;

const newCustomer = () => newScene().customer();

const protect = (ref: CustomerRef, wanted: boolean, stamp = newStamp()) =>
  changeCustomer<object>(
    receivables(),
    ref,
    ({ profile }) => ({ profile: profile as object, protect: wanted }),
    stamp,
  );

describe.each(REMOVALS)('a %s of a protected customer', (removal) => {
  it('is refused, alone, among many and beforehand, until the protection is lifted', async () => {
    const ref = newCustomer();
    await storeCustomer(ref);
    const stamp = { ...newStamp(), reason: 'legal hold' };
    await protect(ref, true, stamp);
    const before = await storedCustomer(ref);

    const refusal = { outcome: 'protected', customer: before };
    expect(await removeCustomer(receivables(), ref, removal, newStamp())).toEqual(refusal);
    expect(await removeCustomers(receivables(), [ref], removal, newStamp())).toEqual([refusal]);
    expect(await checkRemoval(receivables(), ref, removal, newStamp())).toEqual(refusal);
    expect(await storedCustomer(ref)).toEqual(before);
    expect(before).toMatchObject({ protection: stamp, update: stamp, version: 2 });

    await protect(ref, false);
    expect(await storedCustomer(ref)).toMatchObject({ version: 3 });
    expect(await storedCustomer(ref)).not.toHaveProperty('protection');
    expect(await removeCustomer(receivables(), ref, removal, newStamp())).toMatchObject({
      outcome: 'removed',
    });
  });

  it('removes only what was seen', async () => {
    const ref = newCustomer();
    const first = await storeCustomer(ref);
    const seen = seenIn(tagOf(first));
    await changeCustomer<object>(receivables(), ref, () => ({ profile: { name: 'Grace' } }), newStamp());
    const before = await storedCustomer(ref);

    const refusal = { outcome: 'changed', customer: before };
    expect(await removeCustomer(receivables(), ref, removal, newStamp(), { seen })).toEqual(refusal);
    expect(await checkRemoval(receivables(), ref, removal, newStamp(), { seen })).toEqual(refusal);
    const none = seenIn('no tag');
    expect(await removeCustomer(receivables(), ref, removal, newStamp(), { seen: none })).toEqual(refusal);
    expect(await storedCustomer(ref)).toEqual(before);

    const now = { seen: seenIn(tagOf(before!)) };
    const lost = tableWith(droppedAfter);
    expect(await removeCustomer(lost, ref, removal, newStamp(), now)).toMatchObject({ outcome: 'removed' });
  });
});

it('an update that deactivates a protected customer is refused, and others are not', async () => {
  const ref = newCustomer();
  await storeCustomer(ref);
  await protect(ref, true);
  const before = await storedCustomer(ref);
  const update = (change: { profile: object; active?: boolean }) =>
    changeCustomer<object>(receivables(), ref, () => change, newStamp());

  expect(await update({ profile: {}, active: false })).toEqual({ outcome: 'protected', customer: before });
  expect(await storedCustomer(ref)).toEqual(before);
  expect(await update({ profile: { name: 'Grace' }, active: true })).toMatchObject({ outcome: 'updated' });
  expect(await storedCustomer(ref)).toMatchObject({
    protection: before!.protection,
    profile: { name: 'Grace' },
  });
});
