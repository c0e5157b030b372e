import { type Blockers, blockersOf } from '../../../functions/operator/customers/deletion-preview.ts';
import { linksByKind } from '../../../functions/operator/customers/links-by-kind.ts';
import type { Vendor } from '../../../functions/vendor.ts';
import type { Table } from '../../../shared/dynamodb/tables.ts';
import { readCustomerOrTombstone } from '../../../shared/receivables/customers/read.ts';
import { type HistoryPart, readEntries, recorded } from '../../../shared/receivables/history/read.ts';
import type { CustomerItem } from '../../../shared/receivables/items.ts';
import type { CustomerRef } from '../../../shared/receivables/keys.ts';

/** All that is to be told of a customer, as it is stored now. */
export interface Explained {
  readonly ref: CustomerRef;
  readonly rules: Vendor;
  readonly customer: CustomerItem;
  /** Undefined where there are too many to be counted. */
  readonly kinds: Readonly<Record<string, number>> | undefined;
  /** What a delete would be refused for; undefined where nothing refers to the customer, or it is deleted. */
  readonly held: Blockers | undefined;
  /** The last parts of its history, the oldest first. */
  readonly history: readonly HistoryPart[];
}

/** Entries of the history: with the rest they fit on one screen. */
const MOST_ENTRIES = 8;

/** @returns undefined where nothing of such a customer is stored */
export async function explain(
  table: Table,
  ref: CustomerRef,
  rules: Vendor,
  now: Date,
): Promise<Explained | undefined> {
  const customer = await readCustomerOrTombstone(table, ref, now);
  if (!customer) return undefined;
  const isLinked = !customer.deletion && customer.linkCount !== 0;
  const [kinds, held, history] = await Promise.all([
    linksByKind(table, ref, customer),
    isLinked ? blockersOf(table, ref, customer, rules, now) : undefined,
    lastOfHistory(table, ref, customer),
  ]);
  return { ref, rules, customer, kinds, held, history };
}

async function lastOfHistory(table: Table, ref: CustomerRef, customer: CustomerItem) {
  // One more than is shown: only behind it is it known that nothing is missing.
  const { entries } = await readEntries(table, ref, { most: MOST_ENTRIES + 1, newest: true });
  const isWhole = entries.length <= MOST_ENTRIES;
  const [before] = entries;
  return recorded(isWhole ? entries : entries.slice(1), {
    customer,
    after: isWhole ? undefined : before?.sk,
  });
}
