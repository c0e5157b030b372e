import type { CustomerItem } from '../../../shared/receivables/items.ts';
import type { Address } from '../../beel/customers/address.ts';
import { type Customer, shown as shownToday, storedAt } from '../../beel/customers/customer.ts';
import { withoutBlanks } from '../../beel/dialect/fields.ts';
import type { Requested } from './customer-request.ts';
import type { Answered } from './customer-response.ts';

/** @throws Failure when the customer's identifier is missing or breaks a rule */
export const stored = ({ web, website, address, ...fields }: Requested): Customer =>
  storedAt(storedAddress(address), { ...fields, website: web ?? website });

/** In OpenAPI 1.0.1 neither of a country's name and code follows from the other: they are kept as they were sent. */
const storedAddress = (address: Requested['address']): Address => withoutBlanks(address);

/** A customer as answers show it. */
export function shown(customer: CustomerItem<Customer>): Answered {
  const fields = shownToday(customer);
  const { website: web } = fields;
  const { address } = customer.profile as Customer;
  return { ...fields, address, ...(web !== undefined && { web }) };
}
