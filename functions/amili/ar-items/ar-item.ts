import { instant } from '../../../shared/fields/dates.ts';
import { sum } from '../../../shared/fields/money.ts';
import type { CustomerItem, DependentItem } from '../../../shared/receivables/items.ts';
import { type DependentRef, dependentRefOf, type Tenant } from '../../../shared/receivables/keys.ts';
import { numbersOf } from '../dialect/identifiers.ts';
import { documentRef, documentUuid } from '../documents/document-ids.ts';
import type { Answered } from './ar-item-response.ts';

/** What one AR item has settled of another. Both have one, with opposite amounts. */
export interface Settlement {
  readonly date: string;
  /** Signed: what is left of the item comes closer to 0 by it. */
  readonly amount: number;
  /** The other item. */
  readonly arItemId: number;
  /** The voucher of the event that settled. */
  readonly voucherNo?: number;
}

/** An announced payment: it warns others, and blocks none. */
export interface Reservation {
  readonly paymentId: string;
  readonly amount: number;
  /** The last day on which it counts. */
  readonly validUntil: string;
  readonly text?: string;
}

/** An AR item's fields as they are stored, once it is posted. */
export interface ArItem {
  readonly arItemId: number;
  readonly customerNo: string;
  readonly documentNo?: string;
  readonly arItemType: string;
  readonly postingDate: string;
  readonly dueDate: string;
  readonly currency: string;
  /** Debit is positive, credit negative. What is left of it follows from the settlements, and is not stored. */
  readonly originalAmount: number;
  readonly settlements?: readonly Settlement[];
  readonly reservations?: readonly Reservation[];
  /** What all credit notes of it come to: more than they have settled, where it was paid before. */
  readonly creditedAmount?: number;
  /** Who changed it last, in the client's own terms: stored but not shown, as of customers. */
  readonly metadata?: { readonly userId?: string | undefined };
  readonly kid?: string;
  readonly referenceNo?: string;
  readonly ledgerNote?: string;
  readonly stopReminderUntil?: string;
  readonly stopDebtCollectionUntil?: string;
  readonly stopInterestCalcUntil?: string;
  readonly paymentId?: string;
  readonly voucherNo?: number;
}

/** An AR item as version 0.5.0 and earlier stored it: `npm run relist` posts it. */
export interface UnpostedArItem {
  readonly arItemId: number;
  readonly customerNo: string;
  readonly documentNo: string;
}

export const isPosted = (item: DependentItem<ArItem | UnpostedArItem>): item is DependentItem<ArItem> =>
  'originalAmount' in item.fields;

export const arItemRef = ({ vendor, tenant }: Tenant, arItemId: number): DependentRef => ({
  ...{ vendor, tenant, kind: 'AR_ITEM' },
  id: String(arItemId),
});

/** What is left of an item, on a day or now: its amount and the settlements until then. Debit is positive, credit negative. */
export const remaining = (
  { originalAmount, settlements = [] }: Pick<ArItem, 'originalAmount' | 'settlements'>,
  asOf?: string,
): number =>
  sum([
    originalAmount,
    ...settlements.filter(({ date }) => asOf === undefined || date <= asOf).map(({ amount }) => amount),
  ]).toNumber();

/** @param today what reservations still count on */
export function shown(
  clientNo: number,
  item: DependentItem<ArItem | UnpostedArItem>,
  customer: CustomerItem<object>,
  today: string,
): Answered {
  const { arItemId, documentNo } = item.fields;
  const document = documentNo !== undefined && {
    documentNo,
    documentUuid: documentUuid(documentRef(dependentRefOf(item.pk), documentNo)),
  };
  return {
    arItemId,
    ...numbersOf(clientNo, customer),
    ...document,
    ...(isPosted(item) && amountsOf(item.fields, today)),
    createdDateTime: instant(item.creation.at),
  };
}

function amountsOf(item: ArItem, today: string) {
  const { arItemId: _, customerNo: __, documentNo: ___, settlements: ____, ...others } = item;
  const { reservations, creditedAmount: _____, metadata: ______, ...fields } = others;
  const left = remaining(item);
  return {
    ...fields,
    arItemStatus: left === 0 ? ('SETTLED' as const) : ('OPEN' as const),
    remainingAmount: left,
    reservedAmount: reserved(reservations, today),
  };
}

/** What is reserved of an item on a day. */
export const reserved = (reservations: readonly Reservation[] = [], today: string): number =>
  sum(reservations.filter(({ validUntil }) => validUntil >= today).map(({ amount }) => amount)).toNumber();
