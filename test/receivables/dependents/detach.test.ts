import { describe, expect, it } from 'vitest';
import { receivables } from '../../../shared/dynamodb/tables.ts';
import { attachDependents } from '../../../shared/receivables/dependents/attach.ts';
import { detachDependent } from '../../../shared/receivables/dependents/detach.ts';
import { removeDependent } from '../../../shared/receivables/dependents/remove.ts';
import type { DependentItem } from '../../../shared/receivables/items.ts';
import { answered, droppedAfter, overtaken } from '../../support/faults.ts';
import { moveDependent } from '../../support/move-dependent.ts';
import { damage, newScene, outOfTime, tableWith } from '../../support/scenes.ts';
import {
  deletedListKey,
  newStamp,
  storeCustomer,
  storeDependent,
  storedCustomer,
  storedDependent,
} from '../../support/store.ts';

/** A customer with one link, another without. */
async function newLink() {
  const scene = newScene();
  const [customer, other, ref] = [scene.customer('c1'), scene.customer('c2'), scene.dependent()];
  await storeCustomer(customer);
  await storeCustomer(other);
  await storeDependent(customer, ref.kind, ref.id);
  const seen = (await storedDependent(ref)) as DependentItem;
  const move = async () => moveDependent(receivables(), (await storedDependent(ref))!, other, newStamp());
  return { customer, other, ref, seen, move };
}

/** The item of a dependent after it was deleted. */
const deleted = ({ customerKey, ...dependent }: DependentItem, stamp: ReturnType<typeof newStamp>) => ({
  ...dependent,
  update: stamp,
  deletion: stamp,
  listKey: deletedListKey(dependent),
  version: dependent.version + 1,
});

describe('detachDependent', () => {
  it('deletes the dependent softly and takes its link off', async () => {
    const { customer, ref, seen } = await newLink();
    const before = await storedCustomer(customer);
    const stamp = newStamp();

    expect(await detachDependent(receivables(), seen, stamp)).toEqual({ outcome: 'detached' });

    expect(await storedDependent(ref)).toEqual(deleted(seen, stamp));
    expect(await storedCustomer(customer)).toEqual({ ...before, linkCount: 0 });
  });

  it('deletes a dependent that refers to nobody', async () => {
    const ref = newScene().dependent();
    await attachDependents(receivables(), [{ ref, fields: {} }], newStamp());
    const seen = (await storedDependent(ref)) as DependentItem;
    const stamp = newStamp();

    expect(await detachDependent(receivables(), seen, stamp)).toEqual({ outcome: 'detached' });

    expect(await storedDependent(ref)).toEqual(deleted(seen, stamp));
  });

  it('[not deleted] finds nothing where another request was faster', async () => {
    const { customer, ref, seen } = await newLink();
    await detachDependent(receivables(), seen, newStamp());
    const before = await storedDependent(ref);

    expect(await detachDependent(receivables(), { ...seen, version: 2 }, newStamp())).toEqual({
      outcome: 'notFound',
    });

    expect(await storedDependent(ref)).toEqual(before);
    expect((await storedCustomer(customer))?.linkCount).toBe(0);
  });

  it('finds nothing where there is no dependent', async () => {
    const { seen } = await newLink();
    const nowhere = { ...seen, pk: `${seen.pk}-nowhere` };

    expect(await detachDependent(receivables(), nowhere, newStamp())).toEqual({ outcome: 'notFound' });
  });

  it('[version] changes nothing where the dependent was moved since', async () => {
    const { customer, other, ref, seen, move } = await newLink();
    await move();
    const before = await storedDependent(ref);

    expect(await detachDependent(receivables(), seen, newStamp())).toEqual({ outcome: 'changed' });

    expect(await storedDependent(ref)).toEqual(before);
    expect((await storedCustomer(customer))?.linkCount).toBe(0);
    expect((await storedCustomer(other))?.linkCount).toBe(1);
  });

  it.each([
    ['[at least one]', 0],
    ['[known]', undefined],
  ])('%s fails on a customer that counts %s links, and changes nothing', async (_, linkCount) => {
    const { customer, ref, seen } = await newLink();
    await damage(customer, { linkCount });
    const before = await storedCustomer(customer);

    await expect(detachDependent(receivables(), seen, newStamp())).rejects.toThrow(
      `the linkCount of ${seen.customerKey} is below its live links`,
    );

    expect(await storedDependent(ref)).toEqual(seen);
    expect(await storedCustomer(customer)).toEqual(before);
  });

  it('is told of an attempt that landed and lost its answer, and counts once', async () => {
    const { customer, ref, seen } = await newLink();
    const stamp = newStamp();

    expect(await detachDependent(tableWith(droppedAfter), seen, stamp)).toEqual({ outcome: 'detached' });

    expect(await storedDependent(ref)).toEqual(deleted(seen, stamp));
    expect((await storedCustomer(customer))?.linkCount).toBe(0);
  });
});

describe('removeDependent', () => {
  const anyDependent = () => true;

  it('deletes a dependent that may be deleted', async () => {
    const { customer, ref, seen } = await newLink();
    const stamp = newStamp();

    expect(await removeDependent(receivables(), ref, anyDependent, stamp)).toEqual({ outcome: 'detached' });

    expect(await storedDependent(ref)).toEqual(deleted(seen, stamp));
    expect((await storedCustomer(customer))?.linkCount).toBe(0);
  });

  it('refuses one that may not', async () => {
    const { ref, seen } = await newLink();

    const result = await removeDependent(receivables(), ref, ({ version }) => version > 1, newStamp());

    expect(result).toEqual({ outcome: 'refused', dependent: seen });
    expect(await storedDependent(ref)).toEqual(seen);
  });

  it('finds nothing where there is none, or a deleted one', async () => {
    const { ref } = await newLink();
    await removeDependent(receivables(), ref, anyDependent, newStamp());

    expect(await removeDependent(receivables(), ref, anyDependent, newStamp())).toEqual({
      outcome: 'notFound',
    });
    const nowhere = { ...ref, id: 'nowhere' };
    expect(await removeDependent(receivables(), nowhere, anyDependent, newStamp())).toEqual({
      outcome: 'notFound',
    });
  });

  it('asks again about a dependent that was moved after it was read', async () => {
    const { customer, other, ref, move } = await newLink();
    const versions: number[] = [];
    const removable = ({ version }: DependentItem) => versions.push(version) > 0;

    const result = await removeDependent(tableWith(answered, overtaken(move)), ref, removable, newStamp());

    expect(result).toEqual({ outcome: 'detached' });
    expect(versions).toEqual([1, 2]);
    expect((await storedCustomer(customer))?.linkCount).toBe(0);
    expect((await storedCustomer(other))?.linkCount).toBe(0);
  });

  it('gives up when its time is over, and has deleted nothing', async () => {
    const { customer, other, ref } = await newLink();
    const faster = overtaken(async () =>
      moveDependent(receivables(), (await storedDependent(ref))!, other, newStamp()),
    );
    const table = outOfTime(tableWith(answered, faster));

    await expect(removeDependent(table, ref, anyDependent, newStamp())).rejects.toMatchObject({
      name: 'GaveUp',
      known: 'contended',
      message: expect.stringMatching(/^removing INVOICE d1: other requests were faster/),
    });
    expect((await storedDependent(ref))?.deletion).toBe(undefined);
    expect((await storedCustomer(customer))?.linkCount).toBe(0);
    expect((await storedCustomer(other))?.linkCount).toBe(1);
  });
});
