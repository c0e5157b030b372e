import { randomInt } from 'node:crypto';
import type { Tenant } from '../../../shared/receivables/keys.ts';
import type { NewRecord } from '../../../shared/receivables/records/record.ts';
import type { ArItem } from '../ar-items/ar-item.ts';
import { type GlItem, glItemIdOf, glItemRef } from '../gl-items/gl-item.ts';
import { listingOf } from '../gl-items/gl-item-listing.ts';
import type { Books } from './books.ts';
import { type LedgerEvent, linesOf } from './event.ts';

/** What an event makes: its AR item, not settled with anything yet, and the lines of its voucher. */
export interface Posting {
  readonly item: ArItem;
  readonly lines: readonly NewRecord<GlItem>[];
}

export interface PostingIds {
  readonly arItemId: number;
  readonly voucherNo: number;
}

/**
 * Ids that nobody has yet, nearly always: in a client with a million items one draw in 280 million is taken. An integer
 * is our choice: the vendor calls it an id, and says uuid where it means one (batchuuid).
 */
export const drawIds = (): PostingIds => ({
  arItemId: randomInt(1, 2 ** 48 - 1),
  voucherNo: randomInt(1, 2 ** 46),
});

/** The AR item of an event and the lines that it posts. An event of nothing has no voucher. */
export function post(tenant: Tenant, event: LedgerEvent, books: Books, ids: PostingIds): Posting {
  const lines = linesOf(event, books.glAccounts);
  const { arItemId } = ids;
  const voucherNo = lines.length > 0 ? ids.voucherNo : undefined;
  const { postingDate, dueDate, currency, customerNo, arItemType, amount } = event;
  const { documentNo, kid, referenceNo, ledgerNote, paymentId } = event;
  const item = {
    ...{ arItemId, customerNo, arItemType, postingDate, dueDate, currency, originalAmount: amount },
    ...given({ documentNo, kid, referenceNo, ledgerNote, paymentId }),
    ...(voucherNo !== undefined && { voucherNo }),
  };
  return { item, lines: lines.map((line, index) => glItem(tenant, event, item, line, index + 1)) };
}

function glItem(
  tenant: Tenant,
  { event, text, userId }: LedgerEvent,
  { arItemId, customerNo, documentNo, postingDate, currency, voucherNo }: ArItem,
  { glAccountNo, amount }: { readonly glAccountNo: string; readonly amount: number },
  lineNo: number,
): NewRecord<GlItem> {
  const glItemId = glItemIdOf(voucherNo as number, lineNo);
  const fields: GlItem = {
    ...{ glItemId, voucherNo: voucherNo as number, lineNo, postingDate, glAccountNo, amount, currency },
    ...{ event, text: text ?? '', arItemId, customerNo },
    ...given({ documentNo, userId }),
  };
  return { ref: glItemRef(tenant, glItemId), fields, listing: listingOf(fields) };
}

/** Without what is blank or missing. */
const given = <Texts extends Readonly<Record<string, string | undefined>>>(texts: Texts) =>
  Object.fromEntries(Object.entries(texts).filter(([, text]) => text)) as {
    [Name in keyof Texts]?: string;
  };
