import type { Effort } from '../../dynamodb/send.ts';
import type { Table } from '../../dynamodb/tables.ts';
import type { CustomerItem } from '../items.ts';
import { type CustomerRef, customerItemKey } from '../keys.ts';
import { fence } from '../repeats/fence.ts';
import type { Stamp } from '../stamp.ts';
import type { RefusedRemoval, RemovalOutcome } from './removal-outcome.ts';

/**
 * What may be answered where a removal was refused: the refusal, once no attempt without an answer can undo it. Such
 * an attempt is shut out even of a customer that is not there, whose number may yet be given to another.
 */
export async function fenceRemoval(
  table: Table,
  ref: CustomerRef,
  refusal: RefusedRemoval,
  stamp: Stamp,
  effort: Effort,
): Promise<RemovalOutcome> {
  if (!effort.unanswered) return refusal;
  const customer = await fence<CustomerItem>(table, customerItemKey(ref), stamp, effort);
  return customer ? { outcome: 'removed', customer } : refusal;
}
