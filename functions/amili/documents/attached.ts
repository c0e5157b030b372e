import type { Table } from '../../../shared/dynamodb/tables.ts';
import { readCustomer } from '../../../shared/receivables/customers/read.ts';
import { readDependent } from '../../../shared/receivables/dependents/read.ts';
import type { CustomerItem, DependentItem } from '../../../shared/receivables/items.ts';
import type { CustomerRef, Tenant } from '../../../shared/receivables/keys.ts';
import { type ArItem, arItemRef, type UnpostedArItem } from '../ar-items/ar-item.ts';
import type { Customer } from '../customers/customer.ts';

/** With the document attached, nobody can delete the customer: it is still the one that was attached to. */
export async function attachedCustomer(table: Table, ref: CustomerRef): Promise<CustomerItem<Customer>> {
  const customer = await readCustomer<Customer>(table, ref);
  if (!customer) throw new Error(`customer ${ref.id} is gone, with a document attached`);
  return customer;
}

/** A document's AR item was written together with it, and nothing removes either. */
export async function attachedItem(
  table: Table,
  tenant: Tenant,
  arItemId: number,
): Promise<DependentItem<ArItem | UnpostedArItem>> {
  const item = await readDependent<ArItem | UnpostedArItem>(table, arItemRef(tenant, arItemId));
  if (!item) throw new Error(`AR item ${arItemId} is gone, and its document is not`);
  return item;
}
