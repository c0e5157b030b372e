import type { Listing } from '../../../shared/receivables/lists/listing.ts';
import { marksOf, type Texts } from '../../../shared/receivables/lists/row-values.ts';
import { caseless } from '../dialect/identifiers.ts';
import type { GlItem } from './gl-item.ts';

/** What rows have of a GL item: enough to sum them without reading the items. Tables outlive code: the names stay. */
export interface Values {
  readonly account: string;
  readonly currency: string;
  /** Debit is positive, credit negative. */
  readonly amount: number;
  readonly marks?: readonly string[];
}

/** Digits of a GL item's id: as texts, ids come in their order. */
const DIGITS = 16;

/** What lists know of a GL item. Their order is that of its posting date, then of its id. */
export const listingOf = (item: GlItem): Listing => ({
  values: {
    account: item.glAccountNo,
    currency: caseless(item.currency),
    amount: item.amount,
    ...marksOf(textsOf(item)),
  } satisfies Values,
  order: `${item.postingDate} ${String(item.glItemId).padStart(DIGITS, '0')}`,
});

/** What is asked for whole, by the filters that ask for it. */
export function textsOf(item: GlItem): Texts {
  const texts = {
    voucherno: String(item.voucherNo),
    event: item.event,
    customerno: item.customerNo,
    documentno: item.documentNo,
    aritemid: String(item.arItemId),
  };
  return Object.fromEntries(Object.entries(texts).map(([name, text]) => [name, [text && caseless(text)]]));
}
