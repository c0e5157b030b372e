import type { CustomerItem } from '../../../shared/receivables/items.ts';
import { type Customer, shown as shownToday, stored as storedToday } from '../../beel/customers/customer.ts';
import type { Requested } from './customer-request.ts';
import type { Answered } from './customer-response.ts';

/** @throws Failure when the customer's identifier is missing or breaks a rule */
export const stored = ({ web, website, ...fields }: Requested): Customer =>
  storedToday({ ...fields, website: web ?? website });

/** A customer as answers show it. */
export function shown(customer: CustomerItem<Customer>): Answered {
  const fields = shownToday(customer);
  const { website: web } = fields;
  const { address } = customer.profile as Customer;
  return { ...fields, address, ...(web !== undefined && { web }) };
}
