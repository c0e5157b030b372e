import { decimal } from '../../../shared/fields/money.ts';
import type { CustomerItem } from '../../../shared/receivables/items.ts';
import type { Tenant } from '../../../shared/receivables/keys.ts';
import type { Customer } from '../customers/customer.ts';
import { refused } from '../dialect/errors.ts';
import { type AmiliNumbers, caseless } from '../dialect/identifiers.ts';
import type { Document } from '../documents/document.ts';
import { amountsOf, eventOf, isCreditNote } from '../documents/document-event.ts';
import type { Requested as NewDocument } from '../documents/document-request.ts';
import type { Books } from '../ledger/books.ts';
import { requireOpenPeriod } from '../ledger/open-period.ts';
import { type Posting, type PostingIds, post } from '../ledger/posting.ts';
import { MOST_SETTLEMENTS, settle } from '../ledger/settlement.ts';
import { type ArItem, remaining } from './ar-item.ts';
import type { RequestedCreditNote } from './ar-item-request.ts';

/** What a credit note is made of. */
export interface Crediting {
  readonly requested: RequestedCreditNote;
  readonly userId?: string | undefined;
  /** The item that it credits, its document where it has one, and whose it is. */
  readonly target: ArItem;
  readonly document: Document | undefined;
  readonly customer: CustomerItem<Customer>;
  readonly books: Books;
  readonly today: string;
  /** What a refusal names. */
  readonly numbers: AmiliNumbers;
}

export interface CreditNote {
  readonly document: NewDocument;
  /** The credit note's own item, as far as it was settled, and the lines of its voucher. */
  readonly posting: Posting;
  /** The credited item, as the credit note leaves it. */
  readonly target: ArItem;
}

/**
 * A document that credits an AR item, and settles with it what is left of both. All of its rules are our choice.
 * @throws Failure 422
 */
export function creditNoteOf(tenant: Tenant, crediting: Crediting, ids: PostingIds): CreditNote {
  const { customer, books, today, numbers } = crediting;
  requireCreditable(crediting);
  const document = documentOf(crediting, amountOf(crediting));
  const event = { ...eventOf(document, customer, books, today), event: 'creditnote' as const };
  requireOpenPeriod(event, books, numbers);
  if (event.postingDate < crediting.target.postingDate) {
    const message = `creditNote.documentDate: the AR item was posted on ${crediting.target.postingDate}`;
    throw refused(422, 'DATE_BEFORE_TARGET', message, numbers);
  }
  const { item, lines } = post(tenant, event, books, ids);
  const settled = settle(item, crediting.target, event.postingDate);
  if ((settled.target.settlements ?? []).length > MOST_SETTLEMENTS) {
    const message = `The AR item has ${MOST_SETTLEMENTS} settlements already`;
    throw refused(422, 'TOO_MANY_SETTLEMENTS', message, numbers);
  }
  const creditedAmount = credited(crediting.target).minus(item.originalAmount).toNumber();
  return {
    document,
    posting: { item: settled.item, lines },
    target: { ...settled.target, creditedAmount },
  };
}

/** Items of documents that are no credit notes themselves, and interest notes. */
function requireCreditable({ target, document, numbers }: Crediting): void {
  const isOfDocument = document?.arItemId === target.arItemId && !isCreditNote(document.documentType);
  if (isOfDocument || caseless(target.arItemType) === 'IT') return;
  const message = `An AR item of type ${target.arItemType} cannot be credited`;
  throw refused(422, 'NOT_CREDITABLE', message, numbers, 'an AR item of this type cannot be credited');
}

const credited = ({ creditedAmount = 0 }: ArItem) => decimal(creditedAmount);

/** What is credited: what is left where the request does not say. All credit notes of an item are never more than it. */
function amountOf({ requested, target, numbers }: Crediting): number {
  const asked = requested.currencyAmounts?.inclVat;
  const amount = asked === undefined ? remaining(target) : decimal(asked).inHundredths();
  if (asked === undefined && amount <= 0)
    throw refused(422, 'NOTHING_REMAINING', 'Nothing is left of the AR item', numbers);
  const most = decimal(target.originalAmount).minus(credited(target)).toNumber();
  if (amount <= most) return amount;
  const message = `creditNote.currencyAmounts.inclVat: at most ${Math.max(most, 0)} can be credited still`;
  throw refused(422, 'AMOUNT_EXCEEDS_ORIGINAL', message, numbers);
}

/** The document as if a client had sent it. Its VAT is in the proportion of the credited document unless it is said. */
function documentOf({ requested, target, document, today, userId }: Crediting, inclVat: number): NewDocument {
  const { documentNo, documentDate, currencyAmounts, customerMessage, ledgerNote } = requested;
  const whole = document ? amountsOf(document) : { amount: 0, vat: 0 };
  const vat =
    currencyAmounts?.vat ??
    (whole.amount === 0 ? 0 : decimal(inclVat).times(whole.vat).dividedInHundredths(whole.amount));
  const exclVat = currencyAmounts?.exclVat ?? decimal(inclVat).minus(vat).toNumber();
  return {
    documentType: 'CN',
    ...{ customerNo: target.customerNo, documentNo, documentDate: documentDate || today },
    ...{ currency: target.currency, currencyAmounts: { exclVat, vat, inclVat } },
    ...{ customerMessage, ledgerNote },
    metadata: userId === undefined ? undefined : { userId },
  };
}
