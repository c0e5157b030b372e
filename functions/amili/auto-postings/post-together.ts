import { newEffort, nextRound } from '../../../shared/dynamodb/send.ts';
import type { Table } from '../../../shared/dynamodb/tables.ts';
import { readCustomers } from '../../../shared/receivables/customers/read-many.ts';
import { attachTogether } from '../../../shared/receivables/dependents/attach.ts';
import { prepareAttachment } from '../../../shared/receivables/dependents/attachment.ts';
import { readDependent } from '../../../shared/receivables/dependents/read.ts';
import type { CustomerItem, DependentItem } from '../../../shared/receivables/items.ts';
import { customerKey, type Tenant } from '../../../shared/receivables/keys.ts';
import type { Stamp } from '../../../shared/receivables/stamp.ts';
import type { ArItem, UnpostedArItem } from '../ar-items/ar-item.ts';
import type { Customer } from '../customers/customer.ts';
import { caseless } from '../dialect/identifiers.ts';
import { documentRef } from '../documents/document-ids.ts';
import { readBooks } from '../ledger/books.ts';
import { dateInNorway } from '../ledger/dates.ts';
import { readPaymentHolder } from '../ledger/payment-id.ts';
import { asPosted, postEarlier } from '../ledger/post-earlier.ts';
import { findTarget } from '../ledger/target.ts';
import { type Found, isRefused, type RefusedPosting } from './auto-posting.ts';
import { decideAll, type Made } from './auto-posting-round.ts';
import { asksOnly, targetOf } from './auto-posting-rules.ts';
import type { AutoPosting, Requested } from './auto-postings-request.ts';
import type { Method } from './method.ts';

/** Writes in one transaction: DynamoDB's limit. */
export const MOST_WRITES = 100;

export type PostingOutcome =
  /** All are made, or could be. */
  | { readonly outcome: 'attached' | 'validated'; readonly rows: readonly Made[] }
  /** None is made, for what is wrong with at least one. */
  | { readonly outcome: 'refused'; readonly rows: readonly (Made | RefusedPosting)[] }
  /** None is made: one transaction does not hold them. */
  | { readonly outcome: 'tooLarge'; readonly rows: readonly Made[]; readonly writes: number };

/**
 * Makes all postings of a call in one transaction, or none. What is read before decides, and the transaction asks for the
 * very items that were read: where another request was faster, it reads and decides again.
 */
export async function postTogether(
  table: Table,
  tenant: Tenant,
  method: Method,
  requested: Requested,
  stamp: Stamp,
): Promise<PostingOutcome> {
  const { autoPostings, metadata } = requested;
  const effort = newEffort(table);
  const posted: Posted = (item) =>
    asksOnly(requested) ? asPosted(table, item) : postEarlier(table, item, stamp);
  for (;;) {
    const [books, found] = await Promise.all([
      readBooks(table, tenant),
      Promise.all(autoPostings.map((posting) => read(table, tenant, method, posting, posted))),
    ]);
    const call = { method, books, today: dateInNorway(new Date(stamp.at)), userId: metadata?.userId };
    const { rows, attachment } = decideAll(tenant, call, autoPostings, found);
    const made = rows.filter((row): row is Made => !isRefused(row));
    if (made.length < rows.length) return { outcome: 'refused', rows };
    const writes = prepareAttachment(table, attachment, stamp).writes.length;
    if (writes > MOST_WRITES) return { outcome: 'tooLarge', rows: made, writes };
    if (asksOnly(requested)) return { outcome: 'validated', rows: made };
    const { outcome } = await attachTogether(table, attachment, stamp);
    if (outcome === 'attached') return { outcome, rows: await asAttached(table, tenant, made) };
    await nextRound(effort, `posting to client ${tenant.tenant}, which met ${outcome}`);
  }
}

/** Gives an AR item that version 0.5.0 or an earlier one stored its amounts. */
type Posted = (item: DependentItem<ArItem | UnpostedArItem>) => Promise<DependentItem<ArItem>>;

async function read(
  table: Table,
  tenant: Tenant,
  method: Method,
  posting: AutoPosting,
  posted: Posted,
): Promise<Found> {
  const { paymentId, documentNo } = posting;
  const [target, holder, document] = await Promise.all([
    findTarget(table, tenant, targetOf(method, posting)),
    paymentId === undefined ? ({ by: 'nobody' } as const) : readPaymentHolder(table, tenant, paymentId),
    method === 'interest' ? readDependent(table, documentRef(tenant, documentNo as string)) : undefined,
  ]);
  const item = target.outcome === 'found' && target.item ? await posted(target.item) : undefined;
  return { target, holder, isDocument: document !== undefined, ...(item && { item }) };
}

/** With AR items attached nobody can delete the customers: these are the ones attached to, were any created anew before. */
async function asAttached(table: Table, tenant: Tenant, rows: readonly Made[]): Promise<Made[]> {
  const refs = rows.map(({ event }) => ({ ...tenant, id: caseless(event.customerNo) }));
  const customers = await readCustomers(table, [
    ...new Map(refs.map((ref) => [customerKey(ref), ref])).values(),
  ]);
  return rows.map((row, index) => ({
    ...row,
    customer: customers.get(customerKey(refs[index]!)) as CustomerItem<Customer>,
  }));
}
