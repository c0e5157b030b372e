import type { Table } from '../../../shared/dynamodb/tables.ts';
import { readDependents } from '../../../shared/receivables/dependents/read-many.ts';
import { dependentRefOf, type Tenant } from '../../../shared/receivables/keys.ts';
import { eachListedRow } from '../../../shared/receivables/lists/listed-rows.ts';
import { orderIn } from '../../../shared/receivables/lists/listing.ts';
import type { TooMany } from '../../../shared/receivables/lists/request.ts';
import { all, asked, marked, seconds } from '../../../shared/receivables/lists/row-values.ts';
import { type ArItem, remaining } from '../ar-items/ar-item.ts';
import type { Values } from '../ar-items/ar-item-listing.ts';
import { caseless } from '../dialect/identifiers.ts';
import type { Books } from '../ledger/books.ts';
import type { Aged } from './adb-interval.ts';

/** What is distributed by age. */
export interface AgeQuestion {
  readonly asOfDate: string;
  readonly basis: Books['adbBasis'];
  /** Numbers that the items' customer has; empty for all customers. */
  readonly customers: readonly string[];
  readonly currency?: string | undefined;
}

const SECONDS_OF_A_DAY = 24 * 60 * 60;

/** Items that are read at a time. */
const PORTION = 300;

/**
 * Shows what was left of each AR item on a day: of postings and settlements up to that day only. Rows tell it, but where
 * an item was settled later, or has to be asked whose it is: that the item tells itself.
 */
export async function eachAged(
  table: Table,
  tenant: Tenant,
  { asOfDate, basis, customers, currency }: AgeQuestion,
  see: (aged: Aged) => void,
): Promise<{ readonly outcome: 'seen' } | TooMany> {
  const day = seconds(asOfDate);
  const daysSince = (basisDay: number) => Math.round((day - basisDay) / SECONDS_OF_A_DAY);
  const unclear: string[] = [];
  const seen = new Set<string>();
  const result = await eachListedRow(
    table,
    tenant,
    {
      kind: 'AR_ITEM',
      states: ['LIVE'],
      range: { to: asOfDate },
      filter: all<Values>([
        currency === undefined ? undefined : (row) => row.currency === currency,
        marked(customers.flatMap((customerno) => asked({ customerno }))),
      ]),
    },
    ({ pk, listed, listOrder }) => {
      // What is counted twice would not add up: a page of the index may repeat a row.
      if (seen.has(pk)) return;
      seen.add(pk);
      const { due, left, settled = 0, ...row } = listed as unknown as Values;
      if (settled > day || customers.length > 0) return void unclear.push(pk);
      const basisDay = basis === 'DUEDATE' ? due : seconds(orderIn(listOrder).slice(0, 10));
      see({ currency: row.currency, days: daysSince(basisDay), left });
    },
  );
  if (result.outcome === 'tooMany') return result;
  for (let start = 0; start < unclear.length; start += PORTION) {
    const refs = unclear.slice(start, start + PORTION).map(dependentRefOf);
    for (const { fields } of (await readDependents<ArItem>(table, refs)).values()) {
      if (!customers.every((customer) => caseless(fields.customerNo) === customer)) continue;
      const basisDay = seconds(basis === 'DUEDATE' ? fields.dueDate : fields.postingDate);
      const left = remaining(fields, asOfDate);
      see({ currency: caseless(fields.currency), days: daysSince(basisDay), left });
    }
  }
  return result;
}
