import type { CustomerItem, Stamp } from './items.ts';

/** The stamp that a removal sets: deactivated customers stay visible, deleted ones are gone for every route. */
export type Removal = 'deactivation' | 'deletion';

/** Why a customer was not removed by this write. `linked` without a count: the count is unknown, and unknown refuses. */
export type RefusedRemoval =
  | { readonly outcome: 'removed'; readonly customer: CustomerItem }
  | { readonly outcome: 'notFound' }
  | { readonly outcome: 'alreadyDeactivated'; readonly customer: CustomerItem }
  | { readonly outcome: 'linked'; readonly customer: CustomerItem; readonly linkCount?: number };

/**
 * Tells from the item that a removal's condition met what became of it.
 * @throws when nothing in the item explains the refusal
 */
export function classifyRemoval(
  old: CustomerItem | undefined,
  removal: Removal,
  { requestId }: Stamp,
): RefusedRemoval {
  if (!old) return { outcome: 'notFound' };
  if (old[removal]?.requestId === requestId || old.formerRemovals?.has(requestId)) {
    return { outcome: 'removed', customer: old };
  }
  if (old.deletion) return { outcome: 'notFound' };
  if (removal === 'deactivation' && old.deactivation) return { outcome: 'alreadyDeactivated', customer: old };
  if (old.linkCount === undefined) return { outcome: 'linked', customer: old };
  if (old.linkCount > 0) return { outcome: 'linked', customer: old, linkCount: old.linkCount };
  throw new Error(`nothing explains why the ${removal} of ${old.pk} was refused: linkCount ${old.linkCount}`);
}

/** Whether a removal's condition holds for the item. */
export function isRemovable(customer: CustomerItem, removal: Removal, { requestId }: Stamp): boolean {
  const removed = customer.deletion ?? (removal === 'deactivation' ? customer.deactivation : undefined);
  return customer.linkCount === 0 && !removed && !customer.formerRemovals?.has(requestId);
}
