import type { Listing } from '../../../shared/receivables/lists/listing.ts';
import { marksOf, seconds, type Texts } from '../../../shared/receivables/lists/row-values.ts';
import { caseless } from '../dialect/identifiers.ts';
import { type ArItem, remaining } from './ar-item.ts';

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
