import { describe, expect, it } from 'vitest';
import { receivables } from '../../../shared/dynamodb/tables.ts';
import { attachDependents } from '../../../shared/receivables/dependents/attach.ts';
import { detachDependent } from '../../../shared/receivables/dependents/detach.ts';
import {
  type CustomerRef,
  customerKey,
  type DependentRef,
  dependentItemKey,
} from '../../../shared/receivables/keys.ts';
import { refusedName, settledName } from '../../../shared/receivables/repeats/settled-requests.ts';
import type { Stamp } from '../../../shared/receivables/stamp.ts';
import {
  answered,
  conflictHidesTheFirstReason,
  droppedAfter,
  droppedBefore,
  type Fate,
  heldBack,
  overtaken,
} from '../../support/faults.ts';
import {
  damage,
  expectRemoved,
  fencedBy,
  newScene,
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

/** The item of a dependent that was just attached. */
const attached = (ref: DependentRef, customer: CustomerRef, stamp: Stamp) => ({
  ...dependentItemKey(ref),
  customerKey: customerKey(customer),
  fields: {},
  creation: stamp,
  update: stamp,
  version: 1,
});

/** Detaches a dependent in the name of another request. */
async function detach(ref: DependentRef) {
  const { outcome } = await detachDependent(receivables(), (await storedDependent(ref))!, newStamp());
  expect(outcome).toBe('detached');
}

function newCustomers() {
  const scene = newScene();
  return { scene, customer: scene.customer('c1'), other: scene.customer('c2'), ref: scene.dependent() };
}

describe('attachDependents', () => {
  it('stores the dependent and counts its link', async () => {
    const { customer, ref } = newCustomers();
    const before = await storeCustomer(customer);
    const stamp = newStamp();

    const result = await attachDependents(receivables(), [{ ref, customer, fields: { amount: 7 } }], stamp);

    const dependent = { ...attached(ref, customer, stamp), fields: { amount: 7 } };
    expect(result).toEqual({ outcome: 'attached', dependents: [dependent] });
    expect(await storedDependent(ref)).toEqual(dependent);
    expect(await storedCustomer(customer)).toEqual({ ...before, linkCount: 1 });
  });

  it('counts several links to one customer, and others to others, in one transaction', async () => {
    const { scene, customer, other } = newCustomers();
    await storeCustomer(customer);
    await storeCustomer(other);
    const [document, arItem, sub] = ['DOCUMENT', 'AR_ITEM', 'SUB_CUSTOMER'].map((kind) =>
      scene.dependent('1', kind),
    ) as [DependentRef, DependentRef, DependentRef];
    const stamp = newStamp();

    const result = await attachDependents(
      receivables(),
      [
        { ref: document, customer, fields: {} },
        { ref: arItem, customer, fields: {} },
        { ref: sub, customer: other, fields: {} },
      ],
      stamp,
    );

    expect(result).toEqual({
      outcome: 'attached',
      dependents: [
        attached(document, customer, stamp),
        attached(arItem, customer, stamp),
        attached(sub, other, stamp),
      ],
    });
    expect((await storedCustomer(customer))?.linkCount).toBe(2);
    expect((await storedCustomer(other))?.linkCount).toBe(1);
  });

  it('stores a dependent that refers to nobody', async () => {
    const { ref } = newCustomers();
    const stamp = newStamp();

    await attachDependents(receivables(), [{ ref, fields: {} }], stamp);

    const stamps = { creation: stamp, update: stamp, version: 1 };
    expect(await storedDependent(ref)).toEqual({ ...dependentItemKey(ref), fields: {}, ...stamps });
  });
});

describe('attachDependents refuses', () => {
  it.each([
    ['[count known] nobody: there is no customer', async () => {}, 'customerNotFound'],
    [
      '[not deleted] a deleted customer',
      (ref: CustomerRef) => storeRemovedCustomer(ref, 'deletion'),
      'customerNotFound',
    ],
    [
      '[not deactivated] an inactive customer',
      (ref: CustomerRef) => storeRemovedCustomer(ref, 'deactivation'),
      'customerDeactivated',
    ],
  ] as const)('%s, and stores nothing', async (_, prepare, outcome) => {
    const { scene, customer, other, ref } = newCustomers();
    await prepare(other);
    const before = await storedCustomer(other);
    await storeCustomer(customer);
    const dependents = [
      { ref, customer, fields: {} },
      { ref: scene.dependent('d2'), customer: other, fields: {} },
    ];

    expect(await attachDependents(receivables(), dependents, newStamp())).toEqual({
      outcome,
      customer: other,
    });

    expect(await storedDependent(ref)).toBe(undefined);
    expect((await storedCustomer(customer))?.linkCount).toBe(0);
    expect(await storedCustomer(other)).toEqual(before);
  });

  it('[count known] a customer whose links nobody knows', async () => {
    const { customer, ref } = newCustomers();
    await storeCustomer(customer);
    const { linkCount, ...unknown } = (await storedCustomer(customer))!;
    const before = await damage(customer, { linkCount: undefined });

    const attempt = attachDependents(receivables(), [{ ref, customer, fields: {} }], newStamp());

    await expect(attempt).rejects.toThrow(
      `the linkCount of ${before.pk} is missing: recount it before anything is attached`,
    );
    expect(await storedCustomer(customer)).toEqual(unknown);
    expect(await storedDependent(ref)).toBe(undefined);
  });

  it('[dependent absent] a dependent that is there', async () => {
    const { customer, ref } = newCustomers();
    await storeCustomer(customer);
    await storeDependent(customer, ref.kind, ref.id);
    const before = await storedDependent(ref);

    const result = await attachDependents(receivables(), [{ ref, customer, fields: {} }], newStamp());

    expect(result).toEqual({ outcome: 'dependentExists', dependent: before });
    expect(await storedDependent(ref)).toEqual(before);
    expect((await storedCustomer(customer))?.linkCount).toBe(1);
  });

  it('[a fence only] a dependent that is deleted', async () => {
    const { customer, ref } = newCustomers();
    await storeCustomer(customer);
    await storeDependent(customer, ref.kind, ref.id);
    await detach(ref);
    const before = await storedDependent(ref);

    const result = await attachDependents(receivables(), [{ ref, customer, fields: {} }], newStamp());

    expect(result).toEqual({ outcome: 'dependentExists', dependent: before });
    expect(await storedDependent(ref)).toEqual(before);
  });

  it('names the dependent rather than the customer, when both are in the way', async () => {
    const { customer, other, ref } = newCustomers();
    await storeCustomer(customer);
    await storeDependent(customer, ref.kind, ref.id);

    const result = await attachDependents(receivables(), [{ ref, customer: other, fields: {} }], newStamp());

    expect(result.outcome).toBe('dependentExists');
  });
});

describe('attachDependents after an attempt that landed and lost its answer', () => {
  it('is told so, and counts once', async () => {
    const { customer, ref } = newCustomers();
    await storeCustomer(customer);
    const stamp = newStamp();

    const result = await attachDependents(tableWith(droppedAfter), [{ ref, customer, fields: {} }], stamp);

    expect(result).toEqual({ outcome: 'attached', dependents: [attached(ref, customer, stamp)] });
    expect((await storedCustomer(customer))?.linkCount).toBe(1);
  });

  it('is told so, even when dependent and customer were deleted since', async () => {
    const { customer, ref } = newCustomers();
    await storeCustomer(customer);
    const gone = overtaken(async () => {
      await detach(ref);
      await expectRemoved(customer, 'deletion');
    });
    const stamp = newStamp();

    const result = await attachDependents(
      tableWith(droppedAfter, gone),
      [{ ref, customer, fields: {} }],
      stamp,
    );

    expect(result).toEqual({ outcome: 'attached', dependents: [attached(ref, customer, stamp)] });
    expect((await storedCustomer(customer))?.linkCount).toBe(0);
  });

  it('does not take the customer for the reason while the dependent is in a conflict', async () => {
    const { customer, ref } = newCustomers();
    await storeCustomer(customer);
    const gone = overtaken(async () => {
      await detach(ref);
      await expectRemoved(customer, 'deletion');
    });
    const table = tableWith(droppedAfter, (attempt) =>
      gone(attempt).catch(() => conflictHidesTheFirstReason()(attempt)),
    );

    expect((await attachDependents(table, [{ ref, customer, fields: {} }], newStamp())).outcome).toBe(
      'attached',
    );
  });
});

describe('a refused attach, with an attempt still under way', () => {
  async function refuse(fate: Fate) {
    const { customer, ref } = newCustomers();
    const stamp = newStamp();
    const result = await attachDependents(tableWith(fate), [{ ref, customer, fields: {} }], stamp);
    return { customer, ref, stamp, result };
  }

  const fenceOf = (ref: DependentRef, stamp: Stamp) => ({
    ...dependentItemKey(ref),
    fields: {},
    ...fencedBy(stamp),
  });

  it('[dependent absent] stays refused when the attempt arrives after all', async () => {
    const { fate, arrive } = heldBack();
    const { customer, ref, stamp, result } = await refuse(fate);
    const before = await storeCustomer(customer);

    await arrive();

    expect(result).toEqual({ outcome: 'customerNotFound', customer });
    expect(await storedDependent(ref)).toEqual(fenceOf(ref, stamp));
    expect(await storedCustomer(customer)).toEqual(before);
  });

  it('[a fence only] leaves the id to another request, and to that one alone', async () => {
    const { fate, arrive } = heldBack();
    const { customer, ref } = await refuse(fate);
    await storeCustomer(customer);
    const another = newStamp();

    const result = await attachDependents(receivables(), [{ ref, customer, fields: {} }], another);
    await arrive();

    expect(result).toEqual({ outcome: 'attached', dependents: [attached(ref, customer, another)] });
    expect(await storedDependent(ref)).toEqual(attached(ref, customer, another));
    expect((await storedCustomer(customer))?.linkCount).toBe(1);
  });

  it('[not settled] shuts out two requests that were refused one after the other', async () => {
    const first = heldBack();
    const { customer, ref, stamp } = await refuse(first.fate);
    const second = heldBack();
    const another = newStamp();
    await attachDependents(tableWith(second.fate), [{ ref, customer, fields: {} }], another);
    const before = await storeCustomer(customer);

    await second.arrive();
    await first.arrive();

    const names = [stamp, another].flatMap((each) => [settledName(each), refusedName(each)]);
    expect(await storedDependent(ref)).toEqual({
      ...fenceOf(ref, stamp),
      version: 2,
      settled: new Set(names),
    });
    expect(await storedCustomer(customer)).toEqual(before);
  });

  it('is a success when the attempt arrives just before it is shut out', async () => {
    const { customer, ref } = newCustomers();
    const { fate, arrive } = heldBack();
    const lastMoment = overtaken(async () => {
      await storeCustomer(customer);
      await arrive();
    });
    const stamp = newStamp();

    const table = tableWith(fate, answered, answered, lastMoment);
    const result = await attachDependents(table, [{ ref, customer, fields: {} }], stamp);

    expect(result).toEqual({ outcome: 'attached', dependents: [attached(ref, customer, stamp)] });
    expect(await storedDependent(ref)).toEqual(attached(ref, customer, stamp));
    expect((await storedCustomer(customer))?.linkCount).toBe(1);
  });

  it('is not shut out where every attempt was answered, or the dependent is in the way for good', async () => {
    const { customer, ref } = newCustomers();
    await attachDependents(receivables(), [{ ref, customer, fields: {} }], newStamp());
    expect(await storedDependent(ref)).toBe(undefined);

    await storeCustomer(customer);
    await storeDependent(customer, ref.kind, ref.id);
    const before = await storedDependent(ref);
    await attachDependents(tableWith(droppedBefore), [{ ref, customer, fields: {} }], newStamp());
    expect(await storedDependent(ref)).toEqual(before);
  });
});
