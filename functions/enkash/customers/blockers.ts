import type { Table } from '../../../shared/dynamodb/tables.ts';
import { ifReadable, readBlockers } from '../../../shared/receivables/dependents/blockers.ts';
import { readDependents } from '../../../shared/receivables/dependents/read-many.ts';
import type { DependentItem } from '../../../shared/receivables/items.ts';
import { type CustomerRef, idInKey } from '../../../shared/receivables/keys.ts';
import { beginning } from '../../../shared/receivables/lists/listing.ts';
import type { Invoice } from '../invoices/invoice.ts';

/** Numbers of some of the live invoices of a customer, or ids of those without a number, for a refusal: our choice. */
export async function blockersOf(table: Table, customer: CustomerRef): Promise<string[]> {
  return (await ifReadable(namesOf(table, customer))) ?? [];
}

async function namesOf(table: Table, customer: CustomerRef): Promise<string[]> {
  const invoices = await readDependents<Invoice>(table, await readBlockers(table, customer));
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
