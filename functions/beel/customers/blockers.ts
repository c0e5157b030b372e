import { GaveUp } from '../../../shared/dynamodb/gave-up.ts';
import type { Table } from '../../../shared/dynamodb/tables.ts';
import { readBlockers } from '../../../shared/receivables/dependents/blockers.ts';
import type { CustomerRef } from '../../../shared/receivables/keys.ts';

/** Some of what refers to a customer, for the details of a refusal: our choice, where the vendor has none. */
export async function blockersOf(table: Table, customer: CustomerRef) {
  const blockers = await readBlockers(table, customer).catch((error) => {
    // The refusal stands without them.
    if (error instanceof GaveUp) return undefined;
    throw error;
  });
  return blockers && { blockers: blockers.map(({ kind, id }) => ({ type: TYPES[kind] ?? 'invoice', id })) };
}

const TYPES: Readonly<Record<string, string>> = { RECURRING_INVOICE: 'recurring_invoice' };
