import type { Table } from '../../../shared/dynamodb/tables.ts';
import { ifReadable, readBlockers } from '../../../shared/receivables/dependents/blockers.ts';
import type { CustomerRef } from '../../../shared/receivables/keys.ts';

/** Some of what refers to a customer, by kind and id, for a refusal: our choice. */
export async function blockersOf(table: Table, customer: CustomerRef): Promise<string[]> {
  const blockers = (await ifReadable(readBlockers(table, customer))) ?? [];
  return blockers.map(({ kind, id }) => `${KINDS[kind] ?? kind} ${id}`).sort();
}

const KINDS: Readonly<Record<string, string>> = {
  DOCUMENT: 'document',
  AR_ITEM: 'AR item',
  // The document refers to the customer as its second one.
  SUB_CUSTOMER: 'sub-customer of document',
};
