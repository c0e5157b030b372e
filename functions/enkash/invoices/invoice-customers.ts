import type { Table } from '../../../shared/dynamodb/tables.ts';
import { readCustomers } from '../../../shared/receivables/customers/read-many.ts';
import type { CustomerItem, DependentItem } from '../../../shared/receivables/items.ts';
import { customerKey, type Tenant } from '../../../shared/receivables/keys.ts';
import { type ListState, stateOf } from '../../../shared/receivables/lists/listing.ts';
import { all, searched } from '../../../shared/receivables/lists/row-values.ts';
import type { Customer } from '../customers/customer.ts';
import { named } from '../customers/customer-listing.ts';
import { given } from '../dialect/search-fields.ts';
import { billed, type Invoice } from './invoice.ts';
import type { Filters } from './invoice-filters.ts';

/** What a search shows and asks of an invoice's customer. Not all of it: the customers of a page may be large. */
interface Billed {
  readonly shown: ReturnType<typeof billed>;
  readonly state: ListState;
}

/** The customers whose invoices a search wants; undefined where it does not say. */
export function customersWanted(body: Filters) {
  const { customerDeleted, customerStatus, customerLegalName, customerIds } = body;
  const isNamed = named(customerLegalName);
  if (!customerDeleted && !customerStatus && !isNamed) return undefined;
  const states: readonly ListState[] = customerDeleted
    ? ['DELETED']
    : customerStatus
      ? [customerStatus]
      : ['ACTIVE', 'INACTIVE'];
  return {
    request: { kind: 'CUSTOMER', states, ids: given(customerIds), filter: all([isNamed]) },
    has: ({ state, shown }: Billed) =>
      states.includes(state) && (!isNamed || isNamed({ name: searched(shown.customerLegalName ?? '') })),
  };
}

/** The filters by which fewer customers are looked at. */
export const NARROWING = ['customerIds', 'invoiceIds'];

/** The customers of invoices, each read once, as its last change left it. */
export function customersOf(table: Table, tenant: Tenant) {
  const known = new Map<string, Billed>();
  const refOf = (id: string) => ({ ...tenant, id });
  return {
    async read(invoices: readonly DependentItem<Invoice>[]): Promise<void> {
      const ids = new Set(invoices.map(({ fields }) => fields.customerId).filter((id) => !known.has(id)));
      const items = await readCustomers(table, [...ids].map(refOf));
      for (const id of ids) {
        const customer = items.get(customerKey(refOf(id))) as CustomerItem<Customer> | undefined;
        // The guard removes none. Were one not there, its invoices would still be.
        known.set(id, { shown: billed(customer), state: customer ? stateOf(customer) : 'DELETED' });
      }
    },
    of: ({ fields }: DependentItem<Invoice>) => known.get(fields.customerId) as Billed,
  };
}
