import { beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { receivables, type Table } from '../../../shared/dynamodb/tables.ts';
import { createCustomer } from '../../../shared/receivables/customers/create.ts';
import { removeCustomer } from '../../../shared/receivables/customers/remove.ts';
import { updateCustomer } from '../../../shared/receivables/customers/update.ts';
import { attachDependents } from '../../../shared/receivables/dependents/attach.ts';
import type { CustomerItem } from '../../../shared/receivables/items.ts';
import { type CustomerRef, customerKey, dependentKey, idInKey } from '../../../shared/receivables/keys.ts';
import { list } from '../../../shared/receivables/lists/list.ts';
import { listedIds } from '../../../shared/receivables/lists/listed-ids.ts';
import { type Listing, listKey } from '../../../shared/receivables/lists/listing.ts';
import type { ListOutcome, ListRequest } from '../../../shared/receivables/lists/request.ts';
import { answered, type Fate, overtaken, unprocessed, withFates } from '../../support/faults.ts';
import { expectRemoved, expireCustomer, newScene, outOfTime, overwrite } from '../../support/scenes.ts';
import { newStamp, storedCustomer } from '../../support/store.ts';

type Scene = ReturnType<typeof newScene>;

const ofCustomers = { kind: 'CUSTOMER', states: ['ACTIVE'], offset: 0, limit: 100 } as const;

async function create(ref: CustomerRef, order: string, values: Listing['values'] = {}): Promise<void> {
  const wanted = { ref, profile: { order }, reference: {}, listing: () => ({ values, order }) };
  const { outcome } = await createCustomer(receivables(), wanted, newStamp());
  if (outcome !== 'created') throw new Error(outcome);
}

const remove = (ref: CustomerRef, eraseAfter?: number) =>
  removeCustomer(receivables(), ref, 'deletion', newStamp(), { ...(eraseAfter && { eraseAfter }) });

type Asked = Partial<Omit<ListRequest<CustomerItem>, 'offset' | 'limit'>> & {
  readonly offset?: number;
  readonly limit?: number;
};

const listIn = (scene: Scene, request: Asked = {}, table = receivables()) =>
  list<CustomerItem>(table, scene, { ...ofCustomers, ...request });

/** The ids that are listed, and how many there are. */
function ids(result: ListOutcome<CustomerItem>): [ids: string[], total: number] {
  if (result.outcome !== 'listed') throw new Error(result.outcome);
  return [result.items.map(({ pk }) => idInKey(pk)), result.total];
}

/** Ids that are all in the same partition of the index as `c1`. */
function idsOfOneShard(scene: Scene, count: number): string[] {
  const shardOf = (id: string) => listKey(scene.customer(id), 'CUSTOMER', 'ACTIVE').at(-1);
  const found: string[] = [];
  for (let n = 0; found.length < count; n++) if (shardOf(`s${n}`) === shardOf('c1')) found.push(`s${n}`);
  return found;
}

describe('a list', () => {
  const scene = newScene();
  /** By their places in the default order. */
  const order: string[] = [];

  beforeAll(async () => {
    // The first forty are in one partition: whoever reads as much of each as of the others must read it anew.
    const together = idsOfOneShard(scene, 40);
    const spread = Array.from({ length: 40 }, (_, n) => `c${n}`);
    order.push(...together, ...spread);
    const name = (n: number) => String(n).padStart(3, '0');
    await Promise.all(
      order.map((id, n) =>
        create(scene.customer(id), name(n), { n, group: n % 3, half: n < 40 ? 'a' : 'b' }),
      ),
    );
  });

  it.each([1, 7, 20, 79, 80, 100])('is merged from its partitions, %d on a page', async (limit) => {
    for (const descending of [false, true]) {
      const listed: string[] = [];
      for (let page = 1; page <= Math.ceil(80 / limit) + 1 && page <= 12; page++) {
        const [found, total] = ids(await listIn(scene, { offset: (page - 1) * limit, limit, descending }));
        expect(total).toBe(80);
        listed.push(...found);
      }
      expect(listed).toEqual((descending ? order.toReversed() : order).slice(0, 12 * limit));
    }
  });

  it.each([1, 7, 20, 80])('is filtered and put into another order, %d on a page', async (limit) => {
    const filter = ({ half }: Listing['values']) => half === 'b';
    const group = (id: string) => order.indexOf(id) % 3;
    const keys = (id: string) => customerKey(scene.customer(id));
    const byGroup = (a: string, b: string) => group(a) - group(b) || (keys(a) < keys(b) ? -1 : 1);
    const wanted = order.slice(40);
    for (const [request, expected] of [
      [{ filter }, wanted],
      [{ filter, descending: true }, wanted.toReversed()],
      [{ filter, order: ({ group }: Listing['values']) => group as number }, wanted.toSorted(byGroup)],
      [{ order: ({ n }: Listing['values']) => -(n as number) }, order.toReversed()],
      [{ order: ({ n }: Listing['values']) => n as number, descending: true }, order.toReversed()],
    ] as const) {
      const listed: string[] = [];
      for (let page = 1; page <= Math.ceil(80 / limit) && page <= 6; page++) {
        const [found, total] = ids(await listIn(scene, { ...request, offset: (page - 1) * limit, limit }));
        expect(total).toBe(expected.length);
        listed.push(...found);
      }
      expect(listed).toEqual(expected.slice(0, 6 * limit));
    }
  });

  it('is read from any place on', async () => {
    const filter = () => true;
    for (const how of [{}, { filter }])
      for (const [offset, limit] of [
        [7, 20],
        [61, 7],
        [79, 100],
        [80, 1],
        [50_000, 5_000],
      ] as const)
        expect(ids(await listIn(scene, { ...how, offset, limit }))).toEqual([
          order.slice(offset, offset + limit),
          80,
        ]);
  });

  it('is of a part of the default order, and looks at nothing else', async () => {
    const some = { ...ofCustomers, order: ({ n }: Listing['values']) => n as number };
    for (const [range, expected] of [
      [{ from: '070' }, order.slice(70)],
      [{ to: '009' }, order.slice(0, 10)],
      // What begins with the end is in.
      [{ from: '0705', to: '07' }, order.slice(71, 80)],
      [{ from: '030', to: '04' }, order.slice(30, 50)],
      [{ from: '080' }, []],
      [{ from: '040', to: '039' }, []],
      [{ from: '2', to: '1' }, []],
    ] as const) {
      expect(ids(await listIn(scene, { range }))).toEqual([expected, expected.length]);
      const { length } = expected;
      expect(
        await list(receivables(), scene, { ...some, range }, { rows: length, bytes: 1e6 }),
      ).toMatchObject({ total: length });
    }
    expect(
      ids(await listIn(scene, { range: { from: '030' }, offset: 5, limit: 2, descending: true })),
    ).toEqual([[order[74], order[73]], 50]);
  });

  it('gives whole items, and asks its filter for the value of the default order too', async () => {
    const filter = (_: Listing['values'], value: string) => value === '041';
    const items = [await storedCustomer(scene.customer('c1'))];
    expect(await listIn(scene, { filter })).toEqual({ outcome: 'listed', items, total: 1 });
  });

  it('looks at no more rows than it may', async () => {
    const filter = () => true;
    const limits = (rows: number) => ({ rows, bytes: 1e6 });
    const filtered = (rows: number) => list(receivables(), scene, { ...ofCustomers, filter }, limits(rows));
    expect((await filtered(80)).outcome).toBe('listed');
    expect(await filtered(79)).toEqual({ outcome: 'tooMany', most: 79 });
    const ordered = { ...ofCustomers, order: () => '' };
    expect(await list(receivables(), scene, ordered, limits(79))).toEqual({ outcome: 'tooMany', most: 79 });
    expect((await list(receivables(), scene, ofCustomers, limits(1))).outcome).toBe('listed');
  });

  it('counts the rows that were looked at before it', async () => {
    const of = (looked: number) =>
      list(receivables(), scene, { ...ofCustomers, filter: () => true, looked }, { rows: 100, bytes: 1e6 });
    expect((await of(20)).outcome).toBe('listed');
    expect(await of(21)).toEqual({ outcome: 'tooMany', most: 100 });
  });

  it('gives no page that is too large, and says how much of it is not', async () => {
    const size = Buffer.byteLength(JSON.stringify(await storedCustomer(scene.customer(order[0] as string))));
    const listed = (limit: number, bytes: number) =>
      list(receivables(), scene, { ...ofCustomers, limit }, { rows: 1e5, bytes });
    expect((await listed(1, size)).outcome).toBe('listed');
    expect(await listed(1, size - 1)).toEqual({ outcome: 'tooLarge', fitting: 0 });
    expect(await listed(20, 3.5 * size)).toEqual({ outcome: 'tooLarge', fitting: 3 });
  });

  it('is as large as what is shown of it', async () => {
    const shown = () => 'ä'.repeat(100);
    const listed = (bytes: number) =>
      list(receivables(), scene, { ...ofCustomers, limit: 20, shown }, { rows: 1, bytes });
    expect((await listed(20 * 202)).outcome).toBe('listed');
    expect(await listed(20 * 202 - 1)).toEqual({ outcome: 'tooLarge', fitting: 19 });
  });

  it('is as large as Lambda sends it: quotes are escaped once more', async () => {
    const listed = (quotes: number) => {
      // As JSON each quote has two bytes, and in the JSON of that four, beside the quotes around both.
      const request = { ...ofCustomers, limit: 2, shown: () => '"'.repeat(quotes) };
      return list(receivables(), scene, request, { rows: 1, bytes: 5_000_000 });
    };
    const most = Math.floor((3_000_000 - 6) / 4);
    expect((await listed(most)).outcome).toBe('listed');
    expect(await listed(most + 2)).toEqual({ outcome: 'tooLarge', fitting: 1 });
  });

  it('reads what a batch read leaves over', async () => {
    const table = withFates(receivables(), () => unprocessed);
    expect(ids(await listIn(scene, { limit: 3 }, table))).toEqual([order.slice(0, 3), 80]);
  });

  it('asks for pages of limited size', async () => {
    const limits: unknown[] = [];
    const table = withFates(receivables(), ({ name, input }) => {
      if (name === 'Query') limits.push(input.Limit);
      return answered;
    });
    await listIn(scene, { limit: 20 }, table);
    // The partition that has all of this page is read three times; the rest of each is only counted.
    expect(limits.slice(0, 10)).toEqual([...Array(8).fill(10), 8, 6]);
    expect(new Set(limits.slice(10))).toEqual(new Set([2_000]));
    limits.length = 0;
    await listIn(scene, { filter: () => true }, table);
    expect(limits).toEqual(Array(8).fill(500));
  });

  it('gives up when its time is over before it is read to the end', async () => {
    const endless: Fate = async ({ name, apply }) =>
      name === 'Query' ? { Items: [], Count: 0, LastEvaluatedKey: { pk: 'a' } } : apply();
    const table = outOfTime(withFates(receivables(), () => endless));
    const gaveUp = { name: 'GaveUp', known: 'unread', message: 'a list was not read to its end' };
    await expect(listIn(scene, {}, table)).rejects.toMatchObject(gaveUp);
    await expect(listIn(scene, { filter: () => true }, table)).rejects.toMatchObject(gaveUp);
  });
});

describe('what is in a list', () => {
  it('are the states that are asked for, of one tenant and kind, without what nothing is listed of', async () => {
    const [scene, other] = [newScene(), newScene()];
    for (const [n, id] of ['active', 'inactive', 'deleted', 'erased'].entries())
      await create(scene.customer(id), String(n), { n });
    await create(other.customer('other'), '0');
    await createCustomer(
      receivables(),
      { ref: scene.customer('unlisted'), profile: {}, reference: {} },
      newStamp(),
    );
    await expectRemoved(scene.customer('inactive'), 'deactivation');
    await expectRemoved(scene.customer('deleted'), 'deletion');
    await remove(scene.customer('erased'), 60);

    const filter = () => true;
    for (const how of [{}, { filter }]) {
      const of = async (request: Asked) => ids(await listIn(scene, { ...how, ...request }));
      expect(await of({})).toEqual([['active'], 1]);
      expect(await of({ states: ['INACTIVE'] })).toEqual([['inactive'], 1]);
      expect(await of({ states: ['DELETED'] })).toEqual([['deleted'], 1]);
      expect(await of({ states: ['INACTIVE', 'ACTIVE'] })).toEqual([['active', 'inactive'], 2]);
      expect(await of({ kind: 'INVOICE' })).toEqual([[], 0]);
    }
  });

  it('is ordered as DynamoDB orders, by the bytes of UTF-8, whichever way it is read', async () => {
    const scene = newScene();
    const orders = ['', 'a', 'a b', 'ab', 'é', '\ue000', '\uffee', '😀', '😀a'];
    await Promise.all(orders.map((order, n) => create(scene.customer(`c${n}`), order, { order })));
    const expected = orders.map((_, n) => `c${n}`);

    expect(ids(await listIn(scene))).toEqual([expected, 9]);
    expect(ids(await listIn(scene, { filter: () => true }))).toEqual([expected, 9]);
    const order = (values: Listing['values']) => values.order as string;
    expect(ids(await listIn(scene, { order }))).toEqual([expected, 9]);
  });

  it('is only what is confirmed of the items, where they are asked', async () => {
    const scene = newScene();
    for (const id of ['c1', 'c2', 'c3']) await create(scene.customer(id), id);
    const without = (items: readonly CustomerItem[]) => items.filter(({ pk }) => !pk.endsWith('c2'));
    for (const confirm of [without, async (items: readonly CustomerItem[]) => without(items)])
      expect(ids(await listIn(scene, { confirm }))).toEqual([['c1', 'c3'], 2]);
  });
});

describe('a list of some items that are known', () => {
  it('has dependents by their kind and id', async () => {
    const scene = newScene();
    const [d1, d2, other] = [scene.dependent('d1'), scene.dependent('d2'), scene.dependent('d3', 'DOCUMENT')];
    const listing = () => ({ values: {}, order: '' });
    const wanted = [d1, d2, other].map((ref) => ({ ref, fields: {}, listing }));
    await attachDependents(receivables(), wanted, newStamp());

    const request = { ...ofCustomers, kind: 'INVOICE', states: ['LIVE'], ids: ['d1', 'd3'] } as const;
    const result = await list(receivables(), scene, request);

    expect(result).toMatchObject({ outcome: 'listed', items: [{ pk: dependentKey(d1) }], total: 1 });
  });

  it('has those of them that are wanted, ordered and paged, and asks no index', async () => {
    const [scene, other] = [newScene(), newScene()];
    for (const [n, id] of ['c1', 'c2', 'c3', 'c4', 'c5'].entries())
      await create(scene.customer(id), id, { n, odd: n % 2 });
    await create(other.customer('c6'), 'c6');
    await createCustomer(
      receivables(),
      { ref: scene.customer('c7'), profile: {}, reference: {} },
      newStamp(),
    );
    await expectRemoved(scene.customer('c4'), 'deactivation');
    await expectRemoved(scene.customer('c5'), 'deletion');
    const table = withFates(receivables(), ({ name }) => {
      if (name === 'Query') throw new Error('the index was asked');
      return answered;
    });
    const all = ['c9', 'c6', 'c5', 'c2', 'c7', 'c1', 'c3', 'c4', 'c2'];
    const of = async (request: Asked, among = all) =>
      ids(await listIn(scene, { ids: among, ...request }, table));

    expect(await of({})).toEqual([['c1', 'c2', 'c3'], 3]);
    expect(await of({ descending: true, offset: 1, limit: 1 })).toEqual([['c2'], 3]);
    expect(await of({ order: ({ n }) => -(n as number) })).toEqual([['c3', 'c2', 'c1'], 3]);
    expect(await of({ states: ['ACTIVE', 'INACTIVE'], filter: ({ odd }) => odd === 1 })).toEqual([
      ['c2', 'c4'],
      2,
    ]);
    expect(await of({ range: { from: 'c2' } })).toEqual([['c2', 'c3'], 2]);
    const confirm = (items: readonly CustomerItem[]) => items.slice(1);
    expect(await of({ confirm }, ['c1', 'c2'])).toEqual([[], 0]);
    expect(await of({}, [])).toEqual([[], 0]);
  });
});

describe('a page of many items', () => {
  const scene = newScene();
  const COUNT = 310;
  const id = (n: number) => `c${String(n).padStart(3, '0')}`;
  const all = Array.from({ length: COUNT }, (_, n) => id(n));
  /** Keys in each batch that was read. */
  const batches: number[] = [];
  const table = withFates(receivables(), ({ name, input }) => {
    if (name === 'BatchGet') batches.push(input.RequestItems[receivables().name].Keys.length);
    return answered;
  });

  beforeAll(() => Promise.all(all.map((id) => create(scene.customer(id), id))));

  beforeEach(() => {
    batches.length = 0;
  });

  it('is read and confirmed by portions, in order', async () => {
    const portions: string[][] = [];
    const confirm = (items: readonly CustomerItem[]) => {
      portions.push(items.map(({ pk }) => idInKey(pk)));
      return items;
    };
    expect(ids(await listIn(scene, { limit: 5_000, confirm }, table))).toEqual([all, COUNT]);
    expect(portions).toEqual([all.slice(0, 300), all.slice(300)]);
    expect(batches).toEqual([100, 100, 100, 10]);
  });

  it('is read no further than to where it is too large', async () => {
    const size = Buffer.byteLength(JSON.stringify(await storedCustomer(scene.customer('c000'))));
    const request = { ...ofCustomers, limit: 5_000 };
    const fitting = (items: number) => list(table, scene, request, { rows: 1, bytes: items * size + 1 });
    expect(await fitting(299)).toEqual({ outcome: 'tooLarge', fitting: 299 });
    expect(batches).toEqual([100, 100, 100]);
    expect(await fitting(305)).toEqual({ outcome: 'tooLarge', fitting: 305 });
  });
});

describe('the ids that a list of others is filtered by', () => {
  it('are those of all states that are asked for and that the filter wants, of one tenant', async () => {
    const [scene, other] = [newScene(), newScene()];
    for (const id of ['c1', 'c2', 'c3', 'c4']) await create(scene.customer(id), id, { even: +(id > 'c2') });
    await create(other.customer('c5'), 'c5', { even: 1 });
    await expectRemoved(scene.customer('c1'), 'deactivation');
    await expectRemoved(scene.customer('c4'), 'deletion');
    const of = (request: Partial<Parameters<typeof listedIds>[2]>) =>
      listedIds(receivables(), scene, { kind: 'CUSTOMER', states: ['ACTIVE', 'INACTIVE'], ...request });

    expect(await of({})).toEqual({ outcome: 'found', ids: new Set(['c1', 'c2', 'c3']), looked: 3 });
    const filter = ({ even }: Listing['values']) => even === 1;
    expect(await of({ filter })).toEqual({ outcome: 'found', ids: new Set(['c3']), looked: 3 });
    expect(await of({ filter: (_, order) => order === 'c1' })).toMatchObject({ ids: new Set(['c1']) });
    expect(await of({ states: ['DELETED'] })).toEqual({ outcome: 'found', ids: new Set(['c4']), looked: 1 });
    expect(await of({ kind: 'INVOICE' })).toEqual({ outcome: 'found', ids: new Set(), looked: 0 });
  });

  it('are those of some that are known, as they are now', async () => {
    const scene = newScene();
    for (const id of ['c1', 'c2', 'c3']) await create(scene.customer(id), id, { even: +(id > 'c1') });
    await expectRemoved(scene.customer('c3'), 'deletion');
    const request = {
      kind: 'CUSTOMER',
      states: ['ACTIVE' as const],
      ids: ['c1', 'c2', 'c2', 'c3', 'c4'],
      filter: ({ even }: Listing['values']) => even === 1,
    };
    expect(await listedIds(receivables(), scene, request, { rows: 0 })).toEqual({
      ...{ outcome: 'found', ids: new Set(['c2']), looked: 0 },
    });
  });

  it('are not looked for in more rows than a list may look at', async () => {
    const scene = newScene();
    for (const id of ['c1', 'c2', 'c3']) await create(scene.customer(id), id);
    const of = (rows: number) =>
      listedIds(receivables(), scene, { kind: 'CUSTOMER', states: ['ACTIVE'] }, { rows });
    expect((await of(3)).outcome).toBe('found');
    expect(await of(2)).toEqual({ outcome: 'tooMany', most: 2 });
  });
});

describe('an item that is no longer as the index has it', () => {
  const FOUND = ({ name }: Listing['values']) => name === 'ada';

  /** The table, where something comes between the index's answer and the reading of the items. */
  const meanwhile = (change: () => Promise<unknown>): Table =>
    withFates(receivables(), ({ name }) => (name === 'BatchGet' ? overtaken(change) : answered));

  const changes: Readonly<Record<string, (ref: CustomerRef) => Promise<unknown>>> = {
    'is deactivated': (ref) => expectRemoved(ref, 'deactivation'),
    'is deleted': (ref) => expectRemoved(ref, 'deletion'),
    'is erased': (ref) => remove(ref, 60),
    'is gone': expireCustomer,
    'has another name': async (ref) => {
      const seen = (await storedCustomer(ref)) as CustomerItem;
      const listing = { values: { name: 'grace' }, order: 'grace' };
      await updateCustomer(receivables(), ref, seen, { profile: {}, listing }, newStamp());
    },
  };

  it.each(Object.entries(changes))('is left out of the page and of the total: it %s', async (_, change) => {
    const scene = newScene();
    for (const id of ['c1', 'c2', 'c3']) await create(scene.customer(id), id, { name: 'ada' });
    const table = meanwhile(() => change(scene.customer('c2')));
    expect(ids(await listIn(scene, { filter: FOUND }, table))).toEqual([['c1', 'c3'], 2]);
  });

  it('is shown once where the index has it twice, as its row has moved on while rows were read', async () => {
    const scene = newScene();
    for (const id of ['c1', 'c2']) await create(scene.customer(id), id);
    const twice: Fate = async ({ name, apply }) => {
      const answer = (await apply()) as { Items?: unknown[]; Count?: number };
      if (name !== 'Query' || !answer.Items) return answer;
      return { ...answer, Items: [...answer.Items, ...answer.Items] };
    };
    for (const filter of [undefined, () => true])
      expect(
        ids(
          await listIn(
            scene,
            { filter },
            withFates(receivables(), () => twice),
          ),
        ),
      ).toEqual([['c1', 'c2'], 2]);
  });

  it('is found behind a page that is empty', async () => {
    const scene = newScene();
    await create(scene.customer(), 'c1');
    const asked = new Set<unknown>();
    const emptyAtFirst: Fate = async ({ name, input, apply }) => {
      const key = name === 'Query' && input.ExpressionAttributeValues[':listKey'];
      if (!key || asked.has(key))
        return apply(name === 'Query' ? { ...input, ExclusiveStartKey: undefined } : input);
      asked.add(key);
      return { Items: [], Count: 0, LastEvaluatedKey: { pk: 'a' } };
    };
    expect(
      ids(
        await listIn(
          scene,
          {},
          withFates(receivables(), () => emptyAtFirst),
        ),
      ),
    ).toEqual([['c1'], 1]);
  });

  it('is shown as it is where it is still wanted', async () => {
    const scene = newScene();
    const ref = scene.customer();
    await create(ref, 'ada', { name: 'ada' });
    const table = meanwhile(() => changes['has another name']!(ref));

    const result = await listIn(scene, {}, table);

    expect(result).toEqual({ outcome: 'listed', items: [await storedCustomer(ref)], total: 1 });
  });

  it('is left out where the index has it and nothing is listed of it', async () => {
    const scene = newScene();
    const ref = scene.customer();
    await create(ref, 'ada', { name: 'ada' });
    const { listed, listOrder, ...bare } = (await storedCustomer(ref)) as CustomerItem;
    expect(
      ids(
        await listIn(
          scene,
          {},
          meanwhile(() => overwrite(bare)),
        ),
      ),
    ).toEqual([[], 0]);
  });
});
