import { randomUUID } from 'node:crypto';
import { beforeEach, describe, expect, it } from 'vitest';
import { receivables } from '../../shared/dynamodb/tables.ts';
import { readDependent } from '../../shared/receivables/dependents/read.ts';
import { removeDependent } from '../../shared/receivables/dependents/remove.ts';
import { type CustomerRef, customerKey, type DependentRef } from '../../shared/receivables/keys.ts';
import { answered, withFates } from '../support/faults.ts';
import { moveDependent } from '../support/move-dependent.ts';
import { useOwnTables } from '../support/own-tables.ts';
import { newStamp, storeDependent } from '../support/store.ts';
import { storedState } from '../support/stored-state.ts';
import { damage, finding, findingsOf, fixing, linkedCustomer } from './ledger.ts';

beforeEach(useOwnTables);

const detach = (ref: DependentRef) => removeDependent(receivables(), ref, () => true, newStamp());

async function move(ref: DependentRef, to: CustomerRef): Promise<void> {
  const dependent = await readDependent(receivables(), ref);
  if (dependent) await moveDependent(receivables(), dependent, to, newStamp());
}

/** Customers whose count is not their live links. */
async function wrongCounts(): Promise<string[]> {
  const items = [...(await storedState()).values()];
  const links = Map.groupBy(items, (item) => item.customerKey);
  const customers = items.filter(({ sk }) => sk === 'CUSTOMER');
  return customers
    .filter(({ pk, linkCount }) => linkCount !== (links.get(pk)?.length ?? 0))
    .map(({ pk }) => pk);
}

type Change = () => Promise<unknown>;

/** Two link changes that leave a customer's count as it was. */
const pairs: readonly ((ref: CustomerRef, other: CustomerRef) => Promise<readonly [Change, Change]>)[] = [
  async function comesAndGoes(ref) {
    const id = randomUUID();
    return [() => storeDependent(ref, 'INVOICE', id), () => detach({ ...ref, kind: 'INVOICE', id })];
  },
  async function goesAndAnotherComes(ref) {
    const former = await storeDependent(ref);
    return [() => detach(former), () => storeDependent(ref)];
  },
  async function comesAndAnotherGoes(ref) {
    const former = await storeDependent(ref);
    return [() => storeDependent(ref), () => detach(former)];
  },
  async function isMovedHereAndBack(ref, other) {
    const moved = await storeDependent(other);
    return [() => move(moved, ref), () => move(moved, other)];
  },
];

/** The pages of the first three scans: before each of them something happens. */
const PAGES = Array.from({ length: 10 }, (_, page) => page);

describe('two changes of a link between any two pages', () => {
  it.each([
    ['in the whole table', false],
    ['among customers that are named', true],
  ])('make no right count wrong, and hide no wrong one: %s', async (_, isNamed) => {
    const at = PAGES.map((): Change[] => []);
    const wrong: CustomerRef[] = [];
    const prepare = async (first: number, second: number) => {
      for (const pair of pairs) {
        const right = await linkedCustomer(0);
        const other = await linkedCustomer(0, right.tenant);
        const [change, back] = await pair(right, other);
        at[first]?.push(change);
        at[second]?.push(back);
        const low = await linkedCustomer(1, right.tenant);
        await damage(low, 'linkCount', 0);
        wrong.push(low);
      }
    };
    for (const first of PAGES) await Promise.all(PAGES.slice(first).map((second) => prepare(first, second)));
    const customers = [...(await storedState()).values()].filter(({ sk }) => sk === 'CUSTOMER');
    const named = isNamed && { customers: customers.map(({ pk }) => pk) };
    const pageSize = Math.ceil((await storedState()).size / 3);
    let page = 0;
    const table = withFates(receivables(), ({ name }) => async (attempt) => {
      // One after the other: a link must not go before it came.
      if (name === 'Scan') for (const change of at[page++] ?? []) await change();
      return answered(attempt);
    });

    const found = await findingsOf({ ...fixing(), ...named, pageSize }, table);

    const expected = wrong.map((ref) => finding(ref, 'count differs', 0, 1, true));
    expect(found).toEqual(expected.sort((one, other) => (one.customer < other.customer ? -1 : 1)));
    expect(await wrongCounts()).toEqual([]);
  });
});

describe('requests at full speed', () => {
  it('make no right count wrong, and keep nobody else from being repaired', async () => {
    const busy = await Promise.all(Array.from({ length: 3 }, () => linkedCustomer(2, 'busy')));
    const [busyAndHigh, quietAndHigh] = [await linkedCustomer(1, 'busy'), await linkedCustomer(1)];
    await damage(busyAndHigh, 'linkCount', 3);
    await damage(quietAndHigh, 'linkCount', 3);
    const crowd = [...busy, busyAndHigh];
    let isOpen = true;
    const client = async (index: number) => {
      for (let turn = index; isOpen; turn++) {
        const [ref, other] = [crowd[turn % 4], crowd[(turn + 1) % 4]] as [CustomerRef, CustomerRef];
        const link = await storeDependent(ref);
        if (turn % 3 === 0) await move(link, other);
        await detach(link);
      }
    };
    const clients = Array.from({ length: 3 }, (_, index) => client(index));

    const found = [];
    for (let run = 0; run < 3; run++) found.push(...(await findingsOf({ ...fixing(), pageSize: 100 })));
    isOpen = false;
    await Promise.all(clients);

    const repaired = found.filter((one) => one.repaired);
    expect(repaired).toContainEqual(finding(quietAndHigh, 'count differs', 3, 1, true));
    // It is up to chance whether the busy customer has a quiet moment in which it can be judged.
    const mayBeRepaired = [customerKey(busyAndHigh), customerKey(quietAndHigh)];
    expect(repaired.filter(({ customer }) => !mayBeRepaired.includes(customer))).toEqual([]);
    expect(found.filter((one) => !one.repaired && one.problem !== 'unsettled')).toEqual([]);
    await findingsOf(fixing());
    expect(await wrongCounts()).toEqual([]);
    expect(await findingsOf()).toEqual([]);
  });
});
