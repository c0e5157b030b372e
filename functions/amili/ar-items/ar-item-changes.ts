import { newEffort, nextRound } from '../../../shared/dynamodb/send.ts';
import type { Table } from '../../../shared/dynamodb/tables.ts';
import { attachTogether } from '../../../shared/receivables/dependents/attach.ts';
import type { Attachment } from '../../../shared/receivables/dependents/attachment.ts';
import { readDependent } from '../../../shared/receivables/dependents/read.ts';
import type { CustomerItem } from '../../../shared/receivables/items.ts';
import type { Tenant } from '../../../shared/receivables/keys.ts';
import type { LookupChange } from '../../../shared/receivables/records/lookups.ts';
import type { Stamp } from '../../../shared/receivables/stamp.ts';
import type { Customer } from '../customers/customer.ts';
import { refused } from '../dialect/errors.ts';
import { caseless } from '../dialect/identifiers.ts';
import { type Document, stored as storedDocument } from '../documents/document.ts';
import { documentRef } from '../documents/document-ids.ts';
import { type Books, readBooks } from '../ledger/books.ts';
import { dateInNorway } from '../ledger/dates.ts';
import { lookupOf } from '../ledger/lookups.ts';
import { postEarlier } from '../ledger/post-earlier.ts';
import { drawIds } from '../ledger/posting.ts';
import { findTarget } from '../ledger/target.ts';
import type { ArItem } from './ar-item.ts';
import { listingOf } from './ar-item-listing.ts';
import { changesOf, type Requested, targetOf } from './ar-item-request.ts';
import { type CreditNote, creditNoteOf } from './credit-note.ts';

export interface ArItemChanged {
  readonly outcome: 'updated' | 'credited';
  readonly item: ArItem;
  readonly customer: CustomerItem<Customer>;
  readonly creditNote?: CreditNote;
}

/**
 * Changes fields of an AR item, credits it, or both: all or nothing. What is read decides nothing: it is written only if
 * the item is still the one read. If not, it starts again, so that of two changes at once both are made, and two credit
 * notes never credit more than there is.
 * @throws Failure 404 and 422
 */
export async function changeArItem(
  table: Table,
  tenant: Tenant,
  requested: Requested,
  stamp: Stamp,
): Promise<ArItemChanged> {
  const effort = newEffort(table);
  const books = requested.creditNote && (await readBooks(table, tenant));
  for (;;) {
    const { item, customer } = await itemNamed(table, tenant, requested, stamp);
    const changed = stored(requested, item.fields);
    const creditNote = books && (await credit(table, tenant, requested, { changed, customer, books, stamp }));
    const fields = creditNote?.target ?? changed;
    const made = creditNote && storedDocument(tenant, creditNote.document, creditNote.posting);
    const attachment: Attachment = {
      dependents: made?.dependents ?? [],
      changes: [{ seen: item, fields, listing: listingOf(fields) }],
      records: made?.records ?? [],
      lookups: [...(made?.lookups ?? []), ...movedKid(tenant, item.fields, fields)],
    };
    const result = await attachTogether(table, attachment, stamp);
    switch (result.outcome) {
      case 'attached':
        return creditNote
          ? { outcome: 'credited', item: fields, customer, creditNote }
          : { outcome: 'updated', item: fields, customer };
      case 'dependentExists':
        if (result.dependent.sk !== 'AR_ITEM') throw duplicate(requested, item.fields);
        break;
      case 'changed':
      case 'recordExists':
        break;
      default:
        throw new Error(`a change of an AR item cannot meet this: ${result.outcome}`);
    }
    await nextRound(effort, `changing ${item.pk}`);
  }
}

/** The fields after a change: what is blank is not kept. */
export const stored = (requested: Requested, before: ArItem): ArItem =>
  Object.fromEntries(
    Object.entries({
      ...before,
      ...changesOf(requested),
      ...(requested.metadata && { metadata: requested.metadata }),
    }).filter(([, value]) => value !== ''),
  ) as unknown as ArItem;

/** The item that the request names. The vendor documents 404 for it here. */
async function itemNamed(table: Table, tenant: Tenant, requested: Requested, stamp: Stamp) {
  const found = await findTarget(table, tenant, targetOf(requested));
  if (found.outcome === 'targetAmbiguous')
    throw refused(422, 'TARGET_AMBIGUOUS', 'More than one AR item has this KID or reference');
  const { item, customer } = { item: undefined, customer: undefined, ...found };
  if (!item || !customer) throw refused(404, 'NOT_FOUND', 'There is no such AR item');
  // The log knows writes by their operations, and nobody has asked for this one.
  const { operation: _, ...unasked } = stamp;
  return { item: await postEarlier(table, item, unasked), customer };
}

interface Seen {
  readonly changed: ArItem;
  readonly customer: CustomerItem<Customer>;
  readonly books: Books;
  readonly stamp: Stamp;
}

async function credit(
  table: Table,
  tenant: Tenant,
  { creditNote, metadata }: Requested,
  { changed: target, customer, books, stamp }: Seen,
): Promise<CreditNote | undefined> {
  if (!creditNote) return undefined;
  const { documentNo } = target;
  const document =
    documentNo === undefined
      ? undefined
      : await readDependent<Document>(table, documentRef(tenant, documentNo));
  const crediting = {
    ...{
      requested: creditNote,
      userId: metadata?.userId,
      target,
      document: document?.fields,
      customer,
      books,
    },
    today: dateInNorway(new Date(stamp.at)),
    numbers: numbersOfItem(target),
  };
  return creditNoteOf(tenant, crediting, drawIds());
}

const numbersOfItem = ({ customerNo, documentNo, arItemId }: ArItem) => ({
  ...{ customerNo, arItemId },
  ...(documentNo !== undefined && { documentNo }),
});

function duplicate({ creditNote }: Requested, item: ArItem) {
  const message = `creditNote.documentNo: there is a document ${creditNote?.documentNo} already`;
  return refused(422, 'DUPLICATE_DOCUMENT', message, numbersOfItem(item));
}

/** Leads from the new KID to the item, and no more from the old one. */
function movedKid(tenant: Tenant, { kid: from }: ArItem, { arItemId, kid: to }: ArItem): LookupChange[] {
  if (from && to && caseless(from) === caseless(to)) return [];
  const change = (kid: string | undefined, leads: boolean) =>
    kid ? [{ lookup: lookupOf(tenant, 'KID', kid), id: String(arItemId), leads }] : [];
  return [...change(from, false), ...change(to, true)];
}
