import type { Table } from '../../dynamodb/tables.ts';
import { dependentKey, dependentRefOf, type Tenant } from '../keys.ts';
import type { Stamp } from '../stamp.ts';
import { AnswerSize } from './page.ts';
import type { Asked, SnapshotListed } from './paged-list.ts';
import { LIMITS, type ListLimits, type TooLarge, type TooMany } from './request.ts';
import { type NoPage, readSnapshotPage, storeSnapshot } from './snapshots.ts';

/** A list of what is no item of its own, but worked out for each page: sums, groups of items. */
export interface ComputedList<Row, Shown> {
  /** By what its snapshots are told from others'. No item is of this kind. */
  readonly kind: string;
  /** All that is wanted, in order, by ids that are the same for each page. */
  readonly rows: (asked: Asked) => Promise<ComputedRows<Row>> | ComputedRows<Row>;
  /** What the answer has of some of a page's rows, without those that turn out not to be wanted. */
  readonly shown: (rows: readonly Row[], asked: Asked) => Promise<readonly Shown[]> | readonly Shown[];
}

export type ComputedRows<Row> =
  | { readonly outcome: 'computed'; readonly rows: ReadonlyMap<string, Row> }
  | TooMany;

export interface FirstComputedPage {
  /** Rows that are found at most. */
  readonly most: number;
  readonly pageSize: number;
  readonly asked: Asked;
}

/**
 * The first page of such a list. Where there is a second, the ids found are kept.
 * @throws GaveUp when that may not be kept: nobody is told of a page that there may not be
 */
export async function computeFirstPage<Row, Shown>(
  table: Table,
  tenant: Tenant,
  list: ComputedList<Row, Shown>,
  { most, pageSize, asked }: FirstComputedPage,
  stamp: Stamp,
  limits: ListLimits = LIMITS,
): Promise<SnapshotListed<Shown> | TooMany | TooLarge> {
  const computed = await list.rows(asked);
  if (computed.outcome !== 'computed') return computed;
  const ids = [...computed.rows.keys()].slice(0, most);
  const page = await pageOf(list, rowsOf(computed.rows, ids.slice(0, pageSize)), asked, limits);
  if (page.outcome !== 'listed') return page;
  const { items } = page;
  if (ids.length <= pageSize) return { outcome: 'listed', items, total: items.length, pageSize, asked };
  const { kind } = list;
  const keys = ids.map((id) => dependentKey({ ...tenant, kind, id }));
  const snapshotId = await storeSnapshot(table, tenant, { kind, keys, pageSize, asked }, stamp);
  return { outcome: 'listed', items, total: ids.length, pageSize, snapshotId, asked };
}

/** A page of what such a list found: its rows worked out anew, without those that are gone. */
export async function computePage<Row, Shown>(
  table: Table,
  tenant: Tenant,
  list: ComputedList<Row, Shown>,
  { snapshotId, page }: { readonly snapshotId: string; readonly page: number },
  at: Date,
  limits: ListLimits = LIMITS,
): Promise<SnapshotListed<Shown> | NoPage | TooMany | TooLarge> {
  const found = await readSnapshotPage(table, tenant, { kind: list.kind, snapshotId, page }, at);
  if (found.outcome !== 'found') return found;
  const { keys, total, pageSize, asked } = found;
  const computed = await list.rows(asked);
  if (computed.outcome !== 'computed') return computed;
  const ids = keys.map((key) => dependentRefOf(key).id);
  const shown = await pageOf(list, rowsOf(computed.rows, ids), asked, limits);
  return shown.outcome === 'listed'
    ? { outcome: 'listed', items: shown.items, total, pageSize, snapshotId, asked }
    : shown;
}

const rowsOf = <Row>(rows: ReadonlyMap<string, Row>, ids: readonly string[]): Row[] =>
  ids.map((id) => rows.get(id)).filter((row) => row !== undefined);

/** Rows that are shown at a time: behind each there may be many items. */
const PORTION = 25;

async function pageOf<Row, Shown>(
  list: ComputedList<Row, Shown>,
  rows: readonly Row[],
  asked: Asked,
  limits: ListLimits,
): Promise<{ readonly outcome: 'listed'; readonly items: readonly Shown[] } | TooLarge> {
  const items: Shown[] = [];
  const size = new AnswerSize(limits);
  for (let start = 0; start < rows.length; start += PORTION) {
    for (const shown of await list.shown(rows.slice(start, start + PORTION), asked)) {
      if (!size.takes(shown)) return { outcome: 'tooLarge', fitting: items.length };
      items.push(shown);
    }
  }
  return { outcome: 'listed', items };
}
