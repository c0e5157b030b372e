import type { Listing } from '../../../shared/receivables/lists/listing.ts';
import {
  all,
  asked,
  hasTexts,
  marked,
  marksOf,
  type Texts,
} from '../../../shared/receivables/lists/row-values.ts';
import type { RecordItem } from '../../../shared/receivables/records/record.ts';
import { caseless } from '../dialect/identifiers.ts';
import type { GlItem } from './gl-item.ts';
import type { Filters } from './gl-item-filters.ts';

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

/**
 * The list that a client asks for.
 * @param owner the number of the customer that has the account number asked for; undefined where nobody has it
 */
export function listOf(query: Filters, owner: string | undefined) {
  const { accountno, customerno, documentno, event, voucherno, aritemid, glaccountno, glperiod } = query;
  const wanted = [
    ...asked(caselessOf({ customerno, documentno, event })),
    ...asked(digitsOf({ voucherno, aritemid })),
    ...asked(caselessOf({ customerno: owner })),
  ];
  const account = digitsOf({ glaccountno }).glaccountno;
  const period = glperiod === undefined ? undefined : String(glperiod).padStart(2, '0');
  const values = all<Values>([
    account === undefined ? undefined : (row) => row.account === account,
    marked(wanted),
  ]);
  const isOfPeriod = (order: string) => order.slice(5, 7) === period;
  return {
    kind: 'GL_ITEM',
    states: accountno !== undefined && owner === undefined ? [] : (['LIVE'] as const),
    range: rangeOf(query),
    filter:
      period === undefined
        ? values
        : (row: object, order: string) => isOfPeriod(order) && (values?.(row) ?? true),
    confirm: (items: readonly RecordItem<GlItem>[]) =>
      items.filter(({ fields }) => hasTexts(wanted, textsOf(fields))),
  } as const;
}

type Given = Readonly<Record<string, string | undefined>>;

const mapped = (texts: Given, change: (text: string) => string) =>
  Object.fromEntries(Object.entries(texts).map(([name, text]) => [name, text && change(text)]));

const caselessOf = (texts: Given) => mapped(texts, caseless);

/** Numbers without zeros in front. */
const digitsOf = (texts: Given) => mapped(texts, (digits) => String(Number(digits)));

/** The part of the list in a year and between two days. */
function rangeOf({ glyear, postingdatefrom, postingdateto }: Filters) {
  const year = glyear === undefined ? undefined : String(glyear).padStart(4, '0');
  const from = [postingdatefrom, year]
    .filter((start) => start !== undefined)
    .sort()
    .at(-1);
  const to = [postingdateto, year && `${year}-12-31`].filter((end) => end !== undefined).sort()[0];
  return from === undefined && to === undefined ? undefined : { from, to };
}
