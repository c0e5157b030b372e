import type { Table } from '../../../shared/dynamodb/tables.ts';
import { attachTogether } from '../../../shared/receivables/dependents/attach.ts';
import { readDependent } from '../../../shared/receivables/dependents/read.ts';
import type { DependentItem } from '../../../shared/receivables/items.ts';
import { dependentRefOf } from '../../../shared/receivables/keys.ts';
import type { Stamp } from '../../../shared/receivables/stamp.ts';
import { type ArItem, isPosted, type UnpostedArItem } from '../ar-items/ar-item.ts';
import { listingOf } from '../ar-items/ar-item-listing.ts';
import { caseless } from '../dialect/identifiers.ts';
import { attachedCustomer, attachedItem } from '../documents/attached.ts';
import type { Document } from '../documents/document.ts';
import { eventOf } from '../documents/document-event.ts';
import { documentRef, documentUuid } from '../documents/document-ids.ts';
import { readBooks } from './books.ts';
import { dateInNorway } from './dates.ts';
import { lookupsOf } from './lookups.ts';
import { drawIds, type Posting, post } from './posting.ts';

/**
 * Posts the document of an AR item that version 0.5.0 or an earlier one stored, once: its voucher lands with the item's
 * amounts, on the condition that the item has none yet. Also where its month is closed: the document was there before.
 * @returns the item, posted by this request or by another
 */
export async function postEarlier(
  table: Table,
  item: DependentItem<ArItem | UnpostedArItem>,
  stamp: Stamp,
): Promise<DependentItem<ArItem>> {
  let seen = item;
  // Of a request of its own: the item is to tell a repeat of this from one of the change that follows it.
  const own = { ...stamp, requestId: `${stamp.requestId}#posting` };
  while (!isPosted(seen)) {
    const client = clientOf(seen);
    const posting = await earlierPosting(table, seen);
    const { arItemId, documentNo } = posting.item;
    const change = { seen, fields: posting.item, listing: listingOf(posting.item) };
    const ref = documentRef(client, documentNo as string);
    const lookups = lookupsOf(client, posting.item, documentUuid(ref));
    const attachment = { dependents: [], changes: [change], records: posting.lines, lookups };
    const { outcome } = await attachTogether(table, attachment, own);
    // Whatever came in between, another posting or an id that was taken: the item tells.
    if (!['attached', 'changed', 'recordExists'].includes(outcome))
      throw new Error(`AR item ${arItemId} was not posted: ${outcome}`);
    seen = await attachedItem(table, client, arItemId);
  }
  return seen;
}

/** The item as it will be once it is posted, for whoever only asks. */
export const asPosted = async (
  table: Table,
  item: DependentItem<ArItem | UnpostedArItem>,
): Promise<DependentItem<ArItem>> =>
  isPosted(item) ? item : { ...item, fields: (await earlierPosting(table, item)).item };

async function earlierPosting(
  table: Table,
  { pk, fields }: DependentItem<ArItem | UnpostedArItem>,
): Promise<Posting> {
  const client = clientOf({ pk });
  const { arItemId, documentNo } = fields as UnpostedArItem;
  const document = await readDependent<Document>(table, documentRef(client, documentNo));
  if (!document) throw new Error(`the document of AR item ${arItemId} is gone, and the item is not`);
  const [books, customer] = await Promise.all([
    readBooks(table, client),
    attachedCustomer(table, { ...client, id: caseless(document.fields.customerNo) }),
  ]);
  const day = dateInNorway(new Date(document.creation.at));
  const event = eventOf(document.fields, customer, books, day);
  return post(client, event, books, { ...drawIds(), arItemId });
}

function clientOf({ pk }: Pick<DependentItem, 'pk'>) {
  const { vendor, tenant } = dependentRefOf(pk);
  return { vendor, tenant };
}
