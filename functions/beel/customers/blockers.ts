import type { Table } from '../../../shared/dynamodb/tables.ts';
import { ifReadable, readBlockers } from '../../../shared/receivables/dependents/blockers.ts';
import type { CustomerRef } from '../../../shared/receivables/keys.ts';

/** Some of what refers to a customer, for the details of a refusal: our choice, where the vendor has none. */
export async function blockersOf(table: Table, customer: CustomerRef) {
  const blockers = await ifReadable(readBlockers(table, customer));
  return blockers && { blockers: blockers.map(({ kind, id }) => ({ type: TYPES[kind] ?? 'invoice', id })) };
}

const TYPES: Readonly<Record<string, string>> = { RECURRING_INVOICE: 'recurring_invoice' };
