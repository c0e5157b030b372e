import { daysAfter } from '../../../shared/fields/dates.ts';
import type { CustomerItem, DependentItem } from '../../../shared/receivables/items.ts';
import { type ArItem, remaining } from '../ar-items/ar-item.ts';
import type { Customer } from '../customers/customer.ts';
import { caseless } from '../dialect/identifiers.ts';
import type { Books } from '../ledger/books.ts';
import type { LedgerEvent } from '../ledger/event.ts';
import { isClosed } from '../ledger/open-period.ts';
import type { PaymentHolder } from '../ledger/payment-id.ts';
import { MOST_SETTLEMENTS } from '../ledger/settlement.ts';
import { namesItem, type TargetFound } from '../ledger/target.ts';
import { targetOf } from './auto-posting-rules.ts';
import type { AutoPosting } from './auto-postings-request.ts';
import type { Refusal } from './auto-postings-response.ts';
import { type Method, TYPES } from './method.ts';

/** What is read before a posting is decided on. */
export interface Found {
  readonly target: TargetFound;
  /** The AR item that is meant, with its amounts. */
  readonly item?: DependentItem<ArItem>;
  readonly holder: PaymentHolder;
  /** Whether its new document's number is taken. */
  readonly isDocument: boolean;
}

/** What all postings of a call have in common. */
export interface Call {
  readonly method: Method;
  readonly books: Books;
  readonly today: string;
  readonly userId?: string | undefined;
}

/** Why a posting is refused. */
export interface RefusedPosting {
  readonly word: Refusal;
  readonly message: string;
}

export type Decision = LedgerEvent | RefusedPosting;

export const isRefused = <Other extends object>(
  decision: Other | RefusedPosting,
): decision is RefusedPosting => 'word' in decision;

const refuse = (word: Refusal, message: string): RefusedPosting => ({ word, message });

/**
 * What a posting posts, or why it is refused.
 * @param item the AR item that it names, as the postings before it have left it
 */
export function decide(
  call: Call,
  posting: AutoPosting,
  { target, holder, isDocument }: Found,
  item: ArItem | undefined,
): Decision {
  const { method, today } = call;
  const { paymentId, documentNo } = posting;
  if (target.outcome === 'targetAmbiguous')
    return refuse('TARGET-AMBIGUOUS', 'more than one AR item is meant: name it by arItemId');
  if (target.outcome === 'targetNotFound') return notFound(method, posting);
  const postingDate = posting.postingDate || today;
  const refusal =
    refusedDate(postingDate, call, item) ??
    refusedCurrency(posting, item) ??
    refusedAmount(method, posting, item);
  if (refusal) return refusal;
  if (paymentId !== undefined && !mayHave(method, holder))
    return refuse('DUPLICATE-PAYMENT', `paymentId: there is a payment or reservation ${paymentId} already`);
  if (method === 'interest' && isDocument)
    return refuse('DUPLICATE-DOCUMENT', `documentNo: there is a document ${documentNo} already`);
  return eventOf(call, posting, target.customer, postingDate, item);
}

/** A reservation announces a payment, and is at its end with it. */
const mayHave = (method: Method, { by }: PaymentHolder): boolean =>
  by === 'nobody' || (by === 'reservation' && method === 'payment');

function notFound(method: Method, posting: AutoPosting): RefusedPosting {
  return namesItem(targetOf(method, posting))
    ? refuse('TARGET-NOT-FOUND', 'there is no AR item that is all that the posting says of it')
    : refuse('CUSTOMER-NOT-FOUND', 'there is no customer that is all that the posting says of it');
}

function refusedDate(
  postingDate: string,
  { books, today }: Call,
  item: ArItem | undefined,
): RefusedPosting | undefined {
  if (isClosed(postingDate, books))
    return refuse('PERIOD-CLOSED', `postingDate: the books are closed through ${books.closedThrough}`);
  if (postingDate > today) return refuse('DATE-IN-FUTURE', `postingDate: ${postingDate} is to come yet`);
  // What was left on a day is counted by the dates of settlements: none may be of before the item itself.
  if (item && postingDate < item.postingDate)
    return refuse('DATE-BEFORE-TARGET', `postingDate: the AR item is of ${item.postingDate}`);
  return undefined;
}

function refusedCurrency({ currency }: AutoPosting, item: ArItem | undefined): RefusedPosting | undefined {
  return item && currency && caseless(currency) !== caseless(item.currency)
    ? refuse('CURRENCY-MISMATCH', `currency: the AR item is in ${item.currency}`)
    : undefined;
}

/** What a posting could settle of an item: what is left of it, where that is on the other side. */
const open = (method: Method, item: ArItem | undefined): number =>
  item ? Math.max(0, -TYPES[method].sign * remaining(item)) : 0;

function refusedAmount(
  method: Method,
  { amount }: AutoPosting,
  item: ArItem | undefined,
): RefusedPosting | undefined {
  const left = open(method, item);
  if (method === 'refund' || method === 'writeoff') {
    const side = method === 'refund' ? 'credit' : 'debit';
    if (left === 0) return refuse('NOTHING-REMAINING', `the AR item has no ${side} left`);
    if (amount !== undefined && amount > left)
      return refuse('AMOUNT-EXCEEDS-REMAINING', `amount: the AR item has ${left} left`);
  }
  return left > 0 && (item?.settlements?.length ?? 0) >= MOST_SETTLEMENTS
    ? refuse('TOO-MANY-SETTLEMENTS', `the AR item has ${MOST_SETTLEMENTS} settlements, which is the most`)
    : undefined;
}

function eventOf(
  { method, books, userId }: Call,
  posting: AutoPosting,
  { profile, reference }: CustomerItem<Customer>,
  postingDate: string,
  item: ArItem | undefined,
): LedgerEvent {
  const { arItemType, sign } = TYPES[method];
  const { paymentId, text } = posting;
  const documentNo = method === 'interest' ? posting.documentNo : undefined;
  const dueDays = profile?.dueDays ?? books.dueDays;
  const named = paymentId ?? documentNo ?? item?.documentNo ?? String(item?.arItemId);
  return {
    ...{ event: method, arItemType, vat: 0, postingDate, documentNo, paymentId, userId },
    amount: sign * (posting.amount ?? open(method, item)),
    // Money that has moved is due at once. Interest is a claim, as an invoice is.
    dueDate: method === 'interest' ? posting.dueDate || daysAfter(postingDate, dueDays) : postingDate,
    currency: item?.currency ?? (posting.currency || profile?.currency || books.currency),
    customerNo: reference.customerNo as string,
    text: text || `${arItemType} ${named}`,
  };
}
