import type { Table } from '../../../shared/dynamodb/tables.ts';
import { creationWrites, newItem } from '../../../shared/receivables/customers/create.ts';
import { readCustomers } from '../../../shared/receivables/customers/read-many.ts';
import { updateOf } from '../../../shared/receivables/customers/update.ts';
import type { CustomerItem } from '../../../shared/receivables/items.ts';
import { customerKey, type Tenant } from '../../../shared/receivables/keys.ts';
import type { Task } from '../batches/batch.ts';
import type { RowRules } from '../batches/row-job.ts';
import { noCustomer } from '../dialect/errors.ts';
import { caseless } from '../dialect/identifiers.ts';
import type { Customer } from './customer.ts';
import { changeOf } from './customer-changes.ts';
import { shown } from './customer-outcome.ts';
import type { Requested } from './customer-request.ts';
import { creationOf } from './customer-upsert.ts';

/** Customers by their keys, deleted ones included. */
type Known = ReadonlyMap<string, CustomerItem<Customer>>;

/** Rows of customers: POST creates or updates, PUT only updates, each as the single operation does. */
export function customerBatch(tenant: Tenant, { method }: Pick<Task, 'method'>): RowRules<Requested, Known> {
  const clientNo = Number(tenant.tenant);
  const refOf = ({ customerNo }: Requested) => ({ ...tenant, id: caseless(customerNo) });
  return {
    touches: ({ customerNo }) => [caseless(customerNo)],
    read: (table: Table, rows) => readCustomers(table, rows.map(refOf)) as Promise<Known>,
    decide(table, { row, stamp }, known) {
      const ref = refOf(row);
      const seen = known.get(customerKey(ref));
      if (seen && !seen.deletion) {
        const { update } = updateOf(table, ref, seen, changeOf(row, stamp)(seen), stamp);
        return { writes: [{ Update: update }], answer: shown(clientNo, 'UPDATED', seen) };
      }
      if (method === 'PUT') throw noCustomer(row.customerNo);
      const wanted = creationOf(ref, row);
      const customer = newItem(wanted, seen, stamp);
      const writes = creationWrites(table, wanted, customer, { tombstone: seen });
      return { writes, answer: shown(clientNo, 'CREATED', customer) };
    },
  };
}
