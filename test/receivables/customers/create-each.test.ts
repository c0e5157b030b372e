import { describe, expect, it } from 'vitest';
import { receivables, type Table } from '../../../shared/dynamodb/tables.ts';
import type { NewCustomer } from '../../../shared/receivables/customers/create.ts';
import { createEach } from '../../../shared/receivables/customers/create-each.ts';
import { customerKey } from '../../../shared/receivables/keys.ts';
import { settledName } from '../../../shared/receivables/repeats/settled-requests.ts';
import {
  type Attempt,
  answered,
  droppedAfter,
  type Fate,
  heldBack,
  inConflict,
  overtaken,
  timedOutBefore,
  withFates,
} from '../../support/faults.ts';
import { newScene, outOfTime, storeRemovedCustomer, tableWith } from '../../support/scenes.ts';
import { newStamp, storeCustomer, storedCustomer } from '../../support/store.ts';
import { tenantState } from '../../support/tenant-state.ts';

function newRows(size: number) {
  const scene = newScene();
  const key = (value: string) => ({ name: 'TAXID', value, freedByDeletion: true });
  const rows = Array.from(
    { length: size },
    (_, n): NewCustomer => ({
      ref: scene.customer(`c${n}`),
      profile: { n },
      reference: {},
      uniqueKey: key(`T${n}`),
    }),
  );
  return { ...scene, key, rows };
}

const words = (outcomes: readonly { outcome: string }[]) => outcomes.map(({ outcome }) => outcome);

describe('creating each of many customers', () => {
  it('decides on each of them', async () => {
    const { rows, key, customer } = newRows(40);
    const [there, owner, stamp] = [rows[1]!.ref, customer('owner'), newStamp()];
    const item = await storeCustomer(there);
    await storeCustomer(owner, {}, {}, key('T2'));

    const outcomes = await createEach(receivables(), rows, stamp);

    expect(outcomes[0]).toEqual({ outcome: 'created', customer: await storedCustomer(rows[0]!.ref) });
    expect(outcomes[1]).toEqual({ outcome: 'exists', customer: item });
    expect(outcomes[2]).toEqual({ outcome: 'duplicate', owner: customerKey(owner) });
    expect(words(outcomes.slice(3))).toEqual(Array(37).fill('created'));
    expect(await storedCustomer(rows[39]!.ref)).toMatchObject({ profile: { n: 39 }, creation: stamp });
  });

  it('creates one of two with the same key', async () => {
    const { rows } = newRows(2);
    const twins = rows.map((row) => ({ ...row, uniqueKey: rows[0]!.uniqueKey! }));

    expect(words(await createEach(receivables(), twins, newStamp())).sort()).toEqual([
      'created',
      'duplicate',
    ]);
  });

  it('makes nothing of nothing', async () => {
    expect(await createEach(receivables(), [], newStamp())).toEqual([]);
  });

  it('leaves the rest where its time is over', async () => {
    const { rows } = newRows(40);
    const soonOver: Table = { ...receivables(), deadline: performance.now() + 20 };
    const slow: Fate = async (attempt) => {
      await attempt.wait(30);
      return answered(attempt);
    };

    const outcomes = await createEach(
      withFates(soonOver, () => slow),
      rows,
      newStamp(),
    );

    expect(words(outcomes)).toEqual([...Array(16).fill('created'), ...Array(24).fill('untouched')]);
    expect(await storedCustomer(rows[16]!.ref)).toBe(undefined);
  });

  it('tells what has changed nothing from what nobody knows', async () => {
    const { rows } = newRows(3);
    const denied: Fate = async () => {
      throw new Error('access denied');
    };
    const fates = [inConflict, timedOutBefore(1), denied];
    const soonOver = { ...receivables(), deadline: performance.now() + 50 };
    const table = withFates(
      soonOver,
      ({ input }) => fates[Number(input.TransactItems[0].Put.Item.profile.n)] as Fate,
    );

    const outcomes = await createEach(table, rows, newStamp());

    expect(words(outcomes)).toEqual(['untouched', 'unknown', 'failed']);
  });
});

/** Customers without a unique key. */
function newPlainRows(size: number) {
  const { rows, ...scene } = newRows(size);
  const plain = rows.map(({ uniqueKey: _, ...row }) => row);
  return { ...scene, rows: plain, state: () => tenantState(scene.vendor, scene.tenant) };
}

describe('creating each of many customers without unique keys', () => {
  it('makes a hundred in a transaction, beside those that have keys', async () => {
    const { rows, state } = newPlainRows(203);
    const uniqueKey = { name: 'TAXID', value: 'T', freedByDeletion: true };
    const keyed: NewCustomer[] = rows.map((row, n) => (n === 1 ? { ...row, uniqueKey } : row));
    const sizes: number[] = [];
    const watched: Fate = ({ input, apply }) => {
      sizes.push(input.TransactItems.length);
      return apply();
    };
    const stamp = newStamp();

    const outcomes = await createEach(
      withFates(receivables(), () => watched),
      keyed,
      stamp,
    );

    expect(sizes.sort()).toEqual([100, 100, 2, 2]);
    expect(words(outcomes)).toEqual(Array(203).fill('created'));
    expect(outcomes[202]).toEqual({ outcome: 'created', customer: await storedCustomer(rows[202]!.ref) });
    expect(await storedCustomer(rows[0]!.ref)).toMatchObject({ profile: { n: 0 }, creation: stamp });
    expect((await state()).size).toBe(204);
  });

  it('makes the others where ids are taken', async () => {
    const { rows } = newPlainRows(4);
    const [first, last] = [await storeCustomer(rows[0]!.ref), await storeCustomer(rows[3]!.ref)];

    const outcomes = await createEach(receivables(), rows, newStamp());

    expect(outcomes).toEqual([
      { outcome: 'exists', customer: first },
      { outcome: 'created', customer: await storedCustomer(rows[1]!.ref) },
      { outcome: 'created', customer: await storedCustomer(rows[2]!.ref) },
      { outcome: 'exists', customer: last },
    ]);
  });

  it('takes over what a deleted customer remembers, also where another id is taken', async () => {
    const { rows } = newPlainRows(2);
    const again = rows.map((row) => ({ ...row, reuseErasedId: true }));
    await storeCustomer(rows[0]!.ref);
    const tombstone = await storeRemovedCustomer(rows[1]!.ref, 'deletion');

    const outcomes = await createEach(receivables(), again, newStamp());

    expect(words(outcomes)).toEqual(['exists', 'created']);
    const made = await storedCustomer(rows[1]!.ref);
    expect(outcomes[1]).toEqual({ outcome: 'created', customer: made });
    expect(made?.settled).toEqual(
      new Set([settledName(tombstone.creation), settledName(tombstone.deletion!)]),
    );
  });

  it('makes none twice where an attempt landed and lost its answer', async () => {
    const { rows, state } = newPlainRows(3);

    expect(words(await createEach(tableWith(droppedAfter), rows, newStamp()))).toEqual(
      Array(3).fill('created'),
    );
    expect((await state()).size).toBe(3);
  });

  it('makes none twice of an attempt that arrives later than the next, which an id had refused', async () => {
    const { rows, state } = newPlainRows(3);
    const { fate, arrive } = heldBack();
    const taken = overtaken(() => storeCustomer(rows[1]!.ref));

    const outcomes = await createEach(tableWith(fate, taken), rows, newStamp());
    const before = await state();
    await arrive();

    expect(words(outcomes)).toEqual(['created', 'exists', 'created']);
    expect(await state()).toEqual(before);
  });

  it('tells what has changed nothing from what nobody knows', async () => {
    const { rows } = newPlainRows(201);
    const denied: Fate = async () => {
      throw new Error('access denied');
    };
    const fates: Readonly<Record<number, Fate>> = { 0: inConflict, 100: timedOutBefore(1), 200: denied };
    const soonOver = { ...receivables(), deadline: performance.now() + 50 };
    const fateOf = ({ input }: Attempt) => fates[Number(input.TransactItems[0].Put.Item.profile.n)] as Fate;

    const outcomes = await createEach(withFates(soonOver, fateOf), rows, newStamp());

    expect([outcomes[0], outcomes[99], outcomes[100], outcomes[199]].map((each) => each!.outcome)).toEqual([
      'untouched',
      'untouched',
      'unknown',
      'unknown',
    ]);
    expect(outcomes[200]?.outcome).toBe('failed');
  });

  it('leaves the others where the time is over by the time that an id is found taken', async () => {
    const { rows, state } = newPlainRows(2);
    await storeCustomer(rows[0]!.ref);

    const outcomes = await createEach(outOfTime(receivables()), rows, newStamp());

    expect(words(outcomes)).toEqual(['exists', 'untouched']);
    expect((await state()).size).toBe(1);
  });
});
