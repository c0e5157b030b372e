import { randomUUID } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { receivables, type Table } from '../../../shared/dynamodb/tables.ts';
import {
  type AttachRow,
  attachEach,
  type EachAttached,
} from '../../../shared/receivables/dependents/attach-each.ts';
import { type CustomerRef, customerKey, dependentItemKey } from '../../../shared/receivables/keys.ts';
import {
  answered,
  droppedAfter,
  droppedBefore,
  type Fate,
  heldBack,
  inConflict,
  overtaken,
  timedOutBefore,
  withFates,
} from '../../support/faults.ts';
import {
  damage,
  expectRemoved,
  newScene,
  outOfTime,
  storeRemovedCustomer,
  tableWith,
} from '../../support/scenes.ts';
import { newStamp, storeCustomer, storeDependent, storedCustomer } from '../../support/store.ts';
import { tenantState } from '../../support/tenant-state.ts';

/** So many customers, and a way to make rows for them. */
async function newCustomers(count: number) {
  const scene = newScene();
  const customers = Array.from({ length: count }, (_, n) => scene.customer(`c${n}`));
  await Promise.all(customers.map((each) => storeCustomer(each)));
  const row = (customer: CustomerRef, fields: object = {}, kind = 'INVOICE'): AttachRow => ({
    customer,
    draw: () => ({ ref: scene.dependent(randomUUID(), kind), fields: { ...fields }, customer }),
  });
  /** Stored dependents, by what their fields say. */
  const dependents = async () =>
    [...(await tenantState(scene.vendor, scene.tenant)).values()].filter(
      (item) => (item as { sk: string }).sk !== 'CUSTOMER',
    );
  const links = () =>
    Promise.all(customers.map(async (customer) => (await storedCustomer(customer))?.linkCount));
  return { ...scene, customers, row, dependents, links };
}

const words = (outcomes: readonly EachAttached[]) => outcomes.map(({ outcome }) => outcome);

const attach = (rows: readonly AttachRow[], table: Table = receivables(), stamp = newStamp()) =>
  attachEach(table, rows, stamp);

/** Counts what is sent, and how many transactions are under way at a time. */
function watched() {
  const sizes: number[] = [];
  const seen = { names: [] as string[], sizes, most: 0 };
  let underWay = 0;
  const table = withFates(receivables(), ({ name, input }) => async ({ apply }) => {
    seen.names.push(name);
    if (name !== 'TransactWrite') return apply();
    sizes.push(input.TransactItems.length);
    seen.most = Math.max(seen.most, ++underWay);
    return apply().finally(() => underWay--);
  });
  return { table, seen };
}

describe('attaching each of many dependents', () => {
  it('stores them and counts their links', async () => {
    const { customers, row, dependents } = await newCustomers(2);
    const [c0, c1] = customers as [CustomerRef, CustomerRef];
    const [before0, before1] = [await storedCustomer(c0), await storedCustomer(c1)];
    const rows = [row(c0, { n: 0 }), row(c1, { n: 1 }, 'RECURRING_INVOICE'), row(c0, { n: 2 })];
    const stamp = newStamp();

    const outcomes = await attach(rows, receivables(), stamp);

    const stored = (await dependents()).map((dependent) => ({ outcome: 'attached', dependent }));
    expect(outcomes).toHaveLength(3);
    expect(stored).toHaveLength(3);
    expect(stored).toEqual(expect.arrayContaining([...outcomes]));
    expect(outcomes[1]).toEqual({
      outcome: 'attached',
      dependent: {
        pk: expect.stringContaining('#RECURRING_INVOICE#'),
        sk: 'RECURRING_INVOICE',
        customerKey: customerKey(c1),
        fields: { n: 1 },
        creation: stamp,
        update: stamp,
        version: 1,
      },
    });
    expect(await storedCustomer(c0)).toEqual({ ...before0, linkCount: 2 });
    expect(await storedCustomer(c1)).toEqual({ ...before1, linkCount: 1, recurringCount: 1 });
  });

  it('makes nothing of nothing', async () => {
    const { table, seen } = watched();
    expect(await attach([], table)).toEqual([]);
    expect(seen.names).toEqual([]);
  });

  it('puts many customers into one transaction', async () => {
    const { customers, row, links } = await newCustomers(50);
    const { table, seen } = watched();

    const outcomes = await attach(
      [...customers, ...customers].map((each) => row(each)),
      table,
    );

    expect(words(outcomes)).toEqual(Array(100).fill('attached'));
    expect(await links()).toEqual(Array(50).fill(2));
    // Twenty customers and their forty rows each, and what is left.
    expect(seen.names).toEqual(['BatchGet', ...Array(3).fill('TransactWrite')]);
    expect(seen.sizes).toEqual([60, 60, 30]);
  });

  it('puts one customer’s rows one transaction after the other, the last of them with others', async () => {
    const { customers, row, links } = await newCustomers(3);
    const [c0, c1, c2] = customers as [CustomerRef, CustomerRef, CustomerRef];
    const { table, seen } = watched();
    const rows = [...Array(120).fill(c0), ...Array(50).fill(c1), ...Array(40).fill(c2)];

    const outcomes = await attach(
      rows.map((each) => row(each)),
      table,
    );

    expect(words(outcomes)).toEqual(Array(210).fill('attached'));
    expect(await links()).toEqual([120, 50, 40]);
    expect(seen.sizes.sort()).toEqual([100, 41, 73]);
    expect(seen.most).toBe(2);
  });

  it('is told of customers that are not there, and of those that take none', async () => {
    const { customers, customer, row, dependents, links } = await newCustomers(2);
    const [c0, c1] = customers as [CustomerRef, CustomerRef];
    const [deleted, inactive, nobody] = [customer('deleted'), customer('inactive'), customer('nobody')];
    await storeRemovedCustomer(deleted, 'deletion');
    await storeRemovedCustomer(inactive, 'deactivation');
    const { pk } = await damage(c1, { linkCount: undefined });

    const outcomes = await attach([c1, deleted, inactive, nobody, c0].map((each) => row(each)));

    const [unknown, ...others] = outcomes;
    expect(unknown).toMatchObject({
      outcome: 'failed',
      cause: new Error(`the linkCount of ${pk} is missing: recount it before anything is attached`),
    });
    expect(others).toEqual([
      { outcome: 'customerNotFound', customer: deleted },
      { outcome: 'customerDeactivated', customer: inactive },
      { outcome: 'customerNotFound', customer: nobody },
      { outcome: 'attached', dependent: expect.anything() },
    ]);
    expect(await dependents()).toHaveLength(1);
    expect(await links()).toEqual([1, undefined]);
  });
});

describe('a customer that goes while others get their dependents', () => {
  it.each([
    ['deletion', 'customerNotFound'],
    ['deactivation', 'customerDeactivated'],
  ] as const)('by %s refuses its rows alone', async (removal, refusal) => {
    const { customers, row, dependents, links } = await newCustomers(3);
    const [c0, c1, c2] = customers as [CustomerRef, CustomerRef, CustomerRef];
    const table = tableWith(
      answered,
      overtaken(() => expectRemoved(c1, removal)),
    );

    const outcomes = await attach(
      [c0, c1, c2, c1].map((each) => row(each)),
      table,
    );

    expect(words(outcomes)).toEqual(['attached', refusal, 'attached', refusal]);
    expect(await dependents()).toHaveLength(2);
    expect(await links()).toEqual([1, 0, 1]);
  });

  it('one after the other refuses the rows of each', async () => {
    const { customers, row, links } = await newCustomers(3);
    const [c0, c1, c2] = customers as [CustomerRef, CustomerRef, CustomerRef];
    const table = tableWith(
      answered,
      overtaken(() => expectRemoved(c0, 'deletion')),
      overtaken(() => expectRemoved(c2, 'deactivation')),
    );

    const outcomes = await attach(
      [c0, c1, c2].map((each) => row(each)),
      table,
    );

    expect(words(outcomes)).toEqual(['customerNotFound', 'attached', 'customerDeactivated']);
    expect(await links()).toEqual([0, 1, 0]);
  });

  it('keeps an attempt that is still under way from landing, and the others are drawn anew', async () => {
    const { customers, row, dependents, links } = await newCustomers(2);
    const [c0, c1] = customers as [CustomerRef, CustomerRef];
    const { fate, arrive } = heldBack();
    const table = tableWith(
      answered,
      fate,
      overtaken(() => expectRemoved(c1, 'deactivation')),
    );

    const outcomes = await attach(
      [c0, c1].map((each) => row(each)),
      table,
    );
    await storeReactivated(c1);
    await arrive();

    expect(words(outcomes)).toEqual(['attached', 'customerDeactivated']);
    const live = (await dependents()).filter((item) => !(item as { deletion?: unknown }).deletion);
    expect(live).toEqual([(outcomes[0] as { dependent: unknown }).dependent]);
    expect(await links()).toEqual([1, 0]);
  });

  it('leaves no time for the others where it is over', async () => {
    const { customers, row, links } = await newCustomers(2);
    const [c0, c1] = customers as [CustomerRef, CustomerRef];
    const table = tableWith(
      answered,
      overtaken(() => expectRemoved(c0, 'deletion')),
    );

    const outcomes = await attach(
      [c0, c1].map((each) => row(each)),
      outOfTime(table),
    );

    expect(words(outcomes)).toEqual(['customerNotFound', 'untouched']);
    expect(await links()).toEqual([0, 0]);
  });
});

/** As if it had never been deactivated: what kept an attempt from landing is gone. */
const storeReactivated = (ref: CustomerRef) => damage(ref, { deactivation: undefined });

describe('attaching each of many dependents, without an answer', () => {
  it('counts once what landed', async () => {
    const { customers, row, dependents, links } = await newCustomers(2);

    const outcomes = await attach(
      customers.map((each) => row(each)),
      tableWith(answered, droppedAfter, droppedBefore),
    );

    expect(words(outcomes)).toEqual(['attached', 'attached']);
    expect(await dependents()).toHaveLength(2);
    expect(await links()).toEqual([1, 1]);
  });

  it('tells what has changed nothing from what nobody knows', async () => {
    const { customers, row } = await newCustomers(60);
    const denied: Fate = async () => {
      throw new Error('access denied');
    };
    const fates: Record<string, Fate> = { c0: inConflict, c20: timedOutBefore(1), c40: denied };
    const soonOver = { ...receivables(), deadline: performance.now() + 150 };
    const table = withFates(soonOver, ({ name, input }) =>
      name === 'TransactWrite' ? fates[input.TransactItems[20].Update.Key.pk.split('#').at(-1)]! : answered,
    );

    const outcomes = await attach(
      customers.map((each) => row(each)),
      table,
    );

    const each = (word: string) => Array(20).fill(word);
    expect(words(outcomes)).toEqual([...each('untouched'), ...each('unknown'), ...each('failed')]);
  });

  it('leaves the rest where its time is over', async () => {
    const { customers, row, links } = await newCustomers(1);
    const rows = Array.from({ length: 120 }, () => row(customers[0]!));

    const outcomes = await attach(rows, outOfTime(receivables()));

    expect(words(outcomes)).toEqual([...Array(99).fill('attached'), ...Array(21).fill('untouched')]);
    expect(await links()).toEqual([99]);
  });

  it('has changed nothing where the customers cannot be read', async () => {
    const { customers, row, dependents } = await newCustomers(1);
    const attempt = attach([row(customers[0]!)], outOfTime(tableWith(droppedBefore)));

    await expect(attempt).rejects.toMatchObject({ name: 'GaveUp', known: 'unread' });
    expect(await dependents()).toEqual([]);
  });

  it('takes no id that somebody has', async () => {
    const { customers, row } = await newCustomers(2);
    const [c0, c1] = customers as [CustomerRef, CustomerRef];
    const ref = await storeDependent(c1);

    const outcomes = await attach([
      row(c0),
      { customer: c0, draw: () => ({ ref, fields: {}, customer: c0 }) },
    ]);

    const failed = { outcome: 'failed', cause: new Error(`the id of ${dependentItemKey(ref).pk} was taken`) };
    expect(outcomes).toEqual([failed, failed]);
    expect((await storedCustomer(c0))?.linkCount).toBe(0);
  });
});
