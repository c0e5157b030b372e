import { GaveUp } from '../../../shared/dynamodb/gave-up.ts';
import { readItems } from '../../../shared/dynamodb/read-items.ts';
import type { Table } from '../../../shared/dynamodb/tables.ts';
import { readBlockers } from '../../../shared/receivables/dependents/blockers.ts';
import type { DependentItem } from '../../../shared/receivables/items.ts';
import { type CustomerRef, dependentItemKey, idInKey } from '../../../shared/receivables/keys.ts';
import type { Invoice } from '../invoices/invoice.ts';

/** Numbers of some of the live invoices of a customer, or ids of those without a number, for a refusal: our choice. */
export async function blockersOf(table: Table, customer: CustomerRef): Promise<string[]> {
  try {
    const keys = (await readBlockers(table, customer)).map(dependentItemKey);
    const invoices = await readItems<DependentItem<Invoice>>(table, keys);
    return [...invoices.values()]
      .filter(({ deletion }) => !deletion)
      .map(nameOf)
      .sort();
  } catch (error) {
    // The refusal stands without them.
    if (error instanceof GaveUp) return [];
    throw error;
  }
}

/** The vendor has no limit for a number: one may be as long as a request. */
const MOST_CHARACTERS = 60;

function nameOf({ pk, fields: { invoiceNumber = '' } }: DependentItem<Invoice>): string {
  const start = invoiceNumber.slice(0, MOST_CHARACTERS);
  if (start.trim() === '') return idInKey(pk);
  return start === invoiceNumber ? start : `${start.replace(HALF_A_PAIR, '')}…`;
}

/** What a cut leaves of a character that takes two places. */
const HALF_A_PAIR = /[\uD800-\uDBFF]$/;
