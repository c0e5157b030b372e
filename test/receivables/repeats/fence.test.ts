import { describe, expect, it, vi } from 'vitest';
import { newEffort } from '../../../shared/dynamodb/send.ts';
import { receivables, type Table } from '../../../shared/dynamodb/tables.ts';
import { createCustomer } from '../../../shared/receivables/customers/create.ts';
import { removeCustomer } from '../../../shared/receivables/customers/remove.ts';
import { updateCustomer } from '../../../shared/receivables/customers/update.ts';
import { attachDependents } from '../../../shared/receivables/dependents/attach.ts';
import type { CustomerItem, DependentItem } from '../../../shared/receivables/items.ts';
import { customerItemKey, dependentItemKey } from '../../../shared/receivables/keys.ts';
import { fence } from '../../../shared/receivables/repeats/fence.ts';
import { refusedName, settledName } from '../../../shared/receivables/repeats/settled-requests.ts';
import { answered, droppedAfter, overtaken } from '../../support/faults.ts';
import { moveDependent } from '../../support/move-dependent.ts';
import {
  expire,
  fencedBy,
  newScene,
  outOfTime,
  reactivate,
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

const fenced = <Item extends CustomerItem | DependentItem>(
  item: Pick<Item, 'pk' | 'sk'>,
  stamp = newStamp(),
  table: Table = receivables(),
) => fence<Item>(table, item, stamp, newEffort(table));

async function newCustomer() {
  const ref = newScene().customer();
  return { ref, before: await storeCustomer(ref) };
}

describe('a fence', () => {
  it('marks an item and leaves the rest', async () => {
    const { ref, before } = await newCustomer();
    const stamp = newStamp();

    expect(await fenced(before, stamp)).toBe(undefined);

    const settled = new Set([settledName(stamp), refusedName(stamp)]);
    expect(await storedCustomer(ref)).toEqual({ ...before, version: 2, settled });
  });

  it('stands where there is no dependent', async () => {
    const ref = newScene().dependent();
    const stamp = newStamp();

    expect(await fenced(dependentItemKey(ref), stamp)).toBe(undefined);

    expect(await storedDependent(ref)).toEqual({ ...dependentItemKey(ref), fields: {}, ...fencedBy(stamp) });
  });

  it('knows itself when its own answer was lost', async () => {
    const { ref, before } = await newCustomer();
    const absent = newScene().customer();
    const stamp = newStamp();

    expect(await fenced(before, stamp, tableWith(droppedAfter))).toBe(undefined);
    expect(await fenced(customerItemKey(absent), stamp, tableWith(answered, droppedAfter))).toBe(undefined);

    const names = new Set([settledName(stamp), refusedName(stamp)]);
    expect((await storedCustomer(ref))?.settled).toEqual(names);
    expect((await storedCustomer(absent))?.settled).toEqual(names);
  });

  it.each(['deletion', 'deactivation'] as const)(
    '[no %s of this request] comes too late after its removal',
    async (removal) => {
      const { ref, before } = await newCustomer();
      const stamp = newStamp();
      await removeCustomer(receivables(), ref, removal, stamp);
      const removed = await storedCustomer(ref);

      expect(await fenced(before, stamp)).toEqual(removed);

      expect(await storedCustomer(ref)).toEqual(removed);
    },
  );

  it('[no creation of this request] comes too late after its creation', async () => {
    const ref = newScene().dependent();
    const stamp = newStamp();
    await attachDependents(receivables(), [{ ref, fields: {} }], stamp);
    const attached = await storedDependent(ref);

    expect(await fenced(dependentItemKey(ref), stamp)).toEqual(attached);

    expect(await storedDependent(ref)).toEqual(attached);
  });

  it('[not settled] comes too late after a removal that was taken back', async () => {
    const { ref, before } = await newCustomer();
    const stamp = newStamp();
    await removeCustomer(receivables(), ref, 'deactivation', stamp);
    await reactivate(ref);
    const active = await storedCustomer(ref);

    expect(await fenced(before, stamp)).toEqual(active);

    expect(await storedCustomer(ref)).toEqual(active);
  });

  it('stands beside the stamps of other requests', async () => {
    const { ref, before } = await newCustomer();
    await removeCustomer(receivables(), ref, 'deactivation', newStamp());
    await removeCustomer(receivables(), ref, 'deletion', newStamp());

    expect(await fenced(before)).toBe(undefined);

    expect((await storedCustomer(ref))?.settled?.size).toBe(2);
  });

  it('[absent] is marked on an item that comes into being meanwhile', async () => {
    const scene = newScene();
    const ref = scene.customer();
    const table = tableWith(
      answered,
      overtaken(() => storeCustomer(ref)),
    );

    expect(await fenced(customerItemKey(ref), newStamp(), table)).toBe(undefined);

    const stored = await storedCustomer(ref);
    expect(stored?.deletion).toBe(undefined);
    expect(stored?.settled?.size).toBe(2);
  });

  it('is kept by every change of an item that was seen before it', async () => {
    const { ref, before } = await newCustomer();
    const inactive = await storeRemovedCustomer(newScene().customer(), 'deactivation');
    const refused = newStamp();
    const marked = (item: CustomerItem) => overtaken(() => fenced(item, refused));
    const refOf = ({ pk }: CustomerItem) => {
      const [vendor, tenant, id] = pk.split('#') as [string, string, string];
      return { vendor, tenant, id };
    };

    const update = await updateCustomer(tableWith(marked(before)), ref, before, { profile: {} }, newStamp());
    await reactivate(refOf(inactive), tableWith(answered, marked(inactive)));

    expect(update.outcome).toBe('changed');
    expect((await storedCustomer(ref))?.settled).toContain(refusedName(refused));
    expect((await storedCustomer(refOf(inactive)))?.settled).toContain(refusedName(refused));
  });

  it('is kept by who takes the place of a deleted customer that was seen before it', async () => {
    const ref = newScene().customer();
    const deleted = await storeRemovedCustomer(ref, 'deletion');
    const refused = newStamp();
    const marked = overtaken(() => fenced(deleted, refused));
    const wanted = { ref, profile: {}, reference: {}, reuseErasedId: true };

    await createCustomer(tableWith(answered, marked), wanted, newStamp());

    const stored = await storedCustomer(ref);
    expect(stored?.deletion).toBe(undefined);
    expect(stored?.settled).toContain(refusedName(refused));
  });

  it('is kept by a move of a dependent that was seen before it', async () => {
    const scene = newScene();
    const [from, to, ref] = [scene.customer('c1'), scene.customer('c2'), scene.dependent()];
    await storeCustomer(from);
    await storeCustomer(to);
    await storeDependent(from, ref.kind, ref.id);
    const seen = (await storedDependent(ref)) as DependentItem;
    const refused = newStamp();

    const table = tableWith(overtaken(() => fenced(seen, refused)));
    expect(await moveDependent(table, seen, to, newStamp())).toEqual('changed');

    expect((await storedDependent(ref))?.settled).toContain(refusedName(refused));
  });

  it('gives up when its time is over, and knows that it does not know', async () => {
    const scene = newScene();
    const customer = scene.customer();
    const ref = scene.dependent();
    await storeCustomer(customer);
    const goes = overtaken(() => expire(dependentItemKey(ref)));
    const comes = overtaken(() => storeDependent(customer, ref.kind, ref.id));
    const table = outOfTime(tableWith(goes, comes));
    const effort = { ...newEffort(table), unanswered: true };

    await expect(fence(table, dependentItemKey(ref), newStamp(), effort)).rejects.toMatchObject({
      name: 'GaveUp',
      known: 'unknown',
      message: expect.stringMatching(/^fencing test#.*#INVOICE#d1: other requests were faster/),
    });
  });

  it('shuts out of an item that comes and goes ten times', async () => {
    const scene = newScene();
    const customer = scene.customer();
    const ref = scene.dependent();
    await storeCustomer(customer);
    const goes = overtaken(() => expire(dependentItemKey(ref)));
    const comes = overtaken(() => storeDependent(customer, ref.kind, ref.id));
    const rounds = Array.from({ length: 10 }, () => [goes, comes]).flat();
    vi.spyOn(Math, 'random').mockReturnValue(0);
    const stamp = newStamp();

    expect(await fenced(dependentItemKey(ref), stamp, tableWith(...rounds))).toBe(undefined);

    vi.restoreAllMocks();
    expect((await storedDependent(ref))?.settled).toEqual(new Set([settledName(stamp), refusedName(stamp)]));
  });
});
