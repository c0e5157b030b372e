import { beforeAll, describe, expect, it } from 'vitest';
import { receivables } from '../../../shared/dynamodb/tables.ts';
import { createCustomer } from '../../../shared/receivables/customers/create.ts';
import type { CustomerItem } from '../../../shared/receivables/items.ts';
import { idInKey } from '../../../shared/receivables/keys.ts';
import type { Listing } from '../../../shared/receivables/lists/listing.ts';
import { listOnwards, type OnwardsRequest } from '../../../shared/receivables/lists/onwards.ts';
import type { Place } from '../../../shared/receivables/lists/order.ts';
import { answered, withFates } from '../../support/faults.ts';
import { expectRemoved, newScene } from '../../support/scenes.ts';
import { newStamp } from '../../support/store.ts';

type Asked = Partial<OnwardsRequest<CustomerItem>>;

const scene = newScene();
/** By their places in the default order. Each four have the same value of it, so that ids decide among them. */
const order = Array.from({ length: 40 }, (_, n) => `c${String(n).padStart(2, '0')}`);

async function create(id: string, value: string, values: Listing['values']): Promise<void> {
  const listing = () => ({ values, order: value });
  const wanted = { ref: scene.customer(id), profile: {}, reference: {}, listing };
  expect((await createCustomer(receivables(), wanted, newStamp())).outcome).toBe('created');
}

beforeAll(async () => {
  await Promise.all(
    order.map((id, n) => create(id, `o${Math.floor(n / 4)}`.padEnd(3, 'x'), { n, half: n % 2 })),
  );
});

const page = (request: Asked, table = receivables()) =>
  listOnwards<CustomerItem>(table, scene, { kind: 'CUSTOMER', states: ['ACTIVE'], limit: 7, ...request });

const idsOf = (items: readonly CustomerItem[]) => items.map(({ pk }) => idInKey(pk));

/** The ids on all pages, a page a list. */
async function pages(request: Asked): Promise<string[][]> {
  const all: string[][] = [];
  let after: Place | undefined;
  do {
    const result = await page({ ...request, after });
    if (result.outcome !== 'listed') throw new Error(result.outcome);
    all.push(idsOf(result.items));
    after = result.next;
  } while (after && all.length < 50);
  return all;
}

const inPages = (ids: readonly string[], size: number) =>
  Array.from({ length: Math.ceil(ids.length / size) }, (_, n) => ids.slice(n * size, (n + 1) * size));

const backwards = order.toReversed();
const even = (id: string) => Number(id.slice(1)) % 2 === 0;
const isEven = ({ half }: Listing['values']) => half === 0;
const byN = ({ n }: Listing['values']) => n as number;
const byHalf = ({ half }: Listing['values']) => half as number;

describe('a list that goes on from a place', () => {
  it.each([1, 7, 20, 39, 40, 41])('has each item once, in its order, %d on a page', async (limit) => {
    expect(await pages({ limit })).toEqual(inPages(order, limit));
    expect(await pages({ limit, descending: true })).toEqual(inPages(backwards, limit));
  });

  it.each<[string, Asked, readonly string[]]>([
    ['a filter', { filter: isEven }, order.filter(even)],
    ['a filter, backwards', { filter: isEven, descending: true }, backwards.filter(even)],
    ['another order', { order: (row) => -byN(row) }, backwards],
    ['another order, backwards', { order: byN, descending: true }, backwards],
    ['an order with equals', { order: byHalf }, [...order.filter(even), ...order.filter((id) => !even(id))]],
    ['ids', { ids: ['c05', 'c01', 'c09', 'nobody'] }, ['c01', 'c05', 'c09']],
  ])('has each once with %s', async (_, request, expected) => {
    for (const limit of [1, 7, 40])
      expect(await pages({ ...request, limit })).toEqual(inPages(expected, limit));
  });

  it('goes on behind a place that nothing is at any more', async () => {
    const own = newScene();
    const after = { value: 'o4x\tc17!', pk: `${own.vendor}#${own.tenant}#c17!` };
    expect(await page({ after })).toMatchObject({
      items: [{ listOrder: 'o4x\tc18' }, {}, {}, {}, {}, {}, {}],
    });
    const before = await page({ after, descending: true, limit: 1 });
    expect(before).toMatchObject({ items: [{ listOrder: 'o4x\tc17' }] });
  });

  it('begins behind its place also where others begin with it', async () => {
    const own = newScene();
    for (const id of ['a', 'ab', 'abc', 'b'])
      await createCustomer(
        receivables(),
        { ref: own.customer(id), profile: {}, reference: {}, listing: () => ({ values: {}, order: 'o' }) },
        newStamp(),
      );
    const behind = async (id: string, descending: boolean) => {
      const after = { value: `o\t${id}`, pk: `${own.vendor}#${own.tenant}#${id}` };
      const asked = { kind: 'CUSTOMER', states: ['ACTIVE'], limit: 9, after, descending } as const;
      const result = await listOnwards<CustomerItem>(receivables(), own, asked);
      return result.outcome === 'listed' ? idsOf(result.items) : result;
    };
    expect(await behind('ab', false)).toEqual(['abc', 'b']);
    expect(await behind('ab', true)).toEqual(['a']);
  });

  it('is short, or empty, where items are not confirmed, and goes on', async () => {
    const confirm = (items: readonly CustomerItem[]) => items.filter(({ pk }) => idInKey(pk) >= 'c30');
    const found = await pages({ confirm, limit: 12 });
    expect(found).toEqual([[], [], order.slice(30, 36), order.slice(36)]);
  });

  it('leaves out what is gone since the index was read', async () => {
    const own = newScene();
    await createCustomer(
      receivables(),
      { ref: own.customer(), profile: {}, reference: {}, listing: () => ({ values: {}, order: 'o' }) },
      newStamp(),
    );
    let queries = 0;
    const table = withFates(receivables(), ({ name }) => {
      if (name === 'Query') queries++;
      return name === 'BatchGet'
        ? async ({ apply }) => {
            await expectRemoved(own.customer(), 'deletion');
            return apply();
          }
        : answered;
    });
    const asked = { kind: 'CUSTOMER', states: ['ACTIVE'], limit: 5 } as const;
    expect(await listOnwards(table, own, asked)).toEqual({ outcome: 'listed', items: [] });
    expect(queries).toBe(8);
  });

  it('reads as much for a page wherever it is', async () => {
    const requests = async (after?: Place) => {
      let sent = 0;
      const table = withFates(receivables(), () => {
        sent++;
        return answered;
      });
      await page({ limit: 3, after }, table);
      return sent;
    };
    const late = { value: 'o9x\tc36', pk: `${scene.vendor}#${scene.tenant}#c36` };
    expect([await requests(), await requests(late)]).toEqual([9, 9]);
  });

  it('has a limit where all rows must be looked at, and none else', async () => {
    const limits = { rows: 39, bytes: 1e6 };
    const asked = { kind: 'CUSTOMER', states: ['ACTIVE'], limit: 7 } as const;
    const one = (request: Asked) => listOnwards(receivables(), scene, { ...asked, ...request }, limits);
    expect(await one({ filter: isEven })).toEqual({ outcome: 'tooMany', most: 39 });
    expect(await one({ order: byN })).toEqual({ outcome: 'tooMany', most: 39 });
    expect((await one({})).outcome).toBe('listed');
    const small = { rows: 100, bytes: 1 };
    expect(await listOnwards(receivables(), scene, asked, small)).toEqual({
      outcome: 'tooLarge',
      fitting: 0,
    });
  });
});
