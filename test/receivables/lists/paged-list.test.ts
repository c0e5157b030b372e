import { beforeAll, describe, expect, it } from 'vitest';
import { GaveUp } from '../../../shared/dynamodb/gave-up.ts';
import { receivables } from '../../../shared/dynamodb/tables.ts';
import { createCustomer } from '../../../shared/receivables/customers/create.ts';
import { removeCustomer } from '../../../shared/receivables/customers/remove.ts';
import { updateCustomer } from '../../../shared/receivables/customers/update.ts';
import type { CustomerItem } from '../../../shared/receivables/items.ts';
import { type CustomerRef, idInKey, type Tenant } from '../../../shared/receivables/keys.ts';
import { listFirstPage, listPage } from '../../../shared/receivables/lists/paged-list.ts';
import { answered, droppedAfter, withFates } from '../../support/faults.ts';
import { newScene, outOfTime } from '../../support/scenes.ts';
import { newStamp, storedCustomer } from '../../support/store.ts';
import { tenantState } from '../../support/tenant-state.ts';

const OF_CUSTOMERS = { kind: 'CUSTOMER', states: ['ACTIVE'] } as const;

async function create(ref: CustomerRef, order: string, values: Record<string, number> = {}): Promise<void> {
  const wanted = { ref, profile: { order }, reference: {}, listing: () => ({ values, order }) };
  const { outcome } = await createCustomer(receivables(), wanted, newStamp());
  if (outcome !== 'created') throw new Error(outcome);
}

const ORDER = ['z', 'a', 'y', 'b', 'x#1', 'c', 'w'];

async function newList() {
  const scene = newScene();
  await Promise.all(ORDER.map((id, n) => create(scene.customer(id), String(n), { n })));
  return scene;
}

type Request = Partial<Parameters<typeof listFirstPage<CustomerItem>>[2]>;

const first = (scene: Tenant, request: Request = {}, table = receivables(), rows = 100_000, bytes = 1e6) =>
  listFirstPage<CustomerItem>(
    table,
    scene,
    { ...OF_CUSTOMERS, most: 10_000, pageSize: 3, ...request },
    newStamp(),
    { rows, bytes },
  );

const shown = (item: CustomerItem) => item;

const readPage = (scene: Tenant, snapshotId: string, page: number, bytes = 1e6) =>
  listPage<CustomerItem>(receivables(), scene, { ...OF_CUSTOMERS, shown, snapshotId, page }, new Date(), {
    rows: 1,
    bytes,
  });

type Listed = {
  readonly outcome: string;
  readonly items?: readonly CustomerItem[];
  readonly snapshotId?: string;
};

const ids = ({ items }: Listed) => items?.map(({ profile }) => ORDER[Number(profile?.order)]);

const snapshotIdOf = ({ snapshotId }: Listed): string => {
  if (snapshotId === undefined) throw new Error('there is one page only');
  return snapshotId;
};

describe('a list by snapshot', () => {
  let scene: ReturnType<typeof newScene>;

  beforeAll(async () => {
    scene = await newList();
  });

  it('is read page by page, in the default order, with an id that may have #', async () => {
    const answer = await first(scene, { asked: { some: 'thing' } });
    expect(answer).toMatchObject({ outcome: 'listed', total: 7, pageSize: 3, asked: { some: 'thing' } });
    const snapshotId = snapshotIdOf(answer);
    const pages = await Promise.all([1, 2, 3].map((page) => readPage(scene, snapshotId, page)));
    expect([answer, ...pages].map(ids)).toEqual([
      ORDER.slice(0, 3),
      ORDER.slice(0, 3),
      ORDER.slice(3, 6),
      ORDER.slice(6),
    ]);
    for (const each of pages)
      expect(each).toMatchObject({ total: 7, pageSize: 3, snapshotId, asked: { some: 'thing' } });
    expect(await readPage(scene, snapshotId, 4)).toEqual({ outcome: 'beyond', pages: 3 });
    expect(await readPage(scene, snapshotId.toLowerCase().replaceAll('_', '-'), 1)).toEqual({
      outcome: 'unknown',
    });
  });

  it.each<[string, Request, string[]]>([
    ['a filter', { filter: ({ n }) => Number(n) > 1 }, ['y', 'b', 'x#1', 'c', 'w']],
    ['another order', { order: ({ n }) => -Number(n) }, ORDER.toReversed()],
    ['the default order the other way round', { descending: true }, ORDER.toReversed()],
    ['a part of the default order', { range: { from: '2', to: '5' } }, ['y', 'b', 'x#1', 'c']],
    ['ids', { ids: ['w', 'c', 'none', 'b', 'a', 'w'] }, ['a', 'b', 'c', 'w']],
    ['a limit', { most: 4 }, ['z', 'a', 'y', 'b']],
    ['a limit and a filter', { most: 4, filter: ({ n }) => n !== 0 }, ['a', 'y', 'b', 'x#1']],
  ])('has %s', async (_, request, expected) => {
    const answer = await first(scene, request);
    const pages = [2, 3].slice(0, Math.ceil(expected.length / 3) - 1);
    const rest = await Promise.all(pages.map((page) => readPage(scene, snapshotIdOf(answer), page)));
    expect([answer, ...rest].flatMap(ids)).toEqual(expected);
    expect(answer).toMatchObject({ total: expected.length });
  });

  it('stores nothing where there is one page only', async () => {
    const before = await tenantState('test', scene.tenant);
    for (const request of [{ pageSize: 7 }, { most: 3 }, { filter: () => false }]) {
      const answer = await first(scene, request);
      expect(answer).not.toHaveProperty('snapshotId');
      expect(answer).toMatchObject({ total: (answer as Listed).items?.length });
    }
    expect(await tenantState('test', scene.tenant)).toEqual(before);
  });

  it('refuses to look at too many, and a page that is too large', async () => {
    expect(await first(scene, { filter: () => true }, receivables(), 6)).toEqual({
      outcome: 'tooMany',
      most: 6,
    });
    const refused = { outcome: 'tooLarge', fitting: 0 };
    expect(await first(scene, {}, receivables(), 10, 10)).toEqual(refused);
    const snapshotId = snapshotIdOf(await first(scene));
    expect(await readPage(scene, snapshotId, 2, 10)).toEqual(refused);
  });

  it('tells of no page that may not be stored', async () => {
    const put = { name: 'Put', fate: droppedAfter };
    const losing = () => withFates(receivables(), ({ name }) => (name === put.name ? put.fate : answered));
    await expect(first(scene, {}, outOfTime(losing()))).rejects.toThrow(GaveUp);
    let lost = 0;
    const once = withFates(receivables(), ({ name }) =>
      name === 'Put' && lost++ === 0 ? droppedAfter : answered,
    );
    const snapshotId = snapshotIdOf(await first(scene, {}, once));
    expect(lost).toBe(2);
    expect(ids((await readPage(scene, snapshotId, 3)) as Listed)).toEqual(['w']);
  });
});

describe('a page of a snapshot', () => {
  it('shows items as they are now, without those that are gone, and none that came since', async () => {
    const scene = await newList();
    const snapshotId = snapshotIdOf(await first(scene, { filter: ({ n }) => Number(n) < 6 }));
    await removeCustomer(receivables(), scene.customer('b'), 'deletion', newStamp());
    const ref = scene.customer('x#1');
    const seen = (await storedCustomer(ref)) as CustomerItem;
    const listing = { values: { n: 100 }, order: '9' };
    await updateCustomer(receivables(), ref, seen, { profile: { order: '4', a: 1 }, listing }, newStamp());
    await create(scene.customer('new'), '3');

    const answer = await readPage(scene, snapshotId, 2);

    expect(answer).toMatchObject({
      outcome: 'listed',
      total: 6,
      items: [{ profile: { order: '4', a: 1 } }, { profile: { order: '5' } }],
    });
    expect((answer as Listed).items?.map(({ pk }) => idInKey(pk))).toEqual(['1', 'c']);
  });
});
