import type { CustomerItem } from '../../../shared/receivables/items.ts';
import { numbersOf } from '../dialect/identifiers.ts';
import type { Requested } from './customer-request.ts';
import type { Answered } from './customer-response.ts';

/** A customer's fields as they are stored: a blank address is stored whole. */
export type Customer = Omit<Requested, 'customerNo' | 'postalAddress'> & {
  readonly postalAddress?: Readonly<Record<keyof typeof BLANK_ADDRESS, string>>;
};

type Group = Readonly<Record<string, unknown>>;

/**
 * The fields after a write by the rules of PUT (https://docs.amili.dev/put-update-one-customer-3942678e0): missing or
 * null leaves a field as it is, blank clears it, and the postal address is replaced whole, blank where nothing is sent.
 * That the members of other groups change one by one, and lists as a whole, is our choice.
 * @param before the fields that there are, none for a new customer
 */
export const stored = ({ customerNo: _, ...sent }: Requested, before: Partial<Customer> = {}): Customer =>
  written(before, sent) as Customer;

function written(before: Group, sent: Group): Group {
  const changed: Record<string, unknown> = { ...before };
  for (const [name, value] of Object.entries(sent)) {
    if (value === undefined) continue;
    if (!isGroup(value)) changed[name] = value;
    else if (name !== 'postalAddress') changed[name] = written((before[name] ?? {}) as Group, value);
    else if (!isEmpty(value)) changed[name] = written(BLANK_ADDRESS, value);
  }
  return changed;
}

const isEmpty = (group: Group): boolean => Object.values(group).every((value) => value === undefined);

const isGroup = (value: unknown): value is Group => typeof value === 'object' && !Array.isArray(value);

const BLANK_ADDRESS = {
  addressLine1: '',
  addressLine2: '',
  addressLine3: '',
  postalCode: '',
  cityName: '',
  countryText: '',
  countryCode: '',
};

/** Who wrote a customer is kept and not among the fields that the vendor shows. */
export function shown(clientNo: number, customer: CustomerItem<Customer>): Answered {
  const { metadata: _, ...fields } = customer.profile ?? {};
  return { ...numbersOf(clientNo, customer), ...fields };
}
