import { readItems } from '../../../shared/dynamodb/read-items.ts';
import type { Table } from '../../../shared/dynamodb/tables.ts';
import { readDependents } from '../../../shared/receivables/dependents/read-many.ts';
import type { DependentItem } from '../../../shared/receivables/items.ts';
import { dependentRefOf, type Tenant } from '../../../shared/receivables/keys.ts';
import { eachListedRow } from '../../../shared/receivables/lists/listed-rows.ts';
import { compareTexts } from '../../../shared/receivables/lists/order.ts';
import type { TooMany } from '../../../shared/receivables/lists/request.ts';
import { all, hasTexts, marked, seconds, type Wanted } from '../../../shared/receivables/lists/row-values.ts';
import type { Document } from '../documents/document.ts';
import { documentBundleId, ownBundleId } from '../documents/document-ids.ts';
import { textsOf, type Values } from '../documents/document-listing.ts';
import type { DocumentBundle } from './document-bundle.ts';

/** A bundle as the rows of its documents tell of it. */
export interface BundleRow {
  readonly id: number;
  /** Keys of its documents. */
  readonly keys: Set<string>;
  /** When the first of them was stored, in whole seconds since 1970. */
  created?: number | undefined;
}

export type BundleRows = { readonly outcome: 'found'; readonly bundles: readonly BundleRow[] } | TooMany;

/**
 * The bundles of a client's documents, in the order of their ids. A bundle has no item of its own, which every document
 * of a batch would have to change: what is wanted of one is the same for all its documents.
 */
export async function bundleRows(table: Table, tenant: Tenant, wanted: Wanted): Promise<BundleRows> {
  const bundles = new Map<number, BundleRow>();
  const request = {
    kind: 'DOCUMENT',
    states: ['LIVE'],
    filter: all<Values>([marked(wanted)]),
  } as const;
  const result = await eachListedRow(table, tenant, request, ({ pk, listed }) => {
    const { bundle, created } = listed as Values;
    const id = bundle ?? ownBundleId(dependentRefOf(pk));
    const row: BundleRow = bundles.get(id) ?? { id, keys: new Set() };
    row.keys.add(pk);
    if (created !== undefined) row.created = Math.min(created, row.created ?? created);
    bundles.set(id, row);
  });
  return result.outcome === 'tooMany'
    ? result
    : { outcome: 'found', bundles: [...bundles.values()].sort((a, b) => a.id - b.id) };
}

/** Keys that are read at a time. */
const PORTION = 2_000;

/** Rows that version 0.5.0 wrote do not tell when their documents were stored: those do. */
export async function readCreated(table: Table, rows: readonly BundleRow[]): Promise<void> {
  const unknown = rows.filter(({ created }) => created === undefined);
  for (let start = 0; start < unknown.length; start += PORTION) {
    const portion = unknown.slice(start, start + PORTION);
    const keys = portion.flatMap((row) => [...row.keys]).map((pk) => ({ pk, sk: 'DOCUMENT' }));
    const found = await readItems<Pick<DependentItem, 'pk' | 'sk' | 'creation'>>(table, keys, [
      'pk',
      'creation',
    ]);
    for (const row of portion) {
      const times = [...row.keys].map((key) => found.get(key)?.creation.at).filter((at) => at !== undefined);
      if (times.length > 0) row.created = Math.min(...times.map(seconds));
    }
  }
}

/** The bundles themselves, without those that rows have only taken for wanted ones. */
export async function readBundles(
  table: Table,
  rows: readonly BundleRow[],
  wanted: Wanted,
): Promise<DocumentBundle[]> {
  const found = await readDependents<Document>(
    table,
    rows.flatMap(({ keys }) => [...keys].map(dependentRefOf)),
  );
  const bundles = rows.map(({ id, keys }) => {
    const items = [...keys].map((key) => found.get(key)).filter((item) => item !== undefined);
    const documents = items
      .filter(({ pk, fields }) => {
        const ref = dependentRefOf(pk);
        return documentBundleId(ref, fields) === id && hasTexts(wanted, textsOf(ref, fields));
      })
      .sort((a, b) => compareTexts(a.listOrder ?? '', b.listOrder ?? ''));
    return { documentBundleId: id, documents };
  });
  return bundles.filter(({ documents }) => documents.length > 0);
}
