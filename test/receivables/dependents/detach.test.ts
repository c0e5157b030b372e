import { describe, expect, it } from 'vitest';
import { receivables } from '../../../shared/dynamodb/tables.ts';
import { attachLinks } from '../../../shared/receivables/dependents/attach.ts';
import { detachLink } from '../../../shared/receivables/dependents/detach.ts';
import { moveLink } from '../../../shared/receivables/dependents/move.ts';
import { removeHolder } from '../../../shared/receivables/dependents/remove.ts';
import type { HolderItem } from '../../../shared/receivables/items.ts';
import { answered, droppedAfter, overtaken } from '../../support/faults.ts';
import { damage, newScene, tableWith } from '../../support/scenes.ts';
import { newStamp, storeCustomer, storedCustomer, storedHolder, storeLink } from '../../support/store.ts';

/** A customer with one link, another without. */
async function newLink() {
  const scene = newScene();
  const [customer, other, ref] = [scene.customer('c1'), scene.customer('c2'), scene.holder()];
  await storeCustomer(customer);
  await storeCustomer(other);
  await storeLink(customer, ref.kind, ref.id);
  const seen = (await storedHolder(ref)) as HolderItem;
  const move = async () => moveLink(receivables(), (await storedHolder(ref))!, other, newStamp());
  return { customer, other, ref, seen, move };
}

/** The item of a holder after it was deleted. */
const deleted = ({ customerKey, ...holder }: HolderItem, stamp: ReturnType<typeof newStamp>) => ({
  ...holder,
  update: stamp,
  deletion: stamp,
  version: holder.version + 1,
});

describe('detachLink', () => {
  it('deletes the holder softly and takes its link off', async () => {
    const { customer, ref, seen } = await newLink();
    const before = await storedCustomer(customer);
    const stamp = newStamp();

    expect(await detachLink(receivables(), seen, stamp)).toEqual({ outcome: 'detached' });

    expect(await storedHolder(ref)).toEqual(deleted(seen, stamp));
    expect(await storedCustomer(customer)).toEqual({ ...before, linkCount: 0 });
  });

  it('deletes a holder that refers to nobody', async () => {
    const ref = newScene().holder();
    await attachLinks(receivables(), [{ ref, fields: {} }], newStamp());
    const seen = (await storedHolder(ref)) as HolderItem;
    const stamp = newStamp();

    expect(await detachLink(receivables(), seen, stamp)).toEqual({ outcome: 'detached' });

    expect(await storedHolder(ref)).toEqual(deleted(seen, stamp));
  });

  it('[not deleted] finds nothing where another request was faster', async () => {
    const { customer, ref, seen } = await newLink();
    await detachLink(receivables(), seen, newStamp());
    const before = await storedHolder(ref);

    expect(await detachLink(receivables(), { ...seen, version: 2 }, newStamp())).toEqual({
      outcome: 'notFound',
    });

    expect(await storedHolder(ref)).toEqual(before);
    expect((await storedCustomer(customer))?.linkCount).toBe(0);
  });

  it('finds nothing where there is no holder', async () => {
    const { seen } = await newLink();
    const nowhere = { ...seen, pk: `${seen.pk}-nowhere` };

    expect(await detachLink(receivables(), nowhere, newStamp())).toEqual({ outcome: 'notFound' });
  });

  it('[version] changes nothing where the holder was moved since', async () => {
    const { customer, other, ref, seen, move } = await newLink();
    await move();
    const before = await storedHolder(ref);

    expect(await detachLink(receivables(), seen, newStamp())).toEqual({ outcome: 'changed' });

    expect(await storedHolder(ref)).toEqual(before);
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

    await expect(detachLink(receivables(), seen, newStamp())).rejects.toThrow(
      `the linkCount of ${seen.customerKey} is below its live links`,
    );

    expect(await storedHolder(ref)).toEqual(seen);
    expect(await storedCustomer(customer)).toEqual(before);
  });

  it('is told of an attempt that landed and lost its answer, and counts once', async () => {
    const { customer, ref, seen } = await newLink();
    const stamp = newStamp();

    expect(await detachLink(tableWith(droppedAfter), seen, stamp)).toEqual({ outcome: 'detached' });

    expect(await storedHolder(ref)).toEqual(deleted(seen, stamp));
    expect((await storedCustomer(customer))?.linkCount).toBe(0);
  });
});

describe('removeHolder', () => {
  const anyHolder = () => true;

  it('deletes a holder that may be deleted', async () => {
    const { customer, ref, seen } = await newLink();
    const stamp = newStamp();

    expect(await removeHolder(receivables(), ref, anyHolder, stamp)).toEqual({ outcome: 'detached' });

    expect(await storedHolder(ref)).toEqual(deleted(seen, stamp));
    expect((await storedCustomer(customer))?.linkCount).toBe(0);
  });

  it('refuses one that may not', async () => {
    const { ref, seen } = await newLink();

    const result = await removeHolder(receivables(), ref, ({ version }) => version > 1, newStamp());

    expect(result).toEqual({ outcome: 'refused', holder: seen });
    expect(await storedHolder(ref)).toEqual(seen);
  });

  it('finds nothing where there is none, or a deleted one', async () => {
    const { ref } = await newLink();
    await removeHolder(receivables(), ref, anyHolder, newStamp());

    expect(await removeHolder(receivables(), ref, anyHolder, newStamp())).toEqual({ outcome: 'notFound' });
    const nowhere = { ...ref, id: 'nowhere' };
    expect(await removeHolder(receivables(), nowhere, anyHolder, newStamp())).toEqual({
      outcome: 'notFound',
    });
  });

  it('asks again about a holder that was moved after it was read', async () => {
    const { customer, other, ref, move } = await newLink();
    const versions: number[] = [];
    const removable = ({ version }: HolderItem) => versions.push(version) > 0;

    const result = await removeHolder(tableWith(answered, overtaken(move)), ref, removable, newStamp());

    expect(result).toEqual({ outcome: 'detached' });
    expect(versions).toEqual([1, 2]);
    expect((await storedCustomer(customer))?.linkCount).toBe(0);
    expect((await storedCustomer(other))?.linkCount).toBe(0);
  });

  it('gives up after eight lost rounds', async () => {
    const { customer, other, ref } = await newLink();
    let turn = 0;
    const faster = overtaken(async () =>
      moveLink(receivables(), (await storedHolder(ref))!, turn++ % 2 ? customer : other, newStamp()),
    );
    const rounds = Array.from({ length: 8 }, () => [answered, faster]).flat();

    await expect(removeHolder(tableWith(...rounds), ref, anyHolder, newStamp())).rejects.toThrow(
      'removing INVOICE h1 lost 8 rounds against other requests',
    );
  });
});
