import { newEffort, nextRound } from '../../../shared/dynamodb/send.ts';
import type { Table } from '../../../shared/dynamodb/tables.ts';
import { attachUniqueDependent } from '../../../shared/receivables/dependents/attach.ts';
import { updateDependent } from '../../../shared/receivables/dependents/update.ts';
import type { CustomerItem } from '../../../shared/receivables/items.ts';
import type { Tenant } from '../../../shared/receivables/keys.ts';
import type { Stamp } from '../../../shared/receivables/stamp.ts';
import type { ArItem } from '../ar-items/ar-item.ts';
import { listingOf } from '../ar-items/ar-item-listing.ts';
import type { Customer } from '../customers/customer.ts';
import { readBooks } from '../ledger/books.ts';
import { paymentKey, readPaymentHolder } from '../ledger/payment-id.ts';
import { postEarlier } from '../ledger/post-earlier.ts';
import { findTarget, type TargetFound, targetIn } from '../ledger/target.ts';
import { type Reserved, type Reserving, reservationOf, reserve, stored } from './payment-reservation.ts';
import type { Requested } from './payment-reservation-request.ts';

export type ReservationOutcome =
  | { readonly outcome: 'reserved'; readonly reserved: Reserved }
  | Exclude<TargetFound, { outcome: 'found' }>
  /** A payment, a refund or a reservation has this id already. */
  | { readonly outcome: 'duplicate' }
  | (Exclude<Reserving, { outcome: 'reserved' }> & { readonly item: ArItem });

/** The day until which a reservation counts, and the one on which it is made. */
export interface Days {
  readonly validUntil: string;
  readonly today: string;
}

/** Reserves a payment for an AR item, or for a customer where the request names no item. */
export async function reservePayment(
  table: Table,
  tenant: Tenant,
  requested: Requested,
  { validUntil, today }: Days,
  stamp: Stamp,
): Promise<ReservationOutcome> {
  const effort = newEffort(table);
  for (;;) {
    const [found, holder] = await Promise.all([
      findTarget(table, tenant, targetIn(requested)),
      readPaymentHolder(table, tenant, requested.paymentId),
    ]);
    if (found.outcome !== 'found') return found;
    if (holder.by !== 'nobody') return { outcome: 'duplicate' };
    const { customer } = found;
    if (!found.item) return reserveForCustomer(table, tenant, requested, customer, validUntil, stamp);
    const seen = await postEarlier(table, found.item, stamp);
    const result = reserve(seen.fields, requested, validUntil, today);
    if (result.outcome !== 'reserved') return { ...result, item: seen.fields };
    const { item, reservation } = result;
    const change = {
      ...{ fields: item, listing: listingOf(item) },
      uniqueKey: { to: paymentKey(reservation.paymentId) },
    };
    const { outcome } = await updateDependent(table, seen, change, stamp);
    if (outcome === 'updated')
      return { outcome: 'reserved', reserved: { customer, reservation, currency: item.currency, item } };
    await nextRound(effort, `reserving of AR item ${item.arItemId}, which met ${outcome}`);
  }
}

async function reserveForCustomer(
  table: Table,
  tenant: Tenant,
  requested: Requested,
  customer: CustomerItem<Customer>,
  validUntil: string,
  stamp: Stamp,
): Promise<ReservationOutcome> {
  const { currency } = await readBooks(table, tenant);
  const reserved: Reserved = {
    customer,
    reservation: reservationOf(requested, requested.amount as number, validUntil),
    currency: requested.currency || customer.profile?.currency || currency,
  };
  const { outcome } = await attachUniqueDependent(table, stored(tenant, reserved), stamp);
  return outcome === 'attached' ? { outcome: 'reserved', reserved } : { outcome: 'duplicate' };
}
