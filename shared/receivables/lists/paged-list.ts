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

/** A page of a list whose pages are those of a snapshot. */
export interface SnapshotListed<Item> {
  readonly outcome: 'listed';
  readonly items: readonly Item[];
  /** Items that the list found, on all pages together. */
  readonly total: number;
  readonly pageSize: number;
  /** By what the other pages are read, where there are any. */
  readonly snapshotId?: string;
  readonly asked: Readonly<Record<string, unknown>>;
}

export interface FirstPageRequest<Item> extends Omit<ListRequest<Item>, 'offset' | 'limit' | 'looked'> {
  /** Items that are found at most. */
  readonly most: number;
  readonly pageSize: number;
  /** What the dialect wants to know again with the other pages. */
  readonly asked?: Readonly<Record<string, unknown>>;
}

/**
 * Lists items of a tenant, and keeps what it found where there is a second page.
 * @throws GaveUp when that may not be kept: nobody is told of a page that there may not be
 */
export async function listFirstPage<Item extends ListedItem>(
  table: Table,
  tenant: Tenant,
  { most, pageSize, asked = {}, ...request }: FirstPageRequest<Item>,
  stamp: Stamp,
  limits: ListLimits = LIMITS,
): Promise<SnapshotListed<Item> | TooMany | TooLarge> {
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

interface PageRequest<Item> extends Pick<ListRequest<Item>, 'kind' | 'states'> {
  /** Sees the items, some of the page's together, before they are shown: to read what is shown beside them. */
  readonly beside?:
    | ((items: readonly Item[], asked: SnapshotListed<Item>['asked']) => Promise<void>)
    | undefined;
  readonly snapshotId: string;
  readonly page: number;
  /** What the answer has of an item, by what the first page was asked for. */
  readonly shown: (item: Item, asked: SnapshotListed<Item>['asked']) => unknown;
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
  const shown = (item: Item) => request.shown(item, asked);
  const confirm = async (items: readonly Item[]) => {
    await request.beside?.(items, asked);
    return items;
  };
  const page = await itemsOf(table, tenant, { kind, states, shown, confirm }, keys, limits);
  return page.outcome === 'listed'
    ? { outcome: 'listed', items: page.items, total, pageSize, snapshotId: request.snapshotId, asked }
    : page;
}

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
