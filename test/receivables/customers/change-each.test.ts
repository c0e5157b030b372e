import { describe, expect, it } from 'vitest';
import { receivables, type Table } from '../../../shared/dynamodb/tables.ts';
import { changeEach } from '../../../shared/receivables/customers/change-each.ts';
import type { CustomerRef } from '../../../shared/receivables/keys.ts';
import {
  answered,
  droppedAfter,
  droppedBefore,
  type Fate,
  inConflict,
  overtaken,
  timedOutBefore,
  withFates,
} from '../../support/faults.ts';
import { expectRemoved, newScene, outOfTime, storeRemovedCustomer, tableWith } from '../../support/scenes.ts';
import { newStamp, storeCustomer, storedCustomer } from '../../support/store.ts';

async function newCustomers(count: number): Promise<CustomerRef[]> {
  const scene = newScene();
  const refs = Array.from({ length: count }, (_, n) => scene.customer(`c${n}`));
  await Promise.all(refs.map((ref) => storeCustomer(ref, { n: 1 })));
  return refs;
}

/** Adds one to a number in each profile. */
const change = (refs: readonly CustomerRef[], table: Table = receivables(), stamp = newStamp()) =>
  changeEach<{ n: number }>(
    table,
    refs.map((ref) => ({ ref, changeOf: ({ profile }) => ({ profile: { n: profile!.n + 1 } }) })),
    stamp,
  );

const words = (outcomes: readonly { outcome: string }[]) => outcomes.map(({ outcome }) => outcome);

const numbers = (refs: readonly CustomerRef[]) =>
  Promise.all(refs.map(async (ref) => (await storedCustomer(ref))?.profile?.n));

describe('changing each of many customers', () => {
  it('decides on each of them, and reads sixteen at a time', async () => {
    const refs = await newCustomers(20);
    const [deleted, nobody] = [newScene().customer('deleted'), newScene().customer('nobody')];
    await storeRemovedCustomer(deleted, 'deletion');
    const sent: string[] = [];
    const table = withFates(receivables(), ({ name }) => {
      sent.push(name);
      return answered;
    });
    const stamp = newStamp();

    const outcomes = await change([deleted, ...refs, nobody], table, stamp);

    expect(words(outcomes)).toEqual(['notFound', ...Array(20).fill('updated'), 'notFound']);
    expect(outcomes[1]).toEqual({ outcome: 'updated', customer: await storedCustomer(refs[0]!) });
    expect(await storedCustomer(refs[19]!)).toMatchObject({ profile: { n: 2 }, update: stamp, version: 2 });
    expect(sent.sort()).toEqual([...Array(2).fill('BatchGet'), ...Array(20).fill('Update')]);
  });

  it('makes nothing of nothing', async () => {
    expect(await change([])).toEqual([]);
  });

  it('leaves a customer that is so already', async () => {
    const [ref] = (await newCustomers(1)) as [CustomerRef];
    const before = await storedCustomer(ref);

    const outcomes = await changeEach(receivables(), [{ ref, changeOf: () => undefined }], newStamp());

    expect(outcomes).toEqual([{ outcome: 'unchanged', customer: before }]);
    expect(await storedCustomer(ref)).toEqual(before);
  });

  it('begins again with one that another request has changed since it was read', async () => {
    const refs = await newCustomers(1);

    const outcomes = await change(
      refs,
      tableWith(
        answered,
        overtaken(() => change(refs)),
      ),
    );

    expect(words(outcomes)).toEqual(['updated']);
    expect(await numbers(refs)).toEqual([3]);
  });

  it('is told that one was deleted since it was read', async () => {
    const refs = await newCustomers(2);
    const deleted = overtaken(() => expectRemoved(refs[0]!, 'deletion'));

    const outcomes = await change(refs, tableWith(answered, deleted));

    expect(words(outcomes)).toEqual(['notFound', 'updated']);
  });

  it('counts once what landed', async () => {
    const refs = await newCustomers(2);

    const outcomes = await change(refs, tableWith(answered, droppedAfter, droppedBefore));

    expect(words(outcomes)).toEqual(['updated', 'updated']);
    expect(await numbers(refs)).toEqual([2, 2]);
  });

  it('tells what has changed nothing from what nobody knows', async () => {
    const refs = await newCustomers(3);
    const denied: Fate = async () => {
      throw new Error('access denied');
    };
    const fates: Readonly<Record<string, Fate>> = { c0: inConflict, c1: timedOutBefore(1), c2: denied };
    const soonOver = { ...receivables(), deadline: performance.now() + 50 };
    const table = withFates(soonOver, ({ name, input }) =>
      name === 'Update' ? fates[input.Key.pk.split('#').at(-1)]! : answered,
    );

    expect(words(await change(refs, table))).toEqual(['untouched', 'unknown', 'failed']);
  });

  it('leaves the rest where its time is over, and where they cannot be read', async () => {
    const refs = await newCustomers(17);
    const table = tableWith(droppedBefore);

    expect(words(await change(refs, outOfTime(receivables())))).toEqual([
      ...Array(16).fill('updated'),
      'untouched',
    ]);
    expect(words(await change(refs.slice(16), outOfTime(table)))).toEqual(['untouched']);
    expect(await numbers(refs)).toEqual([...Array(16).fill(2), 1]);
  });
});
