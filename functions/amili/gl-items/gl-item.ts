import { instant } from '../../../shared/fields/dates.ts';
import type { CustomerItem } from '../../../shared/receivables/items.ts';
import type { Tenant } from '../../../shared/receivables/keys.ts';
import type { RecordItem, RecordRef } from '../../../shared/receivables/records/record.ts';
import { numbersOf } from '../dialect/identifiers.ts';
import type { EventName } from '../ledger/event.ts';
import type { Answered } from './gl-item-response.ts';

/** A line of a voucher as it is stored: it never changes. */
export interface GlItem {
  readonly glItemId: number;
  readonly voucherNo: number;
  readonly lineNo: number;
  readonly postingDate: string;
  readonly glAccountNo: string;
  /** Debit is positive, credit negative. */
  readonly amount: number;
  readonly currency: string;
  readonly event: EventName;
  readonly text: string;
  readonly arItemId: number;
  readonly customerNo: string;
  readonly documentNo?: string;
  readonly userId?: string;
}

export const glItemRef = ({ vendor, tenant }: Tenant, glItemId: number): RecordRef => ({
  ...{ vendor, tenant, kind: 'GL_ITEM' },
  id: String(glItemId),
});

/** Lines of one voucher. */
const MOST_LINES = 100;

/** The id of a voucher's line: exact as a double, since voucher numbers are below 2^46. */
export const glItemIdOf = (voucherNo: number, lineNo: number): number => voucherNo * MOST_LINES + lineNo;

/** The line with its period, and the numbers of its customer as that has them. */
export const shown = (
  clientNo: number,
  { fields, creation }: RecordItem<GlItem>,
  customer: CustomerItem<object>,
): Answered => ({
  ...fields,
  ...numbersOf(clientNo, customer),
  glYear: Number(fields.postingDate.slice(0, 4)),
  glPeriod: Number(fields.postingDate.slice(5, 7)),
  createdDateTime: instant(creation.at),
});
