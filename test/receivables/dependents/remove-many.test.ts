import { afterEach, describe, expect, it, vi } from 'vitest';
import { receivables, type Table } from '../../../shared/dynamodb/tables.ts';
import { removeDependents } from '../../../shared/receivables/dependents/remove-many.ts';
import type { DependentItem } from '../../../shared/receivables/items.ts';
import type { DependentRef } from '../../../shared/receivables/keys.ts';
import { answered, droppedBefore, type Fate, inConflict } from '../../support/faults.ts';
import { newScene, tableWith } from '../../support/scenes.ts';
import {
  newStamp,
  storeCustomer,
  storeDependent,
  storedCustomer,
  storedDependent,
} from '../../support/store.ts';

afterEach(() => {
  vi.restoreAllMocks();
});

const unreached = { outcome: 'untouched', cause: new Error('the time of its request was over') };
const gaveUp = (known: string) => expect.objectContaining({ name: 'GaveUp', known });

/** A customer with so many dependents. */
async function newLinked(count: number) {
  const customer = newScene().customer();
  await storeCustomer(customer);
  const refs: DependentRef[] = [];
  for (let n = 0; n < count; n++) refs.push(await storeDependent(customer));
  return { customer, refs };
}

const removeAll = (table: Table, refs: readonly DependentRef[], removable = (_: DependentItem) => true) =>
  removeDependents(table, refs, removable, newStamp());

const deletions = async (refs: readonly DependentRef[]) =>
  (await Promise.all(refs.map(storedDependent))).map((dependent) => dependent?.deletion !== undefined);

describe('removeDependents', () => {
  it('decides on each by itself, and answers in order', async () => {
    const { customer, refs } = await newLinked(3);
    const nobody = { ...(refs[0] as DependentRef), id: 'nobody' };
    const kept = await storedDependent(refs[1] as DependentRef);

    const [first, second, third] = refs as [DependentRef, DependentRef, DependentRef];
    const results = await removeAll(
      receivables(),
      [first, nobody, second, third],
      ({ pk }) => pk !== kept?.pk,
    );

    expect(results).toEqual([
      { outcome: 'detached' },
      { outcome: 'notFound' },
      { outcome: 'refused', dependent: kept },
      { outcome: 'detached' },
    ]);
    expect(await deletions(refs)).toEqual([true, false, true]);
    expect((await storedCustomer(customer))?.linkCount).toBe(1);
  });

  it('begins none for which there is no time left, and says so', async () => {
    const { customer, refs } = await newLinked(4);
    let clock = 0;
    vi.spyOn(performance, 'now').mockImplementation(() => clock);
    const slow: Fate = (attempt) => {
      clock += 5_000;
      return attempt.apply();
    };
    const table = { ...tableWith(answered, slow, answered, slow), deadline: 10_000 };

    const results = await removeAll(table, refs);

    vi.restoreAllMocks();
    expect(results).toEqual([{ outcome: 'detached' }, { outcome: 'detached' }, unreached, unreached]);
    expect(await deletions(refs)).toEqual([true, true, false, false]);
    expect((await storedCustomer(customer))?.linkCount).toBe(2);
  });

  it('keeps apart what is not known, what was not changed and what was not begun', async () => {
    const { customer, refs } = await newLinked(4);
    let clock = 0;
    vi.spyOn(performance, 'now').mockImplementation(() => clock);
    // The second row has the time until the deadline, in which no attempt is answered.
    const lost: Fate = (attempt) => {
      clock = 10_000;
      return droppedBefore(attempt);
    };
    const table = { ...tableWith(answered, answered, answered, lost), deadline: 10_000 };

    const results = await removeAll(table, refs);

    vi.restoreAllMocks();
    expect(results).toEqual([
      { outcome: 'detached' },
      { outcome: 'unknown', cause: gaveUp('unknown') },
      unreached,
      unreached,
    ]);
    expect(await deletions(refs)).toEqual([true, false, false, false]);
    expect((await storedCustomer(customer))?.linkCount).toBe(3);
  });

  it.each<[string, Fate, string]>([
    ['its read had no answer', droppedBefore, 'unread'],
    ['others were in its way', inConflict, 'contended'],
  ])('knows that nothing was changed where %s', async (_, fate, known) => {
    const { customer, refs } = await newLinked(1);
    // The read comes first; a conflict is none for it.
    const table = { ...tableWith(fate, fate), deadline: performance.now() };

    expect(await removeAll(table, refs)).toEqual([{ outcome: 'untouched', cause: gaveUp(known) }]);

    expect(await deletions(refs)).toEqual([false]);
    expect((await storedCustomer(customer))?.linkCount).toBe(1);
  });
});
