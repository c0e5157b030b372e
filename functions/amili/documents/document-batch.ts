import { readCustomers } from '../../../shared/receivables/customers/read-many.ts';
import { prepareAttachment } from '../../../shared/receivables/dependents/attachment.ts';
import { readDependents } from '../../../shared/receivables/dependents/read-many.ts';
import type { CustomerItem, DependentItem } from '../../../shared/receivables/items.ts';
import { customerKey, dependentKey, type Tenant } from '../../../shared/receivables/keys.ts';
import { isFence } from '../../../shared/receivables/repeats/fence.ts';
import type { RowRules } from '../batches/row-job.ts';
import type { Customer } from '../customers/customer.ts';
import { caseless } from '../dialect/identifiers.ts';
import { type Books, readBooks } from '../ledger/books.ts';
import { dateInNorway } from '../ledger/dates.ts';
import { requireOpenPeriod } from '../ledger/open-period.ts';
import { drawIds, post } from '../ledger/posting.ts';
import { stored } from './document.ts';
import { eventOf } from './document-event.ts';
import { bundleInBatch, documentRef } from './document-ids.ts';
import { shown } from './document-outcome.ts';
import { duplicateDocument, unknownCustomer } from './document-refusals.ts';
import type { Requested } from './document-request.ts';

/** What rows are decided by, as it was read. */
interface Known {
  readonly books: Books;
  /** By their keys, deleted ones included. */
  readonly customers: ReadonlyMap<string, CustomerItem<Customer>>;
  readonly documents: ReadonlyMap<string, DependentItem<object>>;
}

/** Rows of documents: each is created as the single operation does it, if its customers are still there. */
export function documentBatch(tenant: Tenant, batchUuid: string): RowRules<Requested, Known> {
  const idsOf = ({ customerNo, subCustomerNo }: Requested) =>
    [...new Set([customerNo, subCustomerNo].map((number) => caseless(number ?? '')))].filter(
      (id) => id !== '',
    );
  const refOf = (id: string) => ({ ...tenant, id });
  return {
    touches: (row) => [...idsOf(row).map((id) => `customer ${id}`), `document ${caseless(row.documentNo)}`],
    async read(table, rows) {
      const [books, customers, documents] = await Promise.all([
        readBooks(table, tenant),
        readCustomers(table, rows.flatMap(idsOf).map(refOf)),
        readDependents(
          table,
          rows.map(({ documentNo }) => documentRef(tenant, documentNo)),
        ),
      ]);
      return { books, customers: customers as Known['customers'], documents };
    },
    decide(table, { row, stamp }, { books, customers, documents }) {
      const attachable = (id: string): CustomerItem<Customer> => {
        const customer = customers.get(customerKey(refOf(id)));
        if (!customer || customer.deletion || customer.deactivation) throw unknownCustomer(row, { id });
        return customer;
      };
      const [customerId, ...others] = idsOf(row) as [string, ...string[]];
      const customer = attachable(customerId);
      const event = eventOf(row, customer, books, dateInNorway(new Date(stamp.at)));
      requireOpenPeriod(event, books);
      const document = documents.get(dependentKey(documentRef(tenant, row.documentNo)));
      if (document && !isFence(document)) throw duplicateDocument(row);
      for (const { pk, linkCount } of [customer, ...others.map(attachable)])
        if (linkCount === undefined)
          throw new Error(`the linkCount of ${pk} is missing: recount it before anything is attached`);
      const requested = { ...row, ...bundleInBatch(tenant, batchUuid, row) };
      const { item, ...posting } = post(tenant, event, books, drawIds());
      const { writes } = prepareAttachment(table, stored(tenant, requested, { item, ...posting }), stamp);
      return { writes, answer: { ...shown(tenant, requested, item, customer) } };
    },
  };
}
