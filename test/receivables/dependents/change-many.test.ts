import { afterEach, describe, expect, it, vi } from 'vitest';
import { receivables, type Table } from '../../../shared/dynamodb/tables.ts';
import { removeCustomer } from '../../../shared/receivables/customers/remove.ts';
import { attachDependents } from '../../../shared/receivables/dependents/attach.ts';
import { changeDependents } from '../../../shared/receivables/dependents/change-many.ts';
import { detachDependent } from '../../../shared/receivables/dependents/detach.ts';
import { updateDependent } from '../../../shared/receivables/dependents/update.ts';
import type { DependentItem } from '../../../shared/receivables/items.ts';
import { type DependentRef, dependentKey } from '../../../shared/receivables/keys.ts';
import { listKey } from '../../../shared/receivables/lists/listing.ts';
import { settledName } from '../../../shared/receivables/repeats/settled-requests.ts';
import type { Stamp } from '../../../shared/receivables/stamp.ts';
import {
  type Attempt,
  answered,
  conflictHidesTheFirstReason,
  droppedAfter,
  droppedBefore,
  type Fate,
  heldBack,
  inConflict,
  overtaken,
} from '../../support/faults.ts';
import { newScene, outOfTime, overwrite, tableWith } from '../../support/scenes.ts';
import { newStamp, storeCustomer, storedCustomer, storedDependent } from '../../support/store.ts';

afterEach(() => {
  vi.restoreAllMocks();
});

type State = { readonly state: string };

/** Dependents of one customer, in these states. */
async function newDependents(...states: string[]) {
  const scene = newScene();
  const customer = scene.customer();
  await storeCustomer(customer);
  const refs = states.map((_, n) => scene.dependent(`d${n}`));
  const wanted = states.map((state, n) => ({ ref: refs[n]!, fields: { state }, customer }));
  await attachDependents(receivables(), wanted, newStamp());
  const stored = () => Promise.all(refs.map(storedDependent)) as Promise<DependentItem<State>[]>;
  return { scene, customer, refs, stored, seen: await stored() };
}

/** Makes all of them `paid`; those that are so already stay as they are. */
const pay = (refs: readonly DependentRef[], table: Table = receivables(), stamp = newStamp()) =>
  changeDependents<State>(
    table,
    refs,
    ({ fields }) => (fields.state === 'paid' ? undefined : { fields: { state: 'paid' } }),
    stamp,
  );

/** A dependent as that request left it. */
const paid = (seen: DependentItem<State>, stamp: Stamp) => ({
  ...seen,
  fields: { state: 'paid' },
  update: stamp,
  version: seen.version + 1,
  settled: new Set([settledName(stamp)]),
});

const readNow = async (ref: DependentRef) => (await storedDependent(ref)) as DependentItem<State>;

/** Another request changes one of them in between. */
const changesTo = (state: string, ref: DependentRef) => async () => {
  const change = { fields: { state } };
  await updateDependent(receivables(), await readNow(ref), change, newStamp());
};

const deletes = (ref: DependentRef) => async () =>
  detachDependent(receivables(), await readNow(ref), newStamp());

/** The table, with these fates after the first read, and the names of what is sent to it. */
function watched(...fates: Fate[]) {
  const sent: string[] = [];
  const watch =
    (fate: Fate): Fate =>
    (attempt: Attempt) => {
      sent.push(attempt.name);
      return fate(attempt);
    };
  const table = tableWith(...[answered, ...fates, answered, answered, answered].map(watch));
  return { table, sent };
}

describe('changing many dependents', () => {
  it('changes all of them, and leaves their customer alone', async () => {
    const { customer, refs, stored, seen } = await newDependents('open', 'open');
    const before = await storedCustomer(customer);
    const stamp = newStamp();

    const result = await pay(refs, receivables(), stamp);

    const dependents = seen.map((each) => paid(each, stamp));
    expect(result).toEqual({ outcome: 'updated', dependents });
    expect(await stored()).toEqual(dependents);
    expect(await storedCustomer(customer)).toEqual(before);
  });

  it('answers in the order that was asked for', async () => {
    const { refs, seen } = await newDependents('open', 'paid', 'open');
    const stamp = newStamp();

    expect(await pay(refs.toReversed(), receivables(), stamp)).toEqual({
      outcome: 'updated',
      dependents: [paid(seen[2]!, stamp), seen[1], paid(seen[0]!, stamp)],
    });
  });

  it('gives those that it changes a new place in lists', async () => {
    const { refs, stored, seen } = await newDependents('open');
    const listing = { values: { state: 'paid' }, order: 'p' };
    const stamp = newStamp();

    await changeDependents(receivables(), refs, () => ({ fields: { state: 'paid' }, listing }), stamp);

    const [ref] = refs as [DependentRef];
    const place = { listed: listing.values, listKey: listKey(ref, ref.kind, 'LIVE'), listOrder: 'p\td0' };
    expect(await stored()).toEqual([{ ...paid(seen[0]!, stamp), ...place }]);
  });

  it('leaves those alone that are so already', async () => {
    const { refs, stored, seen } = await newDependents('open', 'paid');
    const stamp = newStamp();

    const result = await pay(refs, receivables(), stamp);

    const dependents = [paid(seen[0]!, stamp), seen[1]];
    expect(result).toEqual({ outcome: 'updated', dependents });
    expect(await stored()).toEqual(dependents);
  });

  it('writes nothing where all are so already', async () => {
    const { refs, seen } = await newDependents('paid', 'paid');
    const { table, sent } = watched();

    expect(await pay(refs, table)).toEqual({ outcome: 'unchanged', dependents: seen });

    expect(sent).toEqual(['BatchGet']);
  });

  it('takes a hundred, in one read and one write', async () => {
    const scene = newScene();
    const refs = Array.from({ length: 100 }, (_, n) => scene.dependent(`d${n}`));
    const wanted = refs.map((ref) => ({ ref, fields: { state: 'open' } }));
    await attachDependents(receivables(), wanted, newStamp());
    const { table, sent } = watched();
    const stamp = newStamp();

    const result = await pay(refs, table, stamp);

    expect(result.outcome).toBe('updated');
    expect(sent).toEqual(['BatchGet', 'TransactWrite']);
    expect((await Promise.all(refs.map(readNow))).every(({ update }) => update.by === stamp.by)).toBe(true);
  });

  it('takes no more than a transaction holds, and changes none', async () => {
    const { refs, stored, seen } = await newDependents(...Array<string>(9).fill('open'));
    const grow = (letters: number) => () => ({ fields: { state: 'x'.repeat(letters) } });
    const change = (letters: number) =>
      changeDependents<State>(receivables(), refs, grow(letters), newStamp());

    expect(await change(300_000)).toEqual({ outcome: 'tooLarge' });
    expect(await stored()).toEqual(seen);
    expect(await change(290_000)).toMatchObject({ outcome: 'updated' });
  });

  it('names the first that there is none of, and changes none', async () => {
    const { scene, refs, stored, seen } = await newDependents('open', 'open');
    const [nobody, nothing] = [scene.dependent('nobody'), scene.dependent('nothing')];

    const result = await pay([refs[0]!, nobody, refs[1]!, nothing]);

    expect(result).toEqual({ outcome: 'notFound', ref: nobody });
    expect(await stored()).toEqual(seen);
  });

  it('names one that is deleted', async () => {
    const { refs, stored, seen } = await newDependents('open', 'open');
    await deletes(refs[1]!)();
    const deleted = await readNow(refs[1]!);

    expect(await pay(refs)).toEqual({ outcome: 'notFound', ref: refs[1] });

    expect(await stored()).toEqual([seen[0], deleted]);
  });

  it('changes none where the caller refuses one', async () => {
    const { refs, stored, seen } = await newDependents('open', 'cancelled');
    const refusal = new Error('it is cancelled');
    const change = ({ fields }: DependentItem<State>) => {
      if (fields.state === 'cancelled') throw refusal;
      return { fields: { state: 'paid' } };
    };

    await expect(changeDependents(receivables(), refs, change, newStamp())).rejects.toBe(refusal);

    expect(await stored()).toEqual(seen);
  });
});

describe('changing many dependents while others change them', () => {
  it('[version] begins again with what another request made of one', async () => {
    const { refs, stored } = await newDependents('open', 'open');
    const { table, sent } = watched(overtaken(changesTo('partly paid', refs[1]!)));
    const states: string[] = [];
    const change = ({ fields }: DependentItem<State>) => {
      states.push(fields.state);
      return { fields: { state: `${fields.state}, paid` } };
    };

    const { outcome } = await changeDependents(table, refs, change, newStamp());

    expect(outcome).toBe('updated');
    expect(states).toEqual(['open', 'open', 'open', 'partly paid']);
    expect(sent).toEqual(['BatchGet', 'TransactWrite', 'BatchGet', 'TransactWrite']);
    const after = await stored();
    expect(after.map(({ fields }) => fields.state)).toEqual(['open, paid', 'partly paid, paid']);
    expect(after.map(({ version }) => version)).toEqual([2, 3]);
  });

  it('[version] changes none while one that it leaves alone becomes another', async () => {
    const { refs, stored } = await newDependents('open', 'paid');
    const stamp = newStamp();

    const { table } = watched(overtaken(changesTo('open', refs[1]!)));
    const result = await pay(refs, table, stamp);

    const after = await stored();
    expect(result).toEqual({ outcome: 'updated', dependents: after });
    expect(after.map(({ fields, update }) => [fields.state, update])).toEqual([
      ['paid', stamp],
      ['paid', stamp],
    ]);
  });

  it('changes none where one turns out to be refused', async () => {
    const { refs, stored, seen } = await newDependents('open', 'open');
    const refusal = new Error('it is cancelled');
    const change = ({ fields }: DependentItem<State>) => {
      if (fields.state === 'cancelled') throw refusal;
      return { fields: { state: 'paid' } };
    };
    const { table } = watched(overtaken(changesTo('cancelled', refs[1]!)));

    await expect(changeDependents(table, refs, change, newStamp())).rejects.toBe(refusal);

    expect(await stored()).toEqual([seen[0], await readNow(refs[1]!)]);
  });

  it('has nothing to do where another request did it', async () => {
    const { refs, stored } = await newDependents('open');
    const { table, sent } = watched(overtaken(changesTo('paid', refs[0]!)));

    expect(await pay(refs, table)).toEqual({ outcome: 'unchanged', dependents: await stored() });

    expect(sent).toEqual(['BatchGet', 'TransactWrite', 'BatchGet']);
  });

  it.each([
    ['one that it changes', 'open'],
    ['one that it leaves alone', 'paid'],
  ])('changes none where another request deletes %s', async (_, state) => {
    const { customer, refs, seen } = await newDependents('open', state, 'open');
    const { table } = watched(overtaken(deletes(refs[1]!)));

    expect(await pay(refs, table)).toEqual({ outcome: 'notFound', ref: refs[1] });

    expect([await readNow(refs[0]!), await readNow(refs[2]!)]).toEqual([seen[0], seen[2]]);
    expect((await storedCustomer(customer))?.linkCount).toBe(2);
  });

  it.each([
    ['one that it changes', 'open'],
    ['one that it leaves alone', 'paid'],
  ])('[not deleted] changes none where a hand on the table deletes %s', async (_, state) => {
    const { refs, seen } = await newDependents('open', state);
    const { table } = watched(overtaken(() => overwrite({ ...seen[1]!, deletion: newStamp() })));

    expect(await pay(refs, table)).toEqual({ outcome: 'notFound', ref: refs[1] });

    expect(await readNow(refs[0]!)).toEqual(seen[0]);
  });

  it('ends where others are faster until the time is over, and knows that nothing was changed', async () => {
    const { refs, stored } = await newDependents('open', 'open');
    const { table } = watched(overtaken(changesTo('partly paid', refs[0]!)));

    await expect(pay(refs, outOfTime(table))).rejects.toMatchObject({
      name: 'GaveUp',
      known: 'contended',
      message: `changing ${dependentKey(refs[0]!)} and others: other requests were faster until the time was over, 1 times`,
    });

    expect((await stored())[0]!.fields.state).toBe('partly paid');
  });

  it('meets a conflict by asking again', async () => {
    const { refs } = await newDependents('open');
    const { table, sent } = watched(inConflict);

    expect((await pay(refs, table)).outcome).toBe('updated');

    expect(sent).toEqual(['BatchGet', 'TransactWrite', 'TransactWrite']);
  });

  it('does not keep their customer from being deleted once they are', async () => {
    const { customer, refs } = await newDependents('open');
    await pay(refs);

    expect((await removeCustomer(receivables(), customer, 'deletion', newStamp())).outcome).toBe('linked');
    await deletes(refs[0]!)();
    expect((await removeCustomer(receivables(), customer, 'deletion', newStamp())).outcome).toBe('removed');
  });
});

describe('changing many dependents, where an answer is lost', () => {
  it('before the write landed, writes again', async () => {
    const { refs, stored, seen } = await newDependents('open', 'paid');
    const stamp = newStamp();

    expect((await pay(refs, watched(droppedBefore).table, stamp)).outcome).toBe('updated');

    expect(await stored()).toEqual([paid(seen[0]!, stamp), seen[1]]);
  });

  it('after it landed, knows its own write', async () => {
    const { refs, stored, seen } = await newDependents('open', 'paid');
    const { table, sent } = watched(droppedAfter);
    const stamp = newStamp();

    const result = await pay(refs, table, stamp);

    const dependents = [paid(seen[0]!, stamp), seen[1]];
    expect(result).toEqual({ outcome: 'updated', dependents });
    expect(await stored()).toEqual(dependents);
    expect(sent).toEqual(['BatchGet', 'TransactWrite', 'TransactWrite']);
  });

  it.each([
    ['changed', (ref: DependentRef) => changesTo('open', ref), ['open', false]],
    ['deleted', deletes, ['paid', true]],
  ] as const)(
    'after it landed, and another request has %s one since: knows its own write, and does it no more',
    async (_, change, left) => {
      const { refs, seen } = await newDependents('open', 'open');
      const { table } = watched(droppedAfter, overtaken(change(refs[0]!)));
      const stamp = newStamp();

      const result = await pay(refs, table, stamp);

      expect(result).toEqual({ outcome: 'updated', dependents: seen.map((each) => paid(each, stamp)) });
      const { fields, deletion } = await readNow(refs[0]!);
      expect([fields.state, deletion !== undefined]).toEqual(left);
    },
  );

  it('after it landed, and a conflict hides one of its own: asks again', async () => {
    const { refs } = await newDependents('open', 'open');
    const { table, sent } = watched(droppedAfter, conflictHidesTheFirstReason());

    expect((await pay(refs, table)).outcome).toBe('updated');

    expect(sent).toEqual(['BatchGet', 'TransactWrite', 'TransactWrite', 'TransactWrite']);
  });

  it.each<[string, Fate]>([
    ['before', droppedBefore],
    ['after', droppedAfter],
  ])('in the second round, %s it landed: changes all once', async (_, fate) => {
    const { refs, stored } = await newDependents('open', 'open');
    const { table } = watched(overtaken(changesTo('partly paid', refs[1]!)), answered, fate);
    const stamp = newStamp();

    const result = await pay(refs, table, stamp);

    const after = await stored();
    expect(result).toEqual({ outcome: 'updated', dependents: after });
    expect(after.map(({ fields, version }) => [fields.state, version])).toEqual([
      ['paid', 2],
      ['paid', 3],
    ]);
  });

  it('[version] is not changed by an attempt that arrives after a refusal', async () => {
    const { refs, stored } = await newDependents('open', 'open');
    const { fate, arrive } = heldBack();
    const refusal = new Error('it is cancelled');
    const change = ({ fields }: DependentItem<State>) => {
      if (fields.state === 'cancelled') throw refusal;
      return { fields: { state: 'paid' } };
    };
    const { table } = watched(fate, overtaken(changesTo('cancelled', refs[1]!)));

    await expect(changeDependents(table, refs, change, newStamp())).rejects.toBe(refusal);
    const before = await stored();
    await arrive();

    expect(await stored()).toEqual(before);
    expect(before.map(({ fields }) => fields.state)).toEqual(['open', 'cancelled']);
  });

  it('and others are faster after that: knows that nothing was changed, or will be', async () => {
    const { refs } = await newDependents('open');
    const { fate } = heldBack();
    const late: Fate = async (attempt) => {
      await changesTo('partly paid', refs[0]!)();
      now.mockReturnValue(Number.POSITIVE_INFINITY);
      return attempt.apply();
    };
    const now = vi.spyOn(performance, 'now').mockReturnValue(0);
    const { table } = watched(fate, late);

    const answer = pay(refs, { ...table, deadline: 10_000 });

    await expect(answer).rejects.toMatchObject({ name: 'GaveUp', known: 'contended' });
  });

  it('until the time is over: nobody knows', async () => {
    const { refs } = await newDependents('open');

    const answer = pay(refs, outOfTime(watched(droppedAfter).table));

    await expect(answer).rejects.toMatchObject({ name: 'GaveUp', known: 'unknown' });
  });
});
