import type { Table } from '../../../shared/dynamodb/tables.ts';
import { ifReadable } from '../../../shared/receivables/dependents/blockers.ts';
import { readDependents } from '../../../shared/receivables/dependents/read-many.ts';
import type { DependentItem } from '../../../shared/receivables/items.ts';
import { type DependentRef, idInKey } from '../../../shared/receivables/keys.ts';
import { beginning } from '../../../shared/receivables/lists/folded.ts';
import type { Invoice } from '../invoices/invoice.ts';

/** Numbers of those invoices that are live, or ids of those without a number, for a refusal: our choice. */
export async function namesOf(table: Table, blockers: readonly DependentRef[] = []): Promise<string[]> {
  const invoices = (await ifReadable(readDependents<Invoice>(table, blockers))) ?? new Map();
  return [...invoices.values()]
    .filter(({ deletion }) => !deletion)
    .map(nameOf)
    .sort();
}

/** The vendor has no limit for a number: one may be as long as a request. */
const MOST_CHARACTERS = 60;

function nameOf({ pk, fields: { invoiceNumber = '' } }: DependentItem<Invoice>): string {
  const start = beginning(invoiceNumber, MOST_CHARACTERS);
  if (start.trim() === '') return idInKey(pk);
  return start === invoiceNumber ? start : `${start}…`;
}
