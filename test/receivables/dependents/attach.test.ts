import { describe, expect, it } from 'vitest';
import { receivables } from '../../../shared/dynamodb/tables.ts';
import { attachLinks } from '../../../shared/receivables/dependents/attach.ts';
import { detachLink } from '../../../shared/receivables/dependents/detach.ts';
import {
  type CustomerRef,
  customerKey,
  type HolderRef,
  holderItemKey,
  type Stamp,
} from '../../../shared/receivables/items.ts';
import { refusedName, settledName } from '../../../shared/receivables/repeats/settled-requests.ts';
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
import { newStamp, storeCustomer, storedCustomer, storedHolder, storeLink } from '../../support/store.ts';

/** The item of a holder that was just attached. */
const attached = (ref: HolderRef, customer: CustomerRef, stamp: Stamp) => ({
  ...holderItemKey(ref),
  customerKey: customerKey(customer),
  fields: {},
  creation: stamp,
  update: stamp,
  version: 1,
});

/** Ends a holder in the name of another request. */
async function detach(ref: HolderRef) {
  const { outcome } = await detachLink(receivables(), (await storedHolder(ref))!, newStamp());
  expect(outcome).toBe('detached');
}

function newCustomers() {
  const scene = newScene();
  return { scene, customer: scene.customer('c1'), other: scene.customer('c2'), ref: scene.holder() };
}

describe('attachLinks', () => {
  it('stores the holder and counts its link', async () => {
    const { customer, ref } = newCustomers();
    const before = await storeCustomer(customer);
    const stamp = newStamp();

    const result = await attachLinks(receivables(), [{ ref, customer, fields: { amount: 7 } }], stamp);

    const holder = { ...attached(ref, customer, stamp), fields: { amount: 7 } };
    expect(result).toEqual({ outcome: 'attached', holders: [holder] });
    expect(await storedHolder(ref)).toEqual(holder);
    expect(await storedCustomer(customer)).toEqual({ ...before, linkCount: 1 });
  });

  it('counts several links to one customer, and others to others, in one transaction', async () => {
    const { scene, customer, other } = newCustomers();
    await storeCustomer(customer);
    await storeCustomer(other);
    const [document, arItem, sub] = ['DOCUMENT', 'AR_ITEM', 'SUB_CUSTOMER'].map((kind) =>
      scene.holder('1', kind),
    ) as [HolderRef, HolderRef, HolderRef];
    const stamp = newStamp();

    const result = await attachLinks(
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
      holders: [
        attached(document, customer, stamp),
        attached(arItem, customer, stamp),
        attached(sub, other, stamp),
      ],
    });
    expect((await storedCustomer(customer))?.linkCount).toBe(2);
    expect((await storedCustomer(other))?.linkCount).toBe(1);
  });

  it('stores a holder that refers to nobody', async () => {
    const { ref } = newCustomers();
    const stamp = newStamp();

    await attachLinks(receivables(), [{ ref, fields: {} }], stamp);

    const stamps = { creation: stamp, update: stamp, version: 1 };
    expect(await storedHolder(ref)).toEqual({ ...holderItemKey(ref), fields: {}, ...stamps });
  });
});

describe('attachLinks refuses', () => {
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
    const holders = [
      { ref, customer, fields: {} },
      { ref: scene.holder('h2'), customer: other, fields: {} },
    ];

    expect(await attachLinks(receivables(), holders, newStamp())).toEqual({ outcome, customer: other });

    expect(await storedHolder(ref)).toBe(undefined);
    expect((await storedCustomer(customer))?.linkCount).toBe(0);
    expect(await storedCustomer(other)).toEqual(before);
  });

  it('[count known] a customer whose links nobody knows', async () => {
    const { customer, ref } = newCustomers();
    await storeCustomer(customer);
    const { linkCount, ...unknown } = (await storedCustomer(customer))!;
    const before = await damage(customer, { linkCount: undefined });

    const attempt = attachLinks(receivables(), [{ ref, customer, fields: {} }], newStamp());

    await expect(attempt).rejects.toThrow(
      `the linkCount of ${before.pk} is missing: recount it before anything is attached`,
    );
    expect(await storedCustomer(customer)).toEqual(unknown);
    expect(await storedHolder(ref)).toBe(undefined);
  });

  it('[holder absent] a holder that is there', async () => {
    const { customer, ref } = newCustomers();
    await storeCustomer(customer);
    await storeLink(customer, ref.kind, ref.id);
    const before = await storedHolder(ref);

    const result = await attachLinks(receivables(), [{ ref, customer, fields: {} }], newStamp());

    expect(result).toEqual({ outcome: 'holderExists', holder: before });
    expect(await storedHolder(ref)).toEqual(before);
    expect((await storedCustomer(customer))?.linkCount).toBe(1);
  });

  it('[a fence only] a holder that is deleted', async () => {
    const { customer, ref } = newCustomers();
    await storeCustomer(customer);
    await storeLink(customer, ref.kind, ref.id);
    await detach(ref);
    const before = await storedHolder(ref);

    const result = await attachLinks(receivables(), [{ ref, customer, fields: {} }], newStamp());

    expect(result).toEqual({ outcome: 'holderExists', holder: before });
    expect(await storedHolder(ref)).toEqual(before);
  });

  it('names the holder rather than the customer, when both are in the way', async () => {
    const { customer, other, ref } = newCustomers();
    await storeCustomer(customer);
    await storeLink(customer, ref.kind, ref.id);

    const result = await attachLinks(receivables(), [{ ref, customer: other, fields: {} }], newStamp());

    expect(result.outcome).toBe('holderExists');
  });
});

describe('attachLinks after an attempt that landed and lost its answer', () => {
  it('is told so, and counts once', async () => {
    const { customer, ref } = newCustomers();
    await storeCustomer(customer);
    const stamp = newStamp();

    const result = await attachLinks(tableWith(droppedAfter), [{ ref, customer, fields: {} }], stamp);

    expect(result).toEqual({ outcome: 'attached', holders: [attached(ref, customer, stamp)] });
    expect((await storedCustomer(customer))?.linkCount).toBe(1);
  });

  it('is told so, even when holder and customer were deleted since', async () => {
    const { customer, ref } = newCustomers();
    await storeCustomer(customer);
    const gone = overtaken(async () => {
      await detach(ref);
      await expectRemoved(customer, 'deletion');
    });
    const stamp = newStamp();

    const result = await attachLinks(tableWith(droppedAfter, gone), [{ ref, customer, fields: {} }], stamp);

    expect(result).toEqual({ outcome: 'attached', holders: [attached(ref, customer, stamp)] });
    expect((await storedCustomer(customer))?.linkCount).toBe(0);
  });

  it('does not take the customer for the reason while the holder is in a conflict', async () => {
    const { customer, ref } = newCustomers();
    await storeCustomer(customer);
    const gone = overtaken(async () => {
      await detach(ref);
      await expectRemoved(customer, 'deletion');
    });
    const table = tableWith(droppedAfter, (attempt) =>
      gone(attempt).catch(() => conflictHidesTheFirstReason()(attempt)),
    );

    expect((await attachLinks(table, [{ ref, customer, fields: {} }], newStamp())).outcome).toBe('attached');
  });
});

describe('a refused attach, with an attempt still under way', () => {
  async function refuse(fate: Fate) {
    const { customer, ref } = newCustomers();
    const stamp = newStamp();
    const result = await attachLinks(tableWith(fate), [{ ref, customer, fields: {} }], stamp);
    return { customer, ref, stamp, result };
  }

  const fenceOf = (ref: HolderRef, stamp: Stamp) => ({
    ...holderItemKey(ref),
    fields: {},
    ...fencedBy(stamp),
  });

  it('[holder absent] stays refused when the attempt arrives after all', async () => {
    const { fate, arrive } = heldBack();
    const { customer, ref, stamp, result } = await refuse(fate);
    const before = await storeCustomer(customer);

    await arrive();

    expect(result).toEqual({ outcome: 'customerNotFound', customer });
    expect(await storedHolder(ref)).toEqual(fenceOf(ref, stamp));
    expect(await storedCustomer(customer)).toEqual(before);
  });

  it('[a fence only] leaves the id to another request, and to that one alone', async () => {
    const { fate, arrive } = heldBack();
    const { customer, ref } = await refuse(fate);
    await storeCustomer(customer);
    const another = newStamp();

    const result = await attachLinks(receivables(), [{ ref, customer, fields: {} }], another);
    await arrive();

    expect(result).toEqual({ outcome: 'attached', holders: [attached(ref, customer, another)] });
    expect(await storedHolder(ref)).toEqual(attached(ref, customer, another));
    expect((await storedCustomer(customer))?.linkCount).toBe(1);
  });

  it('[not settled] shuts out two requests that were refused one after the other', async () => {
    const first = heldBack();
    const { customer, ref, stamp } = await refuse(first.fate);
    const second = heldBack();
    const another = newStamp();
    await attachLinks(tableWith(second.fate), [{ ref, customer, fields: {} }], another);
    const before = await storeCustomer(customer);

    await second.arrive();
    await first.arrive();

    const names = [stamp, another].flatMap((each) => [settledName(each), refusedName(each)]);
    expect(await storedHolder(ref)).toEqual({ ...fenceOf(ref, stamp), version: 2, settled: new Set(names) });
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
    const result = await attachLinks(table, [{ ref, customer, fields: {} }], stamp);

    expect(result).toEqual({ outcome: 'attached', holders: [attached(ref, customer, stamp)] });
    expect(await storedHolder(ref)).toEqual(attached(ref, customer, stamp));
    expect((await storedCustomer(customer))?.linkCount).toBe(1);
  });

  it('is not shut out where every attempt was answered, or the holder is in the way for good', async () => {
    const { customer, ref } = newCustomers();
    await attachLinks(receivables(), [{ ref, customer, fields: {} }], newStamp());
    expect(await storedHolder(ref)).toBe(undefined);

    await storeCustomer(customer);
    await storeLink(customer, ref.kind, ref.id);
    const before = await storedHolder(ref);
    await attachLinks(tableWith(droppedBefore), [{ ref, customer, fields: {} }], newStamp());
    expect(await storedHolder(ref)).toEqual(before);
  });
});
