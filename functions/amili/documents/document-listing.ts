import type { CustomerItem, DependentItem } from '../../../shared/receivables/items.ts';
import { type DependentRef, dependentRefOf } from '../../../shared/receivables/keys.ts';
import type { Listing } from '../../../shared/receivables/lists/listing.ts';
import {
  all,
  asked,
  between,
  hasTexts,
  marked,
  marksOf,
  seconds,
  secondsOf,
  type Texts,
} from '../../../shared/receivables/lists/row-values.ts';
import { caseless } from '../dialect/identifiers.ts';
import type { Filters } from './document-filters.ts';
import { type Bundled, documentBundleId } from './document-ids.ts';

interface Listable extends Bundled {
  readonly documentNo: string;
  readonly documentType: string;
  readonly customerNo: string;
  readonly documentDate?: string | undefined;
  readonly dueDate?: string | undefined;
  readonly subCustomerNo?: string | undefined;
  readonly kid?: string | undefined;
  readonly salesOrderId?: string | undefined;
  readonly purchaseOrderId?: string | undefined;
  readonly currency?: string | undefined;
}

/** What rows have of a document. Tables outlive code: the names stay. */
export interface Values {
  /** Whole seconds since 1970. */
  readonly due?: number;
  /** When it was stored, in whole seconds since 1970. */
  readonly created?: number;
  /** Its bundle, where that is not its own alone. */
  readonly bundle?: number;
  readonly marks?: readonly string[];
}

/** What lists know of a document. Their order is that of its date, then of its number; those without a date come first. */
export const listingOf = (ref: DependentRef, document: Listable, createdAt: string): Listing => ({
  values: {
    ...(document.dueDate && { due: seconds(document.dueDate) }),
    created: seconds(createdAt),
    ...(document.documentBundleId !== undefined && { bundle: document.documentBundleId }),
    ...marksOf(textsOf(ref, document)),
  } satisfies Values,
  order: document.documentDate ?? '',
});

/** What is asked for whole, by the filters that ask for it. */
export function textsOf(ref: DependentRef, document: Listable): Texts {
  const texts = {
    documenttype: document.documentType,
    customerno: document.customerNo,
    subcustomerno: document.subCustomerNo,
    kid: document.kid,
    documentbundleid: String(documentBundleId(ref, document)),
    salesorderid: document.salesOrderId,
    purchaseorderid: document.purchaseOrderId,
    currency: document.currency,
  };
  return {
    ...Object.fromEntries(Object.entries(texts).map(([name, text]) => [name, [text && caseless(text)]])),
    // In UUIDs case does matter: https://docs.amili.dev/about-355476m0
    batchuuid: [document.batchUuid],
  };
}

/**
 * The list that a client asks for.
 * @param owner the customer that has or had the account number asked for, where there is one
 * @param customerOf whose a document is
 */
export function listOf<Item extends DependentItem<Listable>>(
  query: Filters,
  owner: { readonly id: string } | undefined,
  customerOf: (document: Item) => Pick<CustomerItem, 'reference'>,
) {
  const accountNo = query.accountno === undefined ? undefined : Number(query.accountno);
  const { documenttype, customerno, subcustomerno, kid, documentbundleid } = query;
  const { salesorderid, purchaseorderid, currency, documentno } = query;
  const texts = {
    ...{ documenttype, customerno, subcustomerno, kid, salesorderid, purchaseorderid, currency },
    documentbundleid: documentbundleid && String(Number(documentbundleid)),
  };
  const wanted = [
    ...asked(Object.fromEntries(Object.entries(texts).map(([name, text]) => [name, text && caseless(text)]))),
    ...asked({ customerno: owner?.id }),
  ];
  return {
    kind: 'DOCUMENT',
    states: accountNo !== undefined && !owner ? [] : (['LIVE'] as const),
    ids: documentno === undefined ? undefined : [caseless(documentno)],
    range: datedBetween(query.documentdatefrom, query.documentdateto),
    filter: all<Values>([
      between(({ due }) => due, secondsOf(query.duedatefrom), secondsOf(query.duedateto)),
      marked(wanted),
    ]),
    confirm: (documents: readonly Item[]) =>
      documents.filter(
        (document) =>
          hasTexts(wanted, textsOf(dependentRefOf(document.pk), document.fields)) &&
          // The owner may have been deleted and created anew since, with another number.
          (accountNo === undefined || customerOf(document).reference.accountNo === accountNo),
      ),
  } as const;
}

/** The part of the list with such dates. No date is before one in digits. */
const datedBetween = (from: string | undefined, to: string | undefined) =>
  from === undefined && to === undefined ? undefined : { from: from ?? '0', to };
