import type { Table } from '../../../shared/dynamodb/tables.ts';
import { readCustomer } from '../../../shared/receivables/customers/read.ts';
import { type AttachmentOutcome, attachTogether } from '../../../shared/receivables/dependents/attach.ts';
import type { CustomerRef, Tenant } from '../../../shared/receivables/keys.ts';
import type { Stamp } from '../../../shared/receivables/stamp.ts';
import type { ArItem } from '../ar-items/ar-item.ts';
import type { Customer } from '../customers/customer.ts';
import { caseless } from '../dialect/identifiers.ts';
import { readBooks } from '../ledger/books.ts';
import { dateInNorway } from '../ledger/dates.ts';
import { requireOpenPeriod } from '../ledger/open-period.ts';
import { drawIds, post } from '../ledger/posting.ts';
import { stored } from './document.ts';
import { eventOf } from './document-event.ts';
import type { Requested } from './document-request.ts';

/** How often to draw ids. */
const DRAWS = 4;

/** Why a document was not attached. */
type Refusal = Extract<
  AttachmentOutcome,
  { readonly outcome: 'dependentExists' | 'customerNotFound' | 'customerDeactivated' }
>;

type DocumentOutcome = { readonly outcome: 'attached'; readonly item: ArItem } | Refusal;

/**
 * Stores a document, its AR item and their voucher, all or nothing. What is read before decides nothing but what the
 * event is: due days and currency are the customer's where the document has none.
 * @throws Failure 422 for a document of a month that is closed
 */
export async function attachDocument(
  table: Table,
  tenant: Tenant,
  requested: Requested,
  stamp: Stamp,
): Promise<DocumentOutcome> {
  const ref: CustomerRef = { ...tenant, id: caseless(requested.customerNo) };
  const [books, customer] = await Promise.all([readBooks(table, tenant), readCustomer<Customer>(table, ref)]);
  if (!customer) return { outcome: 'customerNotFound', customer: ref };
  const event = eventOf(requested, customer, books, dateInNorway(new Date(stamp.at)));
  requireOpenPeriod(event, books);
  for (let draw = 1; draw <= DRAWS; draw++) {
    const posting = post(tenant, event, books, drawIds());
    const result = await attachTogether(table, stored(tenant, requested, posting), stamp);
    switch (result.outcome) {
      case 'attached':
        return { outcome: 'attached', item: posting.item };
      case 'dependentExists':
        if (result.dependent.sk !== 'AR_ITEM') return result;
        break;
      case 'customerNotFound':
      case 'customerDeactivated':
        return result;
      case 'recordExists':
        break;
      default:
        throw new Error(`a document cannot meet this: ${result.outcome}`);
    }
  }
  throw new Error(`${DRAWS} draws of ids in a row were taken`);
}
