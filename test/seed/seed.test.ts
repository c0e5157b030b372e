import { beforeEach, describe, expect, it } from 'vitest';
import { countFrom, type Samples } from '../../infra/commands/seed/samples/samples.ts';
import { seed } from '../../infra/commands/seed/seed.ts';
import { storeSamples } from '../../infra/commands/seed/store-samples.ts';
import { receivables } from '../../shared/dynamodb/tables.ts';
import { findingsOf } from '../recount/ledger.ts';
import { droppedAfter, failedBefore, inTurn, throttled, withFates } from '../support/faults.ts';
import { useOwnTables } from '../support/own-tables.ts';
import { newStamp, storedCustomer } from '../support/store.ts';
import { storedState } from '../support/stored-state.ts';

beforeEach(useOwnTables);

const TENANT = { vendor: 'enkash', tenant: 'CEK0000001' };

/** Samples with numbers from 1 on, each with one unique key and, when linked, one dependent. */
function numbered(): Samples {
  let number = 0;
  return {
    items: { unlinked: 2, linked: 3 },
    customer() {
      number++;
      const uniqueKey = { name: 'NUMBER', value: String(number), freedByDeletion: true };
      return { ref: { ...TENANT, id: `c${number}` }, profile: { number }, reference: {}, uniqueKey };
    },
    attachment: ({ ref }) => ({
      dependents: [{ ref: { ...TENANT, kind: 'INVOICE', id: ref.id }, fields: {}, customer: ref }],
    }),
  };
}

const keysOf = async (kind: string): Promise<string[]> =>
  [...(await storedState()).values()].filter(({ sk }) => sk === kind).map(({ pk }) => pk);

describe('the share of linked customers', () => {
  it.each([
    [10, 0, 0],
    [10, 1, 10],
    [10, 0.5, 5],
    [110, 0.1, 11],
    [3, 0.9, 2],
  ])('of %d customers and %d is %d', async (customers, links, linked) => {
    const told: number[] = [];
    const seeded = await seed(receivables(), numbered(), {
      customers,
      links,
      progress: (stored) => told.push(stored),
    });
    expect(seeded).toMatchObject({ customers, linked });
    expect(await keysOf('CUSTOMER')).toHaveLength(customers);
    expect(await keysOf('INVOICE')).toHaveLength(linked);
    expect(Math.max(...told)).toBe(customers);
    expect(await findingsOf()).toEqual([]);
  });
});

describe('what is stored at a time', () => {
  it('is stored once when the answer was lost', async () => {
    const table = withFates(receivables(), inTurn(throttled, failedBefore, droppedAfter));
    const stored = await storeSamples(table, numbered(), [false, true], newStamp());
    expect(stored).toEqual({ unlinked: ['c1'], linked: ['c2'] });
    expect((await keysOf('CUSTOMER')).sort()).toEqual(['enkash#CEK0000001#c1', 'enkash#CEK0000001#c2']);
    expect(await storedCustomer({ ...TENANT, id: 'c2' })).toMatchObject({ linkCount: 1, version: 1 });
  });

  it('takes nothing from anybody: where a number is taken, the next ones are', async () => {
    await storeSamples(receivables(), numbered(), [false, true], newStamp());
    const before = await storedState();

    const stored = await storeSamples(receivables(), numbered(), [false, true, false], newStamp());

    expect(stored).toEqual({ unlinked: ['c4', 'c6'], linked: ['c5'] });
    const after = await storedState();
    expect(new Map([...after].filter(([key]) => before.has(key)))).toEqual(before);
    expect(await findingsOf()).toEqual([]);
  });

  it('is all or nothing where the unique key alone is taken', async () => {
    const samples = numbered();
    const taken: Samples = {
      ...samples,
      customer: () => ({ ...samples.customer(), ref: { ...TENANT, id: `other${Math.random()}` } }),
    };
    await storeSamples(receivables(), numbered(), [false], newStamp());

    const { unlinked } = await storeSamples(receivables(), taken, [false], newStamp());

    expect(await keysOf('CUSTOMER')).toHaveLength(2);
    expect((await storedState()).get('enkash#CEK0000001#NUMBER#1 NUMBER')?.holder).toBe(
      'enkash#CEK0000001#c1',
    );
    expect((await storedState()).get('enkash#CEK0000001#NUMBER#2 NUMBER')?.holder).toBe(
      `enkash#CEK0000001#${unlinked[0]}`,
    );
  });
});

describe('numbers in a row', () => {
  it('come once each, whatever is first, and then again from the first', () => {
    const next = countFrom(3, 7);
    const drawn = Array.from({ length: 5 }, next);
    expect([...drawn].sort()).toEqual([3, 4, 5, 6, 7]);
    expect(next()).toBe(drawn[0]);
  });
});
