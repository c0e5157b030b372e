import { decimal } from '../../../shared/fields/money.ts';
import type { NewUniqueDependent } from '../../../shared/receivables/dependents/attachment.ts';
import type { CustomerItem } from '../../../shared/receivables/items.ts';
import type { Tenant } from '../../../shared/receivables/keys.ts';
import { type ArItem, type Reservation, remaining, reserved } from '../ar-items/ar-item.ts';
import { caseless, numbersOf } from '../dialect/identifiers.ts';
import { paymentKey } from '../ledger/payment-id.ts';
import type { Requested } from './payment-reservation-request.ts';
import type { Answered } from './payment-reservation-response.ts';

/** A payment that is reserved for an AR item, or for a customer alone. */
export interface Reserved {
  readonly customer: CustomerItem<object>;
  readonly reservation: Reservation;
  readonly currency: string;
  /** The AR item with the reservation. */
  readonly item?: ArItem;
}

/** Reservations that count on an AR item at a time. Our choice: they are kept in it. */
const MOST = 20;

export type Reserving =
  | { readonly outcome: 'reserved'; readonly item: ArItem; readonly reservation: Reservation }
  | { readonly outcome: 'currencyMismatch' }
  | { readonly outcome: 'tooMany' }
  /** @param free what is left of the item and not reserved */
  | { readonly outcome: 'exceeds'; readonly free: number };

/** Reserves of an AR item. Reservations that are over are taken off it. */
export function reserve(item: ArItem, requested: Requested, validUntil: string, today: string): Reserving {
  const open = (item.reservations ?? []).filter((each) => each.validUntil >= today);
  const free = decimal(remaining(item)).minus(reserved(open, today)).toNumber();
  const { amount = free, currency } = requested;
  if (currency && caseless(currency) !== caseless(item.currency)) return { outcome: 'currencyMismatch' };
  if (open.length >= MOST) return { outcome: 'tooMany' };
  if (amount > free || free <= 0) return { outcome: 'exceeds', free: Math.max(0, free) };
  const reservation = reservationOf(requested, amount, validUntil);
  return { outcome: 'reserved', item: { ...item, reservations: [...open, reservation] }, reservation };
}

export const reservationOf = (
  { paymentId, text }: Requested,
  amount: number,
  validUntil: string,
): Reservation => ({ paymentId, amount, validUntil, ...(text && { text }) });

/**
 * What is written for a customer's own reservation. It refers to nobody in the guard's sense, so it keeps no customer
 * from being deleted, and lapses with it. Whether it was paid tells who has the payment's key.
 */
export const stored = (
  tenant: Tenant,
  { customer, reservation, currency }: Reserved,
): NewUniqueDependent => ({
  ref: { ...tenant, kind: 'PAYMENT_RESERVATION', id: caseless(reservation.paymentId) },
  fields: { ...reservation, currency, customerNo: customer.reference.customerNo },
  uniqueKey: paymentKey(reservation.paymentId),
});

/** @param today what reservations still count on */
export function shown(
  clientNo: number,
  { customer, reservation, currency, item }: Reserved,
  today: string,
): Answered {
  const { paymentId, amount, validUntil } = reservation;
  return {
    status: 'PROCESSED',
    result: 'CREATED',
    message: 'Payment reservation created',
    ...numbersOf(clientNo, customer),
    ...{ paymentId, amount, currency, validUntil },
    ...(item && { arItemId: item.arItemId }),
    ...(item?.documentNo !== undefined && { documentNo: item.documentNo }),
    ...(item && { reservedAmount: reserved(item.reservations, today) }),
  };
}
