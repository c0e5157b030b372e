import type { Table } from '../../../shared/dynamodb/tables.ts';
import { readCustomer } from '../../../shared/receivables/customers/read.ts';
import { readOwner } from '../../../shared/receivables/customers/read-owner.ts';
import type { CustomerItem } from '../../../shared/receivables/items.ts';
import type { Tenant } from '../../../shared/receivables/keys.ts';
import { accountKey, type Customer } from './customer.ts';

/** The customer with this account number. One that was deleted and created anew has another number since. */
export async function customerOfAccount(
  table: Table,
  tenant: Tenant,
  accountNo: number,
): Promise<CustomerItem<Customer> | undefined> {
  const owner = await readOwner(table, tenant, accountKey(accountNo));
  const customer = owner && (await readCustomer<Customer>(table, owner));
  return customer?.reference.accountNo === accountNo ? customer : undefined;
}
