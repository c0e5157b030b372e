import type { Table } from '../../../shared/dynamodb/tables.ts';
import type { UniqueKey } from '../../../shared/receivables/customers/unique-keys.ts';
import { readOwnOwner } from '../../../shared/receivables/dependents/own-keys.ts';
import { readDependent } from '../../../shared/receivables/dependents/read.ts';
import type { DependentItem } from '../../../shared/receivables/items.ts';
import { dependentKey, type Tenant } from '../../../shared/receivables/keys.ts';
import type { ArItem } from '../ar-items/ar-item.ts';
import { caseless } from '../dialect/identifiers.ts';

/** The unique key of a payment's id. Whoever reserves or makes the payment owns it; it is never free again. */
export const paymentKey = (paymentId: string): UniqueKey => ({
  name: 'PAYMENT',
  value: caseless(paymentId),
  freedByDeletion: false,
});

/** Who has a payment's id. */
export type PaymentHolder =
  | { readonly by: 'nobody' }
  /** It is made already. */
  | { readonly by: 'payment' }
  /** `from` gives it up to the payment. `item` is whose fields the reservation is in, where it is not a customer's own. */
  | { readonly by: 'reservation'; readonly from: string; readonly item?: DependentItem<ArItem> };

export async function readPaymentHolder(
  table: Table,
  tenant: Tenant,
  paymentId: string,
): Promise<PaymentHolder> {
  const owner = await readOwnOwner(table, tenant, paymentKey(paymentId));
  if (!owner) return { by: 'nobody' };
  const from = dependentKey(owner);
  const item = owner.kind === 'AR_ITEM' ? await readDependent<ArItem>(table, owner) : undefined;
  if (item?.fields.paymentId !== undefined && isSame(item.fields.paymentId, paymentId))
    return { by: 'payment' };
  return { by: 'reservation', from, ...(item && { item }) };
}

export const isSame = (paymentId: string, other: string): boolean => caseless(paymentId) === caseless(other);

/** An AR item without its reservation of a payment, which is made. */
export function withoutReservation(item: ArItem, paymentId: string): ArItem {
  const { reservations = [], ...others } = item;
  const left = reservations.filter((reservation) => !isSame(reservation.paymentId, paymentId));
  if (left.length === reservations.length) return item;
  return { ...others, ...(left.length > 0 && { reservations: left }) };
}
