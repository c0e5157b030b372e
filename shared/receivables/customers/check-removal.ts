import type { Table } from '../../dynamodb/tables.ts';
import type { CustomerItem } from '../items.ts';
import type { CustomerRef } from '../keys.ts';
import type { Stamp } from '../stamp.ts';
import { readCustomer } from './read.ts';
import {
  type ConditionalRemovalOutcome,
  classifyRemoval,
  isHeldByRecurring,
  isRemovable,
  type Removal,
} from './removal-outcome.ts';
import type { SeenVersion } from './tag.ts';

/** Nothing is in the removal's way. */
export interface Removable {
  readonly outcome: 'removable';
  readonly customer: CustomerItem;
}

export type CheckedRemoval = Removable | ConditionalRemovalOutcome;

export interface CheckOptions {
  /** What the removal is to find. */
  readonly seen?: SeenVersion | undefined;
  /** For a customer that recurring invoices alone refer to: whether the removal's `release` would end them all. */
  readonly foresee?: Foresee;
}

export type Foresee = (ref: CustomerRef, customer: CustomerItem) => Promise<boolean>;

/**
 * What a removal would be told now. It writes nothing and promises nothing: whoever attaches next changes it, so a
 * removal never asks this first.
 */
export async function checkRemoval(
  table: Table,
  ref: CustomerRef,
  removal: Removal,
  stamp: Stamp,
  { seen, foresee }: CheckOptions = {},
): Promise<CheckedRemoval> {
  const customer = await readCustomer(table, ref);
  if (customer && isRemovable(customer, removal, stamp, seen)) return { outcome: 'removable', customer };
  return foreseen(ref, classifyRemoval(customer, removal, stamp, seen), foresee);
}

/** A refusal, or what would take its place once the removal has ended what is over. */
export async function foreseen<Refusal extends ConditionalRemovalOutcome>(
  ref: CustomerRef,
  refusal: Refusal,
  foresee: Foresee | undefined,
): Promise<Refusal | Removable> {
  if (!foresee || refusal.outcome !== 'linked' || !isHeldByRecurring(refusal.customer)) return refusal;
  const { customer } = refusal;
  return (await foresee(ref, customer)) ? { outcome: 'removable', customer } : refusal;
}
