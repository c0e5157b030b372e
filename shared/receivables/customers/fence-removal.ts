import type { Effort } from '../../dynamodb/send.ts';
import type { Table } from '../../dynamodb/tables.ts';
import type { CustomerItem } from '../items.ts';
import { type CustomerRef, customerItemKey } from '../keys.ts';
import { fence } from '../repeats/fence.ts';
import type { Stamp } from '../stamp.ts';
import type { ChangedSince, RefusedRemoval, RemovalOutcome } from './removal-outcome.ts';

/**
 * The outcome of a removal that was refused. Where one of its attempts had no answer, that attempt could still remove
 * the customer after the refusal was told, so a fence shuts it out first; and where it has landed by then, the customer
 * is removed and not refused. The fence is set even where there is no customer: one may be created under this id before
 * the attempt arrives.
 */
export async function fenceRemoval<Refusal extends RefusedRemoval | ChangedSince>(
  table: Table,
  ref: CustomerRef,
  refusal: Refusal,
  stamp: Stamp,
  effort: Effort,
): Promise<Refusal | Exclude<RemovalOutcome, RefusedRemoval>> {
  if (!effort.unanswered) return refusal;
  const customer = await fence<CustomerItem>(table, customerItemKey(ref), stamp, effort);
  return customer ? { outcome: 'removed', customer } : refusal;
}
