import type { CustomerItem, DependentItem } from '../../../shared/receivables/items.ts';
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
import { type ArItem, remaining } from './ar-item.ts';
import type { Filters } from './ar-item-filters.ts';

/** What rows have of an AR item. Tables outlive code: the names stay. */
export interface Values {
  /** Whole seconds since 1970. */
  readonly due: number;
  readonly currency: string;
  /** What is left of it. */
  readonly left: number;
  /** The day of its latest settlement in seconds since 1970: from then on `left` was left. */
  readonly settled?: number;
  readonly marks?: readonly string[];
}

/** Digits of an AR item's id: as texts, ids come in their order. */
const DIGITS = 15;

/** What lists know of an AR item. Their order is that of its posting date, then of its id. */
export function listingOf(item: ArItem): Listing {
  const latest = (item.settlements ?? [])
    .map(({ date }) => date)
    .sort()
    .at(-1);
  const values: Values = {
    due: seconds(item.dueDate),
    currency: caseless(item.currency),
    left: remaining(item),
    ...(latest !== undefined && { settled: seconds(latest) }),
    ...marksOf(textsOf(item)),
  };
  return {
    values: values as unknown as Listing['values'],
    order: `${item.postingDate} ${String(item.arItemId).padStart(DIGITS, '0')}`,
  };
}

/** What is asked for whole, by the filters that ask for it. */
export function textsOf(item: ArItem): Texts {
  const texts = {
    aritemtype: item.arItemType,
    aritemstatus: remaining(item) === 0 ? 'SETTLED' : 'OPEN',
    customerno: item.customerNo,
    documentno: item.documentNo,
    kid: item.kid,
  };
  return Object.fromEntries(Object.entries(texts).map(([name, text]) => [name, [text && caseless(text)]]));
}

/**
 * The list that a client asks for.
 * @param owner the customer that has or had the account number asked for, where there is one
 * @param customerOf whose an item is
 */
export function listOf<Item extends DependentItem<ArItem>>(
  query: Filters,
  owner: { readonly id: string } | undefined,
  customerOf: (item: Item) => Pick<CustomerItem, 'reference'>,
) {
  const accountNo = query.accountno === undefined ? undefined : Number(query.accountno);
  const { aritemtype, aritemstatus, customerno, documentno, kid, currency } = query;
  const texts = { aritemtype, aritemstatus, customerno, documentno, kid };
  const wanted = [
    ...asked(Object.fromEntries(Object.entries(texts).map(([name, text]) => [name, text && caseless(text)]))),
    ...asked({ customerno: owner?.id }),
  ];
  const wantedCurrency = currency && caseless(currency);
  return {
    kind: 'AR_ITEM',
    states: accountNo !== undefined && !owner ? [] : (['LIVE'] as const),
    range: postedBetween(query.postingdatefrom, query.postingdateto),
    filter: all<Values>([
      wantedCurrency ? (row) => row.currency === wantedCurrency : undefined,
      between(({ due }) => due, secondsOf(query.duedatefrom), secondsOf(query.duedateto)),
      marked(wanted),
    ]),
    confirm: (items: readonly Item[]) =>
      items.filter(
        (item) =>
          hasTexts(wanted, textsOf(item.fields)) &&
          // The owner may have been deleted and created anew since, with another number.
          (accountNo === undefined || customerOf(item).reference.accountNo === accountNo),
      ),
  } as const;
}

const postedBetween = (from: string | undefined, to: string | undefined) =>
  from === undefined && to === undefined ? undefined : { from, to };
