import { describe, expect, it } from 'vitest';
import { receivables } from '../../../shared/dynamodb/tables.ts';
import { type UniqueKeyItem, uniqueItemKey } from '../../../shared/receivables/customers/unique-keys.ts';
import { attachUniqueDependent } from '../../../shared/receivables/dependents/attach.ts';
import { readNextNumber } from '../../../shared/receivables/dependents/numbers.ts';
import { removeDependent } from '../../../shared/receivables/dependents/remove.ts';
import { updateDependent } from '../../../shared/receivables/dependents/update.ts';
import type { DependentItem } from '../../../shared/receivables/items.ts';
import { dependentItemKey, dependentKey, type Tenant } from '../../../shared/receivables/keys.ts';
import { answered, droppedAfter, heldBack, overtaken } from '../../support/faults.ts';
import {
  damage,
  expire,
  fencedBy,
  newScene,
  storedUniqueKey,
  storeRemovedCustomer,
  tableWith,
} from '../../support/scenes.ts';
import { newStamp, storeCustomer, storedCustomer, storedDependent } from '../../support/store.ts';

const reference = (value: string) => ({ name: 'EXTERNAL_REF', value, freedByDeletion: false });
const counterOf = ({ vendor, tenant }: Tenant) => ({ vendor, tenant, series: 's1', period: '2026' });

/** A dependent of the scene, stored with what it competes for. */
async function stored(
  scene: ReturnType<typeof newScene>,
  id: string,
  wanted: { value?: string; number?: number } = {},
): Promise<DependentItem> {
  const uniqueKey = wanted.value === undefined ? {} : { uniqueKey: reference(wanted.value) };
  const number =
    wanted.number === undefined ? {} : { number: { counter: counterOf(scene), number: wanted.number } };
  const dependent = { ref: scene.dependent(id), fields: { ...wanted }, ...uniqueKey, ...number };
  const result = await attachUniqueDependent(receivables(), dependent, newStamp());
  if (result.outcome !== 'attached') throw new Error(result.outcome);
  return result.dependents[0] as DependentItem;
}

const ownerOf = async (scene: Tenant, value: string) =>
  ((await storedUniqueKey(scene, reference(value))) as UniqueKeyItem | undefined)?.holder;

describe('the unique key of a dependent', () => {
  it('[free] is its own from its creation until it ends', async () => {
    const scene = newScene();
    const first = scene.dependent('d1');
    await stored(scene, 'd1', { value: 'r1' });
    const another = { ref: scene.dependent('d2'), fields: {}, uniqueKey: reference('r1') };

    expect(await attachUniqueDependent(receivables(), another, newStamp())).toEqual({
      outcome: 'duplicate',
      owner: dependentKey(first),
      ref: another.ref,
    });
    expect(await storedDependent(another.ref)).toBe(undefined);

    const removed = await removeDependent(
      receivables(),
      first,
      () => true,
      newStamp(),
      () => reference('r1'),
    );
    expect(removed).toEqual({ outcome: 'detached' });
    expect(await ownerOf(scene, 'r1')).toBe(undefined);
    expect((await attachUniqueDependent(receivables(), another, newStamp())).outcome).toBe('attached');
  });

  it('is exchanged for another with the change of fields', async () => {
    const scene = newScene();
    const seen = await stored(scene, 'd1', { value: 'r1' });
    const uniqueKey = { from: reference('r1'), to: reference('r2') };

    const result = await updateDependent(receivables(), seen, { fields: {}, uniqueKey }, newStamp());

    expect(result.outcome).toBe('updated');
    expect(await ownerOf(scene, 'r1')).toBe(undefined);
    expect(await ownerOf(scene, 'r2')).toBe(seen.pk);
  });

  it('is not exchanged for one that another has: nothing is changed', async () => {
    const scene = newScene();
    const seen = await stored(scene, 'd1', { value: 'r1' });
    const other = await stored(scene, 'd2', { value: 'r2' });
    const uniqueKey = { from: reference('r1'), to: reference('r2') };

    const result = await updateDependent(receivables(), seen, { fields: {}, uniqueKey }, newStamp());

    expect(result).toEqual({ outcome: 'duplicate', owner: other.pk });
    expect(await storedDependent(scene.dependent('d1'))).toEqual(seen);
    expect(await ownerOf(scene, 'r1')).toBe(seen.pk);
  });

  it('stays where it is the same', async () => {
    const scene = newScene();
    const seen = await stored(scene, 'd1', { value: 'r1' });
    const uniqueKey = { from: reference('r1'), to: reference('r1') };

    const result = await updateDependent(receivables(), seen, { fields: {}, uniqueKey }, newStamp());

    expect(result.outcome).toBe('updated');
    expect(await ownerOf(scene, 'r1')).toBe(seen.pk);
  });

  it('[its own] is not given up by a dependent that does not have it', async () => {
    const scene = newScene();
    const seen = await stored(scene, 'd1');
    const other = await stored(scene, 'd2', { value: 'r2' });
    const message = `${seen.pk} does not own the EXTERNAL_REF that it gives up`;

    const change = { fields: {}, uniqueKey: { from: reference('r2') } };
    await expect(updateDependent(receivables(), seen, change, newStamp())).rejects.toThrow(message);
    const removing = removeDependent(
      receivables(),
      scene.dependent('d1'),
      () => true,
      newStamp(),
      () => reference('r2'),
    );
    await expect(removing).rejects.toThrow(message);

    expect(await storedDependent(scene.dependent('d1'))).toEqual(seen);
    expect(await ownerOf(scene, 'r2')).toBe(other.pk);
  });

  it('stays refused when a late attempt finds it free', async () => {
    const scene = newScene();
    const owner = await stored(scene, 'd1', { value: 'r1' });
    const { fate, arrive } = heldBack();
    const another = { ref: scene.dependent('d2'), fields: {}, uniqueKey: reference('r1') };

    const stamp = newStamp();
    const result = await attachUniqueDependent(tableWith(fate), another, stamp);
    await expire(uniqueItemKey(scene, reference('r1')));
    await arrive();

    expect(result).toEqual({ outcome: 'duplicate', owner: owner.pk, ref: another.ref });
    expect(await storedDependent(another.ref)).toEqual({
      ...{ ...dependentItemKey(another.ref), fields: {} },
      ...fencedBy(stamp),
    });
    expect(await ownerOf(scene, 'r1')).toBe(undefined);
  });
});

describe('the number of a dependent', () => {
  it('[absent] [the next] is given once, and the next one follows it', async () => {
    const scene = newScene();
    expect(await readNextNumber(receivables(), counterOf(scene), 7)).toBe(7);

    await stored(scene, 'd1', { number: 7 });

    expect(await readNextNumber(receivables(), counterOf(scene), 7)).toBe(8);
    await expect(stored(scene, 'd2', { number: 7 })).rejects.toThrow('numberTaken');
    await expect(stored(scene, 'd2', { number: 9 })).rejects.toThrow('numberTaken');
    expect(await storedDependent(scene.dependent('d2'))).toBe(undefined);
    await stored(scene, 'd2', { number: 8 });
    expect(await readNextNumber(receivables(), counterOf(scene), 7)).toBe(9);
  });

  it('is taken by a change of fields, or the change is not made', async () => {
    const scene = newScene();
    const seen = await stored(scene, 'd1');
    const take = (number: number) => ({ fields: { number }, number: { counter: counterOf(scene), number } });

    expect((await updateDependent(receivables(), seen, take(1), newStamp())).outcome).toBe('updated');
    const other = await stored(scene, 'd2');
    expect(await updateDependent(receivables(), other, take(1), newStamp())).toEqual({
      outcome: 'numberTaken',
    });
    expect(await storedDependent(scene.dependent('d2'))).toEqual(other);
  });

  it('is taken once where the answer was lost and another has taken the next since', async () => {
    const scene = newScene();
    const number = { counter: counterOf(scene), number: 1 };
    const another = overtaken(async () => stored(scene, 'd2', { number: 2 }));
    const dependent = { ref: scene.dependent('d1'), fields: {}, number };

    const result = await attachUniqueDependent(tableWith(droppedAfter, another), dependent, newStamp());

    expect(result.outcome).toBe('attached');
    expect(await readNextNumber(receivables(), counterOf(scene), 1)).toBe(3);
  });

  it('is left where the customer refuses, and that is what is told', async () => {
    const scene = newScene();
    const number = { counter: counterOf(scene), number: 3 };
    const dependent = { ref: scene.dependent(), fields: {}, number, customer: scene.customer('nobody') };
    await stored(scene, 'd9', { number: 1 });

    expect(await attachUniqueDependent(tableWith(answered), dependent, newStamp())).toEqual({
      outcome: 'customerNotFound',
      customer: scene.customer('nobody'),
    });

    expect(await readNextNumber(receivables(), counterOf(scene), 1)).toBe(2);
  });
});

describe('a recurring invoice', () => {
  it('[links] [recurring] is counted twice, and off twice', async () => {
    const scene = newScene();
    const [customer, ref] = [scene.customer(), scene.dependent('d1', 'RECURRING_INVOICE')];
    await storeCustomer(customer);
    const plain = { ref: scene.dependent('d2'), fields: {}, customer };
    const recurring = { ref, fields: {}, customer };
    const counts = async () => {
      const { linkCount, recurringCount } = (await storedCustomer(customer))!;
      return [linkCount, recurringCount];
    };

    await attachUniqueDependent(receivables(), plain, newStamp());
    expect(await counts()).toEqual([1, undefined]);
    await attachUniqueDependent(receivables(), recurring, newStamp());
    expect(await counts()).toEqual([2, 1]);
    const seen = (await storedDependent(ref))!;
    await updateDependent(receivables(), seen, { fields: {}, customer: null }, newStamp());
    expect(await counts()).toEqual([1, 0]);
  });

  it.each([
    ['[count known] nobody', 'customerNotFound', undefined],
    ['[not deleted] a deleted customer', 'customerNotFound', 'deletion'],
    ['[not deactivated] an inactive customer', 'customerDeactivated', 'deactivation'],
  ] as const)('is not attached to %s', async (_, outcome, removal) => {
    const scene = newScene();
    const customer = scene.customer();
    if (removal) await storeRemovedCustomer(customer, removal);
    const before = await storedCustomer(customer);
    const recurring = { ref: scene.dependent('d1', 'RECURRING_INVOICE'), fields: {}, customer };

    const result = await attachUniqueDependent(receivables(), recurring, newStamp());

    expect(result).toEqual({ outcome, customer });
    expect(await storedDependent(recurring.ref)).toBe(undefined);
    expect(await storedCustomer(customer)).toEqual(before);
  });

  it.each([
    ['[links at least one]', { linkCount: 0 }],
    ['[recurring at least one]', { recurringCount: 0 }],
  ])('%s is not taken off a customer that counts none', async (_, counts) => {
    const scene = newScene();
    const [customer, ref] = [scene.customer(), scene.dependent('d1', 'RECURRING_INVOICE')];
    await storeCustomer(customer);
    await attachUniqueDependent(receivables(), { ref, fields: {}, customer }, newStamp());
    const before = await damage(customer, counts);

    await expect(removeDependent(receivables(), ref, () => true, newStamp())).rejects.toThrow(
      'is below its live links',
    );

    expect(await storedCustomer(customer)).toEqual(before);
    expect((await storedDependent(ref))?.deletion).toBe(undefined);
  });

  it('refers to a customer only where its kind is known to a recount', async () => {
    const scene = newScene();
    const customer = scene.customer();
    await storeCustomer(customer);
    const unknown = { ref: scene.dependent('d1', 'PARCEL'), fields: {}, customer };

    await expect(attachUniqueDependent(receivables(), unknown, newStamp())).rejects.toThrow(
      'PARCEL is none of the DEPENDENT_KINDS: a recount would miss its links',
    );
  });
});
