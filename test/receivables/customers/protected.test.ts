import { describe, expect, it } from 'vitest';
import { receivables } from '../../../shared/dynamodb/tables.ts';
import { changeCustomer } from '../../../shared/receivables/customers/change.ts';
import { checkRemoval } from '../../../shared/receivables/customers/check-removal.ts';
import { createCustomer } from '../../../shared/receivables/customers/create.ts';
import { type RemovalOptions, removeCustomer } from '../../../shared/receivables/customers/remove.ts';
import { removeCustomers } from '../../../shared/receivables/customers/remove-many.ts';
import { seenIn, tagOf } from '../../../shared/receivables/customers/tag.ts';
import { updateCustomer } from '../../../shared/receivables/customers/update.ts';
import type { CustomerRef } from '../../../shared/receivables/keys.ts';
import { refusedName } from '../../../shared/receivables/repeats/settled-requests.ts';
import { answered, droppedAfter, droppedBefore, heldBack, overtaken } from '../../support/faults.ts';
import { expectRemoved, newScene, reactivate, tableWith } from '../../support/scenes.ts';
import { newStamp, storeCustomer, storeDependent, storedCustomer } from '../../support/store.ts';

const REMOVALS = ['deletion', 'deactivation'] as const;

async function newCustomer(): Promise<CustomerRef> {
  const ref = newScene().customer();
  await storeCustomer(ref);
  return ref;
}

const seenOf = async (ref: CustomerRef) => seenIn(tagOf((await storedCustomer(ref))!));

const protect = (ref: CustomerRef, wanted = true, table = receivables(), stamp = newStamp()) =>
  changeCustomer<object>(
    table,
    ref,
    ({ profile, protection }) =>
      wanted === (protection !== undefined) ? undefined : { profile: profile as object, protect: wanted },
    stamp,
  );

describe.each(REMOVALS)('of several reasons against a %s', (removal) => {
  it('the change is told before the protection, and the protection before the links', async () => {
    const ref = await newCustomer();
    const seen = await seenOf(ref);
    await storeDependent(ref);
    await protect(ref);
    const table = receivables();
    const now = { seen: await seenOf(ref) };
    const outcomes = [
      await removeCustomer(table, ref, removal, newStamp(), { seen }),
      await removeCustomer(table, ref, removal, newStamp(), now),
      await removeCustomer(table, ref, removal, newStamp()),
      ...(await removeCustomers(table, [ref], removal, newStamp())),
      await checkRemoval(table, ref, removal, newStamp()),
      await checkRemoval(table, ref, removal, newStamp(), { seen }),
    ].map(({ outcome }) => outcome);
    expect(outcomes).toEqual(['changed', 'protected', 'protected', 'protected', 'protected', 'changed']);

    await protect(ref, false);

    expect(await removeCustomer(table, ref, removal, newStamp())).toMatchObject({
      ...{ outcome: 'linked', linkCount: 1 },
    });
  });

  it('that it is gone is told before all of them', async () => {
    const ref = await newCustomer();
    const seen = await seenOf(ref);
    await expectRemoved(ref, 'deletion');
    const result = await removeCustomer(receivables(), ref, removal, newStamp(), { seen });
    expect(result).toEqual({ outcome: 'notFound' });
  });
});

it('that a customer is inactive already is told before its protection', async () => {
  const ref = await newCustomer();
  await expectRemoved(ref, 'deactivation');
  await protect(ref);
  const result = await removeCustomer(receivables(), ref, 'deactivation', newStamp());
  expect(result.outcome).toBe('alreadyDeactivated');
  const deletion = await removeCustomer(receivables(), ref, 'deletion', newStamp());
  expect(deletion.outcome).toBe('protected');
});

it('another customer of the same version under the same id is not what was seen', async () => {
  const ref = await newCustomer();
  const seen = await seenOf(ref);
  await expectRemoved(ref, 'deletion');
  const wanted = { ref, profile: {}, reference: {}, reuseErasedId: true };
  await createCustomer(receivables(), wanted, newStamp());
  const before = await storedCustomer(ref);
  expect(before?.version).toBe(seen.version);
  const result = await removeCustomer(receivables(), ref, 'deletion', newStamp(), { seen });
  expect(result).toEqual({ outcome: 'changed', customer: before });
  expect(await storedCustomer(ref)).toEqual(before);
});

describe.each<[string, 'deletion' | 'deactivation', RemovalOptions]>([
  ['a deletion', 'deletion', {}],
  ['a deletion that erases', 'deletion', { eraseAfter: 60 }],
  ['a deletion that keeps for a while', 'deletion', { expireAfter: 60 }],
  ['a deactivation', 'deactivation', {}],
])('%s of what was seen', (_, removal, options) => {
  /** Told so although the customer is what was seen, and nothing is changed. */
  async function expectRefusal(ref: CustomerRef, outcome: string, stamp = newStamp()): Promise<void> {
    const before = await storedCustomer(ref);
    for (const seen of [undefined, await seenOf(ref)]) {
      const result = await removeCustomer(receivables(), ref, removal, stamp, { ...options, seen });
      expect([result.outcome, await storedCustomer(ref)]).toEqual([outcome, before]);
    }
  }

  it('[not protected] is refused', async () => {
    const ref = await newCustomer();
    await protect(ref);
    await expectRefusal(ref, 'protected');
  });

  it('[no links] is refused', async () => {
    const ref = await newCustomer();
    await storeDependent(ref);
    await expectRefusal(ref, 'linked');
  });

  it('[not deleted] finds nobody', async () => {
    const ref = await newCustomer();
    await expectRemoved(ref, 'deletion');
    await expectRefusal(ref, 'notFound');
  });

  it('[not settled] is not done again after it was undone', async () => {
    const ref = await newCustomer();
    const stamp = newStamp();
    await removeCustomer(receivables(), ref, removal, stamp, options);
    const anew = { ref, profile: {}, reference: {}, reuseErasedId: true };
    if (removal === 'deactivation') await reactivate(ref);
    else await createCustomer(receivables(), anew, newStamp());
    await expectRefusal(ref, 'removed', stamp);
  });

  it.each([
    ['same creation', { createdIn: 'another' }],
    ['same version', { version: 2 }],
  ])('[the %s] is refused for another', async (_, other) => {
    const ref = await newCustomer();
    const seen = { ...(await seenOf(ref)), ...other };
    const before = await storedCustomer(ref);
    const result = await removeCustomer(receivables(), ref, removal, newStamp(), { ...options, seen });
    expect(result).toEqual({ outcome: 'changed', customer: before });
    expect(await storedCustomer(ref)).toEqual(before);
  });
});

it('[not deactivated] a deactivation of what was seen inactive is not done again', async () => {
  const ref = await newCustomer();
  await expectRemoved(ref, 'deactivation');
  const before = await storedCustomer(ref);
  const seen = await seenOf(ref);
  const result = await removeCustomer(receivables(), ref, 'deactivation', newStamp(), { seen });
  expect(result.outcome).toBe('alreadyDeactivated');
  expect(await storedCustomer(ref)).toEqual(before);
});

describe.each(REMOVALS)('a %s whose first answer is lost', (removal) => {
  it('is told as done where it has landed, as what was seen, and says so once', async () => {
    const ref = await newCustomer();
    const seen = await seenOf(ref);
    const stamp = newStamp();
    const result = await removeCustomer(tableWith(droppedAfter), ref, removal, stamp, { seen });
    expect(result.outcome).toBe('removed');
    expect(await storedCustomer(ref)).toMatchObject({ version: 2, [removal]: stamp });
  });

  it('is refused for a protection that came before the repeat, and cannot land once it is lifted', async () => {
    const ref = await newCustomer();
    const { fate, arrive } = heldBack();
    const stamp = newStamp();
    const protectedMeanwhile = overtaken(() => protect(ref));

    const result = await removeCustomer(tableWith(fate, protectedMeanwhile), ref, removal, stamp);

    expect(result.outcome).toBe('protected');
    await protect(ref, false);
    const lifted = await storedCustomer(ref);
    expect(lifted?.settled?.has(refusedName(stamp))).toBe(true);
    await arrive();
    expect(await storedCustomer(ref)).toEqual(lifted);
  });

  it('is refused for a change that came before the repeat, and cannot land after it', async () => {
    const ref = await newCustomer();
    const seen = await seenOf(ref);
    const { fate, arrive } = heldBack();
    const changed = overtaken(() => protect(ref).then(() => protect(ref, false)));

    const table = tableWith(fate, changed);
    const result = await removeCustomer(table, ref, removal, newStamp(), { seen });

    expect(result.outcome).toBe('changed');
    const before = await storedCustomer(ref);
    await arrive();
    expect(await storedCustomer(ref)).toEqual(before);
  });

  it('among many, is refused for a protection, and cannot land once it is lifted', async () => {
    const [ref, other] = [await newCustomer(), await newCustomer()];
    const { fate, arrive } = heldBack();
    const protectedMeanwhile = overtaken(() => protect(ref));

    const table = tableWith(fate, protectedMeanwhile);
    const results = await removeCustomers(table, [ref, other], removal, newStamp());

    expect(results.map(({ outcome }) => outcome)).toEqual(['protected', 'removed']);
    await protect(ref, false);
    const lifted = await storedCustomer(ref);
    await arrive();
    expect(await storedCustomer(ref)).toEqual(lifted);
  });
});

describe('a protection', () => {
  it.each(REMOVALS)('and a %s at once: exactly one of them wins', async (removal) => {
    const customers = await Promise.all(Array.from({ length: 8 }, newCustomer));
    const seen = await seenOf(customers[0]!);
    expect(seen.version).toBe(1);
    for (const ref of customers) {
      const [protection, removed] = await Promise.all([
        protect(ref),
        removeCustomer(receivables(), ref, removal, newStamp()),
      ]);
      const stored = await storedCustomer(ref);
      const isRemoved = removed.outcome === 'removed';
      if (removal === 'deletion') expect(protection.outcome).toBe(isRemoved ? 'notFound' : 'updated');
      expect([stored?.[removal] !== undefined, stored?.protection !== undefined]).toEqual([
        isRemoved,
        protection.outcome === 'updated',
      ]);
      // What was deactivated first may be protected afterwards; what is protected is not deactivated afterwards.
      if (isRemoved && stored?.protection) expect(stored.update).toEqual(stored.protection);
    }
  });

  it.each(REMOVALS)('that a %s overtakes finds it, and writes nothing over it', async (removal) => {
    const ref = await newCustomer();
    const overtakes = overtaken(() => expectRemoved(ref, removal));
    const result = await protect(ref, true, tableWith(answered, overtakes));
    expect(result.outcome).toBe(removal === 'deletion' ? 'notFound' : 'updated');
    expect(await storedCustomer(ref)).toHaveProperty(removal);
  });

  it('that comes between an update’s read and its write is not passed over', async () => {
    const ref = await newCustomer();
    const overtakes = overtaken(() => protect(ref));
    const result = await changeCustomer<object>(
      tableWith(answered, overtakes),
      ref,
      ({ profile }) => ({ profile: profile as object, active: false }),
      newStamp(),
    );
    expect(result.outcome).toBe('protected');
    expect(await storedCustomer(ref)).not.toHaveProperty('deactivation');
  });

  it('lands once where its answer is lost, and stays away where its request never arrived', async () => {
    const ref = await newCustomer();
    expect((await protect(ref, true, tableWith(answered, droppedAfter))).outcome).toBe('updated');
    expect((await storedCustomer(ref))?.version).toBe(2);
    expect((await protect(ref, false, tableWith(answered, droppedBefore))).outcome).toBe('updated');
    expect(await storedCustomer(ref)).not.toHaveProperty('protection');
  });

  it('lets the customer be reactivated and changed', async () => {
    const ref = await newCustomer();
    await expectRemoved(ref, 'deactivation');
    await protect(ref);
    const seen = (await storedCustomer(ref))!;
    const change = { profile: { name: 'Grace' }, active: true };
    const result = await updateCustomer(receivables(), ref, seen, change, newStamp());
    expect(result.outcome).toBe('updated');
    const { deactivation: _, ...before } = seen;
    expect(await storedCustomer(ref)).toMatchObject({ protection: before.protection, version: 4 });
    expect(await storedCustomer(ref)).not.toHaveProperty('deactivation');
  });
});
