import type { Table } from '../../../shared/dynamodb/tables.ts';
import { readCustomer } from '../../../shared/receivables/customers/read.ts';
import type { CustomerRef } from '../../../shared/receivables/keys.ts';
import type { Customer } from '../customers/customer.ts';
import { withoutBlanks } from '../dialect/fields.ts';
import { customerNotFound } from '../invoices/recipient.ts';

/** The copy of a customer that a recurring invoice keeps: as it was when the recurring invoice was last given it. */
export async function copyOf(table: Table, ref: CustomerRef) {
  const customer = await readCustomer<Customer>(table, ref);
  if (!customer) throw customerNotFound();
  const { legal_name, nif, alternative_id } = customer.profile as Customer;
  return {
    customer_id: ref.id,
    recipient_fiscal_name: legal_name,
    ...withoutBlanks({ recipient_nif: nif, recipient_alternative_id: alternative_id }),
  };
}
