import { instant } from '../../../shared/fields/dates.ts';
import type { Attachment } from '../../../shared/receivables/dependents/attachment.ts';
import type { CustomerItem, DependentItem } from '../../../shared/receivables/items.ts';
import { dependentRefOf, type Tenant } from '../../../shared/receivables/keys.ts';
import { arItemRef } from '../ar-items/ar-item.ts';
import { listingOf as listingOfArItem } from '../ar-items/ar-item-listing.ts';
import { caseless, numbersOf } from '../dialect/identifiers.ts';
import { lookupsOf } from '../ledger/lookups.ts';
import type { Posting } from '../ledger/posting.ts';
import { type Bundled, documentBundleId, documentRef, documentUuid } from './document-ids.ts';
import { listingOf } from './document-listing.ts';
import type { Requested } from './document-request.ts';
import type { Answered } from './document-response.ts';

/** A document's fields as they are stored. */
export type Document = Requested & Bundled & { readonly arItemId: number };

/**
 * What is written for a new document: the document, its AR item, both of which refer to its customer, the lines of its
 * voucher, and a third dependent that refers to its sub-customer, if it has one. Whether that one blocks the deletion too
 * is unknown: that it does is the safe choice.
 */
export function stored(tenant: Tenant, requested: Requested & Bundled, { item, lines }: Posting): Attachment {
  const { documentNo, customerNo, subCustomerNo } = requested;
  const { arItemId } = item;
  const ref = documentRef(tenant, documentNo);
  const customer = { ...tenant, id: caseless(customerNo) };
  return {
    dependents: [
      {
        ref,
        fields: { ...requested, arItemId },
        customer,
        listing: ({ at }) => listingOf(ref, requested, at),
      },
      {
        ref: arItemRef(tenant, arItemId),
        fields: { ...item },
        customer,
        listing: () => listingOfArItem(item),
      },
      ...(subCustomerNo
        ? [
            {
              ref: { ...ref, kind: 'SUB_CUSTOMER' },
              fields: { documentNo, subCustomerNo },
              customer: { ...tenant, id: caseless(subCustomerNo) },
            },
          ]
        : []),
    ],
    records: lines,
    lookups: lookupsOf(tenant, item, documentUuid(ref)),
  };
}

/**
 * What was sent, with ARM's own numbers and the customer's number as that has it. `metadata`, who wrote the document, is
 * stored but not shown, as of customers.
 */
export function shown(
  clientNo: number,
  { pk, fields, creation }: DependentItem<Document>,
  customer: CustomerItem<object>,
): Answered {
  const { metadata: _, batchUuid: __, ...sent } = fields;
  const ref = dependentRefOf(pk);
  return {
    ...sent,
    ...numbersOf(clientNo, customer),
    documentUuid: documentUuid(ref),
    documentBundleId: documentBundleId(ref, fields),
    createdDateTime: instant(creation.at),
  };
}
