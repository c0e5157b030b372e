import type { Attachment, NewUniqueDependent } from '../../../shared/receivables/dependents/attachment.ts';
import type { CustomerItem, DependentItem } from '../../../shared/receivables/items.ts';
import type { Tenant } from '../../../shared/receivables/keys.ts';
import { type ArItem, arItemRef } from '../ar-items/ar-item.ts';
import { listingOf } from '../ar-items/ar-item-listing.ts';
import type { Customer } from '../customers/customer.ts';
import { caseless } from '../dialect/identifiers.ts';
import { stored } from '../documents/document.ts';
import type { Requested as RequestedDocument } from '../documents/document-request.ts';
import type { LedgerEvent } from '../ledger/event.ts';
import { type PaymentHolder, paymentKey, withoutReservation } from '../ledger/payment-id.ts';
import { drawIds, type Posting, post } from '../ledger/posting.ts';
import { settle } from '../ledger/settlement.ts';
import { type Call, decide, type Found, isRefused, type RefusedPosting } from './auto-posting.ts';
import type { AutoPosting } from './auto-postings-request.ts';
import { Worksheet } from './worksheet.ts';

/** A posting that can be made, with what it settles. */
export interface Made {
  readonly customer: CustomerItem<Customer>;
  readonly posting: Posting;
  readonly event: LedgerEvent;
  /** The AR item that it names. */
  readonly target?: DependentItem<ArItem>;
  /** What it settles of that, 0 where nothing. */
  readonly settled: number;
  readonly holder: PaymentHolder;
}

/** What becomes of each posting of a call if nothing has changed since it was read, and what is written then. */
export interface Round {
  readonly rows: readonly (Made | RefusedPosting)[];
  readonly attachment: Attachment;
}

/** Decides on postings in their order, each by what those before it have left. */
export function decideAll(
  tenant: Tenant,
  call: Call,
  postings: readonly AutoPosting[],
  found: readonly Found[],
): Round {
  const sheet = new Worksheet();
  const taken = new Set<string>();
  const rows = postings.map((posting, index): Made | RefusedPosting => {
    const { target, item, holder, isDocument } = found[index]!;
    // A number of this very call is taken as one of another is.
    const isOwn = (name: string, number: string | undefined) =>
      number !== undefined && taken.has(`${name} ${caseless(number)}`);
    const asFound: Found = {
      target,
      holder: isOwn('payment', posting.paymentId) ? { by: 'payment' } : holder,
      isDocument: isDocument || isOwn('document', posting.documentNo),
    };
    const decision = decide(call, posting, asFound, item && sheet.now(item));
    if (isRefused(decision) || target.outcome !== 'found') return decision as RefusedPosting;
    const { paymentId, documentNo } = decision;
    if (paymentId !== undefined) taken.add(`payment ${caseless(paymentId)}`);
    if (documentNo !== undefined) taken.add(`document ${caseless(documentNo)}`);
    const made = { customer: target.customer, event: decision, holder, ...(item && { target: item }) };
    return { ...made, ...postOn(sheet, tenant, call, made) };
  });
  const made = rows.filter((row): row is Made => !isRefused(row));
  return { rows, attachment: attachmentOf(tenant, made, sheet) };
}

/** Posts an event, settles it with the AR item that it names, and ends the reservation that announced it. */
function postOn(
  sheet: Worksheet,
  tenant: Tenant,
  { books }: Call,
  { event, target, holder }: Pick<Made, 'event' | 'target' | 'holder'>,
): Pick<Made, 'posting' | 'settled'> {
  const { item, lines } = post(tenant, event, books, drawIds());
  if (holder.by === 'reservation' && holder.item)
    sheet.change(holder.item, withoutReservation(sheet.now(holder.item), event.paymentId as string));
  if (!target) return { posting: { item, lines }, settled: 0 };
  const result = settle(item, sheet.now(target), event.postingDate);
  sheet.change(target, result.target);
  return { posting: { item: result.item, lines }, settled: result.amount };
}

function attachmentOf(tenant: Tenant, made: readonly Made[], sheet: Worksheet): Attachment {
  const parts = made.map((row) =>
    row.event.event === 'interest' ? noteOf(tenant, row) : paidBy(tenant, row),
  );
  return {
    // AR items first: the fence of a refused round stands at the first, and no later round draws its id again. The number
    // of a document is the client's, and would meet the fence.
    dependents: parts
      .flatMap(({ dependents }) => dependents)
      .toSorted((a, b) => Number(b.ref.kind === 'AR_ITEM') - Number(a.ref.kind === 'AR_ITEM')),
    changes: sheet.changes().map(({ seen, item }) => ({ seen, fields: item, listing: listingOf(item) })),
    records: parts.flatMap(({ records = [] }) => records),
    lookups: parts.flatMap(({ lookups = [] }) => lookups),
  };
}

/** What is written for a payment, a refund or a write-off. */
function paidBy(tenant: Tenant, { posting: { item, lines }, holder }: Made): Attachment {
  const { paymentId } = item;
  const from = holder.by === 'reservation' ? holder.from : undefined;
  const dependent: NewUniqueDependent = {
    ref: arItemRef(tenant, item.arItemId),
    fields: { ...item },
    customer: { ...tenant, id: caseless(item.customerNo) },
    listing: () => listingOf(item),
    ...(paymentId !== undefined && { uniqueKey: { ...paymentKey(paymentId), from } }),
  };
  return { dependents: [dependent], records: lines };
}

/** What is written for interest: the note to the customer, which is a document, and its AR item. */
function noteOf(tenant: Tenant, { event, posting }: Made): Attachment {
  const { amount, customerNo, currency, postingDate, dueDate, userId } = event;
  const note = {
    ...{ documentType: event.arItemType, customerNo, documentNo: event.documentNo as string },
    ...{ documentDate: postingDate, dueDate, currency },
    currencyAmounts: { exclVat: amount, vat: 0, inclVat: amount },
    ...(userId !== undefined && { metadata: { userId } }),
  };
  return stored(tenant, note as RequestedDocument, posting);
}
