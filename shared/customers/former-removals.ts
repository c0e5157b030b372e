import type { CustomerItem, Stamp } from './items.ts';

/** Milliseconds: twice API Gateway's longest request, so no handler still repeats a removal older than this. */
const REPEATS_END_AFTER = 60_000;

/**
 * The request ids that a customer must remember when it comes back after `removal`. A removal whose answer was lost is
 * repeated by its handler, perhaps only after the customer came back; the repeat then finds its own id here and is
 * done, instead of removing the customer a second time.
 */
export function formerRemovals(removed: CustomerItem, removal: Stamp, { at }: Stamp): ReadonlySet<string> {
  const recent = Date.parse(at) - Date.parse(removal.at) < REPEATS_END_AFTER;
  return new Set([...(recent ? (removed.formerRemovals ?? []) : []), removal.requestId]);
}
