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
import { drawIds, post } from './posting.ts';

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
  while (!isPosted(seen)) {
    const { vendor, tenant } = dependentRefOf(seen.pk);
    const client = { vendor, tenant };
    const { arItemId, documentNo } = seen.fields as UnpostedArItem;
    const ref = documentRef(client, documentNo);
    const document = await readDependent<Document>(table, ref);
    if (!document) throw new Error(`the document of AR item ${arItemId} is gone, and the item is not`);
    const [books, customer] = await Promise.all([
      readBooks(table, client),
      attachedCustomer(table, { ...client, id: caseless(document.fields.customerNo) }),
    ]);
    const day = dateInNorway(new Date(document.creation.at));
    const event = eventOf(document.fields, customer, books, day);
    const posting = post(client, event, books, { ...drawIds(), arItemId });
    const change = { seen, fields: posting.item, listing: listingOf(posting.item) };
    const lookups = lookupsOf(client, posting.item, documentUuid(ref));
    const attachment = { dependents: [], changes: [change], records: posting.lines, lookups };
    const { outcome } = await attachTogether(table, attachment, stamp);
    // Whatever came in between, another posting or an id that was taken: the item tells.
    if (!['attached', 'changed', 'recordExists'].includes(outcome))
      throw new Error(`AR item ${arItemId} was not posted: ${outcome}`);
    seen = await attachedItem(table, client, arItemId);
  }
  return seen;
}
