import type { CustomerItem } from '../../../shared/receivables/items.ts';
import type { Address } from '../../beel/customers/address.ts';
import { type Customer, shown as shownToday, storedAt } from '../../beel/customers/customer.ts';
import type { Identity } from '../../beel/customers/identity.ts';
import { refused } from '../../beel/dialect/errors.ts';
import { withoutBlanks } from '../../beel/dialect/fields.ts';
import { say } from '../../beel/dialect/say.ts';
import type { Requested } from './customer-request.ts';
import type { Answered } from './customer-response.ts';

/** @throws Failure when the customer's identifier is missing or breaks a rule */
export const stored = ({ web, website, address, ...fields }: Requested): Customer =>
  storedAt(storedAddress(address), { ...fields, website: web ?? website });

/** In OpenAPI 1.0.1 neither of a country's name and code follows from the other: they are kept as they were sent. */
export const storedAddress = (address: Requested['address']): Address => withoutBlanks(address);

/** A customer as answers show it. */
export function shown(customer: CustomerItem<Customer>): Answered {
  const fields = shownToday(customer);
  const { website: web } = fields;
  const { address } = customer.profile as Customer;
  return { ...fields, address, ...(web !== undefined && { web }) };
}

/** As in the example of OpenAPI 1.0.1. An inactive customer keeps its identifier, a deleted one does not. */
export function duplicate({ nif, alternative_id }: Identity, existing_resource_id: string) {
  const field = nif ? 'nif' : 'alternative_id';
  const value = nif ?? alternative_id?.number;
  return refused(409, 'CONFLICT', undefined, {
    conflict_type: nif ? 'DUPLICATE_NIF' : 'DUPLICATE_ALTERNATIVE_ID',
    field,
    value,
    existing_resource_id,
    message: say(nif ? 'conflict.nif' : 'conflict.alternativeId', { value }),
  });
}

/** The same whether it is unknown, deleted or another company's. */
export const notFound = () => refused(404, 'NOT_FOUND');
