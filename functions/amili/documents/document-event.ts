import { daysAfter } from '../../../shared/fields/dates.ts';
import { decimal, sum } from '../../../shared/fields/money.ts';
import type { CustomerItem } from '../../../shared/receivables/items.ts';
import type { Customer } from '../customers/customer.ts';
import { refused } from '../dialect/errors.ts';
import { caseless } from '../dialect/identifiers.ts';
import type { Books } from '../ledger/books.ts';
import type { LedgerEvent } from '../ledger/event.ts';
import { MOST_MONEY } from '../ledger/money-posted.ts';
import type { Requested } from './document-request.ts';

/** Whether documents of this type are credit notes. `IN` is the vendor's word for invoices, `CN` our choice. */
export const isCreditNote = (documentType: string): boolean => caseless(documentType) === 'CN';

/**
 * What a document posts. Its amounts are those of its head, or the sums of its lines, or 0. Credit notes are sent with
 * either sign: their absolute values count.
 * @param today the date of a document that has none
 * @throws Failure 400 for an amount that no ledger could add up
 */
export function eventOf(
  requested: Omit<Requested, 'customerNo'> & { readonly customerNo: string },
  customer: Pick<CustomerItem<Customer>, 'profile'>,
  books: Books,
  today: string,
): LedgerEvent {
  const { documentType, documentNo, customerNo, documentDate, dueDate, currency } = requested;
  const { kid, additionalReference, ledgerNote, metadata } = requested;
  const postingDate = documentDate || today;
  return {
    event: 'document',
    arItemType: documentType,
    ...amountsOf(requested),
    postingDate,
    dueDate: dueDate || daysAfter(postingDate, customer.profile?.dueDays ?? books.dueDays),
    currency: currency || customer.profile?.currency || books.currency,
    ...{ customerNo, documentNo, kid, referenceNo: additionalReference, ledgerNote },
    text: `${documentType} ${documentNo}`,
    userId: metadata?.userId,
  };
}

/** What a document is about, and the part of it that is VAT; both below 0 where it is a credit note. */
export function amountsOf({
  documentType,
  currencyAmounts,
  documentLines = [],
}: Omit<Requested, 'customerNo'>) {
  const total = (name: 'inclVat' | 'vat'): number => {
    const whole =
      currencyAmounts?.[name] ??
      sum(documentLines.map((line) => line.currencyAmounts?.[name] ?? 0)).toNumber();
    if (Math.abs(whole) > MOST_MONEY)
      throw refused(
        400,
        'INVALID',
        `currencyAmounts.${name}: must be between ${-MOST_MONEY} and ${MOST_MONEY}`,
      );
    const rounded = decimal(whole).inHundredths();
    return isCreditNote(documentType) ? decimal(0).minus(Math.abs(rounded)).toNumber() : rounded;
  };
  return { amount: total('inclVat'), vat: total('vat') };
}
