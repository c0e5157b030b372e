import type { FeedEvent } from '../../../shared/receivables/feed/event.ts';
import { vendors } from '../../vendors.ts';
import { type OperatorCaller, reaches } from '../dialect/caller.ts';
import { invalidParameter } from '../dialect/errors.ts';
import type { Filters } from './event-filters.ts';

/**
 * Which events a caller sees: those within the reach of its key that it asks for. What it does not reach it does not see,
 * and is not told of, as if there were none.
 * @throws Failure where a tenant is named without its vendor, or a customer without its tenant
 */
export function selectionOf(
  caller: OperatorCaller,
  { vendor, tenant, customer_id, type = [] }: Filters,
): (event: FeedEvent) => boolean {
  if (tenant !== undefined && vendor === undefined) throw isMissing('vendor', 'tenant');
  if (customer_id !== undefined && tenant === undefined) throw isMissing('tenant', 'customer_id');
  const customer = customer_id && vendor && (vendors[vendor].customerIdOf(customer_id) ?? NOBODY);
  return (event) =>
    reaches(caller, event) &&
    (vendor === undefined || event.vendor === vendor) &&
    (tenant === undefined || event.tenant === tenant) &&
    (customer === undefined || isAbout(event, customer)) &&
    (type.length === 0 || type.includes(event.type));
}

/** No customer has it. */
const NOBODY = '';

const isMissing = (parameter: string, given: string) =>
  invalidParameter(parameter, `is needed where ${given} is given`);

/** Of what was moved both customers are told. */
const isAbout = ({ kind, itemId, customerId, fromCustomerId }: FeedEvent, customer: string): boolean =>
  kind === 'CUSTOMER' ? itemId === customer : customerId === customer || fromCustomerId === customer;
