import type { Table } from '../../shared/dynamodb/tables.ts';
import { type DependentUpdateOutcome, updateDependent } from '../../shared/receivables/dependents/update.ts';
import type { DependentItem } from '../../shared/receivables/items.ts';
import type { CustomerRef } from '../../shared/receivables/keys.ts';
import type { Stamp } from '../../shared/receivables/stamp.ts';

/** Makes a dependent refer to another customer, or to none, and leaves its fields as they are. */
export async function moveDependent(
  table: Table,
  seen: DependentItem,
  customer: CustomerRef | null,
  stamp: Stamp,
): Promise<DependentUpdateOutcome['outcome']> {
  const { outcome } = await updateDependent(table, seen, { fields: seen.fields, customer }, stamp);
  return outcome;
}
