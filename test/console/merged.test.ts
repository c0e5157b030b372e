import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { vendors } from '../../functions/vendors.ts';
import { eachOf, Merged, type Source } from '../../infra/pages/console/customers/merged.ts';
import { addressOf, queryIn } from '../../infra/pages/console/customers/query.ts';
import { comparison } from '../../infra/pages/console/customers/row.ts';
import { isKnownTo } from '../../infra/pages/console/customers/vendors.ts';

interface Row {
  readonly value: number;
  readonly lane: number;
  readonly place: number;
}

const compare = (a: Row, b: Row) => a.value - b.value;
const never = new AbortController().signal;

/** Gives rows in pages of these sizes, some of which may be empty; where `tells`, it knows when it has given all. */
class Pages implements Source<Row> {
  hasEnded = false;
  asked = 0;
  readonly #left: Row[];
  readonly #sizes: readonly number[];
  readonly #tells: boolean;

  constructor(rows: readonly Row[], sizes: readonly number[], tells = true) {
    this.#left = [...rows];
    this.#sizes = sizes;
    this.#tells = tells;
  }

  async next(signal: AbortSignal): Promise<readonly Row[] | undefined> {
    await Promise.resolve();
    signal.throwIfAborted();
    const size = this.#sizes[this.asked++ % this.#sizes.length] as number;
    const page = this.#left.splice(0, size);
    this.hasEnded = this.#left.length === 0 && (this.#tells || page.length < size);
    return page;
  }
}

const lanes = fc.array(fc.array(fc.integer({ min: 0, max: 9 }), { maxLength: 30 }), { maxLength: 8 });
// A source whose pages were all empty would never end.
const sizes = fc.array(fc.nat({ max: 7 }), { minLength: 1, maxLength: 4 }).map((some) => [...some, 3]);

const rowsOf = (values: readonly number[], lane: number): Row[] =>
  values.toSorted((a, b) => a - b).map((value, place) => ({ value, lane, place }));

describe('a list merged of many', () => {
  it('is all of them sorted, however it is read, and has nothing twice', async () => {
    const steps = fc.array(fc.integer({ min: 1, max: 60 }), { minLength: 1, maxLength: 6 });
    await fc.assert(
      fc.asyncProperty(lanes, sizes, steps, fc.boolean(), async (values, pageSizes, reads, tells) => {
        const all = values.map(rowsOf);
        const merged = new Merged(
          all.map((rows) => new Pages(rows, pageSizes, tells)),
          compare,
        );
        const sorted = all.flat().sort(compare);
        let wanted = 0;
        for (const step of reads) {
          wanted += step;
          // Two at a time, as when somebody goes on before a page is there.
          await Promise.all([merged.read(wanted - 1, never), merged.read(wanted, never)]);
          expect(merged.rows).toEqual(sorted.slice(0, wanted));
          if (!merged.mayHaveMore) expect(merged.rows).toEqual(sorted);
          if (tells && wanted < sorted.length) expect(merged.mayHaveMore).toBe(true);
        }
      }),
    );
  });

  it('asks a source for more only when all that it gave is taken', async () => {
    const near = new Pages(rowsOf([1, 1, 1, 1, 1, 1], 0), [2]);
    const far = new Pages(rowsOf([5, 6, 7], 1), [2]);
    const merged = new Merged([near, far], compare);
    await merged.read(2, never);
    expect([near.asked, far.asked]).toEqual([1, 1]);
    await merged.read(5, never);
    expect([near.asked, far.asked]).toEqual([3, 1]);
  });

  it('goes on where a reading was given up', async () => {
    const merged = new Merged([new Pages(rowsOf([1, 3], 0), [1]), new Pages(rowsOf([2], 1), [1])], compare);
    const gone = new AbortController();
    const reading = merged.read(3, gone.signal);
    gone.abort();
    await expect(reading).rejects.toThrow('aborted');
    await merged.read(3, never);
    expect(merged.rows.map(({ value }) => value)).toEqual([1, 2, 3]);
  });

  it('has no more requests under way than it may, and none when one has failed', async () => {
    let [under, most] = [0, 0];
    const act = async (item: number) => {
      most = Math.max(most, ++under);
      await new Promise(setImmediate);
      under--;
      if (item === 3) throw new Error('three');
    };
    await expect(eachOf([1, 2, 3, 4, 5, 6, 7], 2, act)).rejects.toThrow('three');
    expect([under, most]).toEqual([0, 2]);
  });
});

describe('rows of several tenants', () => {
  const row = (fields: object) =>
    ({ vendor: 'amili', tenant: '1', id: 'a', name: 'A', state: 'active', ...fields }) as Parameters<
      ReturnType<typeof comparison>
    >[0];
  const order = (by: 'name' | 'id' | 'created' | 'changed', one: object, other: object) =>
    Math.sign(comparison({ order: by, direction: 'asc' })(row(one), row(other)));

  it.each([
    ['name', { name: 'ánna' }, { name: 'Anna B' }, -1],
    ['name', { name: 'ÁNNA ' }, { name: 'anna' }, 0],
    ['name', { name: null }, { name: 'a' }, -1],
    ['name', { name: '\u{1F600}' }, { name: '\uFB01' }, 1],
    ['name', { name: `${'x'.repeat(300)}b` }, { name: `${'x'.repeat(300)}a` }, 0],
    ['id', { id: 'ab1' }, { id: 'AB1' }, 0],
    ['id', { id: '10' }, { id: '9' }, -1],
    ['created', { created_at: '2026-01-01T00:00:00.001Z' }, { created_at: '2026-01-01T00:00:00.000Z' }, 1],
    ['changed', { updated_at: '2026-01-01T00:00:00.001Z' }, { updated_at: '2026-01-01T00:00:00.000Z' }, 0],
  ] as const)('are ordered by %s as the service orders them, case %$', (by, one, other, expected) => {
    expect(order(by, one, other)).toBe(expected);
    const descending = comparison({ order: by, direction: 'desc' });
    expect(Math.sign(descending(row(other), row(one))) + 0).toBe(expected);
  });

  it('are asked for what their vendors know', () => {
    const told = Object.entries(vendors).map(([name, { lists }]) => [name, Object.keys(lists.values).sort()]);
    const all = ['changed', 'created', 'id', 'name'] as const;
    expect(told).toEqual(told.map(([name]) => [name, all.filter((each) => isKnownTo(String(name), each))]));
  });
});

describe('an address', () => {
  it.each([
    ['', ''],
    ['vendor=beel&tenant=test%3Aa&name=%C3%A1+b&order=created&direction=desc&size=100&page=3', undefined],
    ['state=deleted%2Cactive', 'state=active%2Cdeleted'],
    ['state=active%2Cinactive&order=name&page=1&size=25', ''],
    ['state=gone&order=age&direction=up&size=7&page=-1', ''],
    ['page=1e9&name=%C2%B4%20', 'page=1000000000'],
    ['created_from=2026-01-01&created_to=soon&unused_since=2026-01-01', undefined],
  ])('says what is shown: %s', (address, kept = address) => {
    const said = new URLSearchParams(addressOf(queryIn(new URLSearchParams(address))));
    said.sort();
    const expected = new URLSearchParams(kept);
    expected.sort();
    expect(said.toString()).toBe(expected.toString());
  });
});
