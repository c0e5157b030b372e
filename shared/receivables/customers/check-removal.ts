import type { Table } from '../../dynamodb/tables.ts';
import type { CustomerItem } from '../items.ts';
import type { CustomerRef } from '../keys.ts';
import type { Stamp } from '../stamp.ts';
import { readCustomer } from './read.ts';
import {
  type ConditionalRemovalOutcome,
  classifyRemoval,
  isRemovable,
  type Removal,
} from './removal-outcome.ts';
import type { SeenVersion } from './tag.ts';

export type CheckedRemoval =
  /** Nothing is in the removal's way. */
  { readonly outcome: 'removable'; readonly customer: CustomerItem } | ConditionalRemovalOutcome;

/**
 * What a removal would be told now. It writes nothing and promises nothing: whoever attaches next changes it, so a
 * removal never asks this first.
 */
export async function checkRemoval(
  table: Table,
  ref: CustomerRef,
  removal: Removal,
  stamp: Stamp,
  seen?: SeenVersion,
): Promise<CheckedRemoval> {
  const customer = await readCustomer(table, ref);
  if (customer && isRemovable(customer, removal, stamp, seen)) return { outcome: 'removable', customer };
  return classifyRemoval(customer, removal, stamp, seen);
}
