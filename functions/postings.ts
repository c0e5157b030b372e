import type { Table } from '../shared/dynamodb/tables.ts';
import type { DependentItem } from '../shared/receivables/items.ts';
import type { Stamp } from '../shared/receivables/stamp.ts';
import { postEarlier } from './amili/ledger/post-earlier.ts';

/**
 * What older versions stored without posting it, by vendor and kind: each function posts such an item, once, and gives it
 * its place in lists by the same write.
 */
export type Postings = Readonly<
  Record<
    string,
    Readonly<Record<string, (table: Table, item: DependentItem<never>, stamp: Stamp) => Promise<unknown>>>
  >
>;

export const postings: Postings = { amili: { AR_ITEM: postEarlier } };
