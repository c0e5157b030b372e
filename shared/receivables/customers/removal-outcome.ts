import type { CustomerItem } from '../items.ts';
import type { CustomerRef } from '../keys.ts';
import { listKey } from '../lists/listing.ts';
import { isDone } from '../repeats/settled-requests.ts';
import type { Stamp } from '../stamp.ts';
import { isAsSeen, type SeenVersion } from './tag.ts';

/** The stamp that a removal sets: deactivated customers stay visible, deleted ones are gone for every route. */
export type Removal = 'deactivation' | 'deletion';

/** Why a customer was not removed. `linked` without a count: the count is unknown, and unknown refuses. */
export type RefusedRemoval =
  | { readonly outcome: 'notFound' }
  | { readonly outcome: 'alreadyDeactivated'; readonly customer: CustomerItem }
  | { readonly outcome: 'protected'; readonly customer: CustomerItem }
  | { readonly outcome: 'linked'; readonly customer: CustomerItem; readonly linkCount?: number };

/** The customer is no longer the one that the caller has seen. */
export interface ChangedSince {
  readonly outcome: 'changed';
  readonly customer: CustomerItem;
}

/** What became of a removal. `customer` is the item before it, or after it where an unanswered attempt did it. */
export type RemovalOutcome =
  | { readonly outcome: 'removed'; readonly customer: CustomerItem }
  | RefusedRemoval;

export type ConditionalRemovalOutcome = RemovalOutcome | ChangedSince;

/**
 * What became of a removal whose condition failed, told from the item that the condition was checked against. Of several
 * reasons the one is told that stays when the others are cleared away.
 * @param seen what the removal was to find
 * @throws when nothing in the item explains the refusal
 */
export function classifyRemoval(
  old: CustomerItem | undefined,
  removal: Removal,
  stamp: Stamp,
): RemovalOutcome;
export function classifyRemoval(
  old: CustomerItem | undefined,
  removal: Removal,
  stamp: Stamp,
  seen: SeenVersion | undefined,
): ConditionalRemovalOutcome;
export function classifyRemoval(
  old: CustomerItem | undefined,
  removal: Removal,
  stamp: Stamp,
  seen?: SeenVersion,
): ConditionalRemovalOutcome {
  if (!old) return { outcome: 'notFound' };
  if (old[removal]?.requestId === stamp.requestId || isDone(old, stamp)) {
    return { outcome: 'removed', customer: old };
  }
  if (old.deletion) return { outcome: 'notFound' };
  if (!isAsSeen(old, seen)) return { outcome: 'changed', customer: old };
  if (removal === 'deactivation' && old.deactivation) return { outcome: 'alreadyDeactivated', customer: old };
  if (old.protection) return { outcome: 'protected', customer: old };
  if (old.linkCount === undefined) return { outcome: 'linked', customer: old };
  if (old.linkCount > 0) return { outcome: 'linked', customer: old, linkCount: old.linkCount };
  throw new Error(`nothing explains why the ${removal} of ${old.pk} was refused: linkCount ${old.linkCount}`);
}

/** Whether recurring invoices alone refer to a customer. */
export const isHeldByRecurring = ({ linkCount = 0, recurringCount = 0 }: CustomerItem): boolean =>
  linkCount > 0 && linkCount === recurringCount;

/** Where lists have a customer after its removal. The key follows from the ref, so that nothing need be read. */
export const listKeyAfter = (ref: CustomerRef, removal: Removal): string =>
  listKey(ref, 'CUSTOMER', removal === 'deletion' ? 'DELETED' : 'INACTIVE');

/** Whether a removal's condition holds for the item. */
export function isRemovable(
  customer: CustomerItem,
  removal: Removal,
  stamp: Stamp,
  seen?: SeenVersion,
): boolean {
  const removed = customer.deletion ?? (removal === 'deactivation' ? customer.deactivation : undefined);
  const isFree = customer.linkCount === 0 && !customer.protection;
  return isFree && !removed && !isDone(customer, stamp) && isAsSeen(customer, seen);
}
