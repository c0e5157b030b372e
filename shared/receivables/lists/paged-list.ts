import type { Table } from '../../dynamodb/tables.ts';
import type { Tenant } from '../keys.ts';
import type { Stamp } from '../stamp.ts';
import { listedKeys } from './listed-keys.ts';
import { pageOf } from './page.ts';
import {
  LIMITS,
  type ListedItem,
  type ListLimits,
  type ListRequest,
  type TooLarge,
  type TooMany,
} from './request.ts';
import { listKeysOf } from './rows.ts';
import { type NoPage, readSnapshotPage, storeSnapshot } from './snapshots.ts';

/** What the dialect wants to know again with each page, as the first was asked for it. */
export type Asked = Readonly<Record<string, unknown>>;

/** A page of a list whose pages are those of a snapshot. */
export interface SnapshotListed<Item> {
  readonly outcome: 'listed';
  readonly items: readonly Item[];
  /** Items that the list found, on all pages together. */
  readonly total: number;
  readonly pageSize: number;
  /** By what the other pages are read, where there are any. */
  readonly snapshotId?: string;
  readonly asked: Asked;
}

/** How the items of a page are shown. */
interface HowShown<Item> {
  /** Sees the items, some of the page's together, before they are confirmed and shown: to read what is beside them. */
  readonly beside?: ((items: readonly Item[], asked: Asked) => Promise<void>) | undefined;
  /** What the answer has of an item; the item without it. */
  readonly shown?: ((item: Item, asked: Asked) => unknown) | undefined;
}

export interface FirstPageRequest<Item>
  extends Omit<ListRequest<Item>, 'offset' | 'limit' | 'looked' | 'shown'>,
    HowShown<Item> {
  /** Items that are found at most. */
  readonly most: number;
  readonly pageSize: number;
  readonly asked?: Asked;
}

/**
 * Lists items of a tenant, and keeps what it found where there is a second page.
 * @throws GaveUp when that may not be kept: nobody is told of a page that there may not be
 */
export async function listFirstPage<Item extends ListedItem>(
  table: Table,
  tenant: Tenant,
  { most, pageSize, asked = {}, ...wanted }: FirstPageRequest<Item>,
  stamp: Stamp,
  limits: ListLimits = LIMITS,
): Promise<SnapshotListed<Item> | TooMany | TooLarge> {
  const request = { ...wanted, ...shownFor(wanted, asked) };
  const found = await listedKeys(table, tenant, { ...request, limit: most }, limits);
  if (found.outcome !== 'found') return found;
  const { keys } = found;
  const page = await itemsOf(table, tenant, request, keys.slice(0, pageSize), limits);
  if (page.outcome !== 'listed') return page;
  const { items } = page;
  if (keys.length <= pageSize) return { outcome: 'listed', items, total: items.length, pageSize, asked };
  const snapshotId = await storeSnapshot(table, tenant, { kind: request.kind, keys, pageSize, asked }, stamp);
  return { outcome: 'listed', items, total: keys.length, pageSize, snapshotId, asked };
}

interface PageRequest<Item> extends Pick<ListRequest<Item>, 'kind' | 'states'>, HowShown<Item> {
  readonly snapshotId: string;
  readonly page: number;
}

/** A page of what a list found: its items as they are now, without those that are gone. */
export async function listPage<Item extends ListedItem>(
  table: Table,
  tenant: Tenant,
  request: PageRequest<Item>,
  at: Date,
  limits: ListLimits = LIMITS,
): Promise<SnapshotListed<Item> | NoPage | TooLarge> {
  const found = await readSnapshotPage(table, tenant, request, at);
  if (found.outcome !== 'found') return found;
  const { keys, total, pageSize, asked } = found;
  const { kind, states } = request;
  const page = await itemsOf(table, tenant, { kind, states, ...shownFor(request, asked) }, keys, limits);
  return page.outcome === 'listed'
    ? { outcome: 'listed', items: page.items, total, pageSize, snapshotId: request.snapshotId, asked }
    : page;
}

/** The same in the terms of a list, which does not know what was asked. */
const shownFor = <Item>(
  { beside, shown, confirm }: HowShown<Item> & Pick<ListRequest<Item>, 'confirm'>,
  asked: Asked,
) => ({
  shown: shown && ((item: Item) => shown(item, asked)),
  async confirm(items: readonly Item[]) {
    await beside?.(items, asked);
    return confirm ? confirm(items) : items;
  },
});

const itemsOf = <Item extends ListedItem>(
  table: Table,
  tenant: Tenant,
  request: Omit<ListRequest<Item>, 'offset' | 'limit'>,
  keys: readonly string[],
  limits: ListLimits,
) => {
  const whole = { ...request, offset: 0, limit: keys.length };
  const asked = { table, request: whole, limits, listKeys: new Set(listKeysOf(tenant, request)) };
  return pageOf<Item>(
    asked,
    keys.map((pk) => ({ value: '', pk })),
  );
};
