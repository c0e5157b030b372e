import { expect, it } from 'vitest';
import { receivables } from '../../../shared/dynamodb/tables.ts';
import { changeDependent } from '../../../shared/receivables/dependents/change.ts';
import { readNextNumber } from '../../../shared/receivables/dependents/numbers.ts';
import { removeDependent } from '../../../shared/receivables/dependents/remove.ts';
import type { DependentItem } from '../../../shared/receivables/items.ts';
import type { DependentRef } from '../../../shared/receivables/keys.ts';
import { settledName } from '../../../shared/receivables/repeats/settled-requests.ts';
import { answered, droppedAfter, overtaken } from '../../support/faults.ts';
import { newScene, outOfTime, tableWith } from '../../support/scenes.ts';
import { newStamp, storeCustomer, storeDependent, storedDependent } from '../../support/store.ts';

type Fields = Readonly<Record<string, unknown>>;

async function newDependent() {
  const scene = newScene();
  const customer = scene.customer();
  await storeCustomer(customer);
  const ref = await storeDependent(customer);
  return { scene, ref, before: (await storedDependent(ref)) as DependentItem };
}

/** One field more than there are. */
const adding =
  (name: string) =>
  ({ fields }: DependentItem<Fields>) => ({ fields: { ...fields, [name]: true } });

const add = (ref: DependentRef, name: string) =>
  changeDependent<Fields>(receivables(), ref, adding(name), newStamp());

it('makes of the dependent what the change says, and gives it back', async () => {
  const { ref, before } = await newDependent();
  const stamp = newStamp();

  const result = await changeDependent<Fields>(receivables(), ref, adding('a'), stamp);

  const fields = { ...before.fields, a: true };
  const settled = new Set([settledName(stamp)]);
  const dependent = { ...before, fields, update: stamp, version: 2, settled };
  expect(result).toEqual({ outcome: 'updated', dependent });
  expect(await storedDependent(ref)).toEqual(dependent);
});

it('writes nothing where it is that already, and where there is none', async () => {
  const { scene, ref, before } = await newDependent();
  const unchanged = await changeDependent(receivables(), ref, () => undefined, newStamp());
  const none = await changeDependent(receivables(), scene.dependent('none'), adding('a'), newStamp());

  expect(unchanged).toEqual({ outcome: 'unchanged', dependent: before });
  expect(none).toEqual({ outcome: 'notFound' });
  expect(await storedDependent(ref)).toEqual(before);
});

it('makes all of many changes at once', async () => {
  const { ref, before } = await newDependent();
  const names = ['a', 'b', 'c', 'd'];

  const results = await Promise.all(names.map((name) => add(ref, name)));

  expect(results.map(({ outcome }) => outcome)).toEqual(names.map(() => 'updated'));
  const fields = { ...before.fields, a: true, b: true, c: true, d: true };
  expect(await storedDependent(ref)).toMatchObject({ fields, version: 5 });
});

it('begins again where another was faster, and tells the change what it saw before', async () => {
  const { ref, before } = await newDependent();
  const seen: unknown[] = [];
  // Its read is answered, and then another comes before its write.
  const table = tableWith(
    answered,
    overtaken(() => add(ref, 'other')),
  );

  const result = await changeDependent<Fields>(
    table,
    ref,
    (dependent, earlier) => {
      seen.push([dependent.version, earlier?.version]);
      return adding('mine')(dependent);
    },
    newStamp(),
  );

  expect(seen).toEqual([
    [1, undefined],
    [2, 1],
  ]);
  const fields = { ...before.fields, other: true, mine: true };
  expect(result).toMatchObject({ outcome: 'updated', dependent: { fields, version: 3 } });
});

it('ends with the time of its request, having changed nothing', async () => {
  const { ref } = await newDependent();
  const table = outOfTime(
    tableWith(
      answered,
      overtaken(() => add(ref, 'other')),
    ),
  );

  const result = changeDependent(table, ref, adding('mine'), newStamp());

  await expect(result).rejects.toMatchObject({
    known: 'contended',
    message: expect.stringContaining(`changing ${ref.kind} ${ref.id}`),
  });
  expect((await storedDependent(ref))?.fields).not.toHaveProperty('mine');
});

it('makes a change once whose answer was lost, whatever came after it', async () => {
  const { ref } = await newDependent();
  const table = tableWith(
    answered,
    droppedAfter,
    overtaken(() => add(ref, 'later')),
  );

  const result = await changeDependent<Fields>(table, ref, adding('mine'), newStamp());

  expect(result).toMatchObject({ outcome: 'updated', dependent: { version: 2 } });
  expect(await storedDependent(ref)).toMatchObject({ fields: { mine: true, later: true }, version: 3 });
});

it('finds none where it is deleted before its write', async () => {
  const { ref } = await newDependent();
  const remove = () => removeDependent(receivables(), ref, () => true, newStamp());

  const result = await changeDependent(tableWith(answered, overtaken(remove)), ref, adding('a'), newStamp());

  expect(result).toEqual({ outcome: 'notFound' });
});

it('takes the next number where another took the one that it read', async () => {
  const { scene, ref } = await newDependent();
  const other = await storeDependent(scene.customer());
  const counter = { vendor: scene.vendor, tenant: scene.tenant, series: 's1', period: '2026' };
  const numbered = (before?: () => Promise<unknown>) => async (seen: DependentItem<Fields>) => {
    const number = await readNextNumber(receivables(), counter, 1);
    await before?.();
    return { fields: { ...seen.fields, number }, number: { counter, number } };
  };
  let isFirst = true;
  const takeIt = async () => {
    if (isFirst) await changeDependent<Fields>(receivables(), other, numbered(), newStamp());
    isFirst = false;
  };

  const result = await changeDependent<Fields>(receivables(), ref, numbered(takeIt), newStamp());

  expect(result).toMatchObject({ outcome: 'updated', dependent: { fields: { number: 2 } } });
  expect((await storedDependent(other))?.fields).toMatchObject({ number: 1 });
});
