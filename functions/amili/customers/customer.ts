import type { NewCustomer } from '../../../shared/receivables/customers/create.ts';
import type { UniqueKey } from '../../../shared/receivables/customers/unique-keys.ts';
import type { CustomerItem } from '../../../shared/receivables/items.ts';
import type { Tenant } from '../../../shared/receivables/keys.ts';
import { caseless, numbersOf } from '../dialect/identifiers.ts';
import { listingOf } from './customer-listing.ts';
import type { Requested } from './customer-request.ts';
import type { Answered } from './customer-response.ts';

/** A customer's fields as they are stored. An address has all its lines, blank ones too. */
export type Customer = Omit<Requested, 'customerNo' | 'postalAddress'> & {
  readonly postalAddress?: Readonly<Record<keyof typeof BLANK_ADDRESS, string>>;
};

type Group = Readonly<Record<string, unknown>>;

/**
 * The fields after a write, by the rules of PUT (https://docs.amili.dev/put-update-one-customer-3942678e0):
 * - a field that is missing or null stays as it is, a blank one is cleared;
 * - a postal address replaces the whole one before: lines that are not sent become blank;
 * - our choice: lists are replaced whole, and other groups member by member;
 * - `metadata` says who writes this: that of an earlier write is not this one's.
 * @param before the fields until now, none for a new customer
 */
export const stored = (
  { customerNo: _, ...sent }: Requested,
  { metadata: __, ...before }: Partial<Customer> = {},
): Customer => written(before, sent) as Customer;

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

/** A customer as it is created under the number that its client gave it, with an account number of ARM's own. */
export const newCustomer = (
  tenant: Tenant,
  customerNo: string,
  accountNo: number,
  profile: Customer,
): NewCustomer<Customer> => ({
  ref: { ...tenant, id: caseless(customerNo) },
  profile,
  reference: { accountNo, customerNo },
  listing: ({ at }) => listingOf({ reference: { accountNo, customerNo }, profile }, at),
  uniqueKey: accountKey(accountNo),
  reuseErasedId: true,
});

/** The unique key of a customer with this account number. It is never given to another one. */
export const accountKey = (accountNo: number): UniqueKey => ({
  name: 'ACCOUNTNO',
  value: String(accountNo),
  freedByDeletion: false,
});

/** `metadata`, who wrote the customer, is stored but not shown: the vendor shows no such field. */
export function shown(clientNo: number, customer: CustomerItem<Customer>): Answered {
  const { metadata: _, ...fields } = customer.profile ?? {};
  return { ...numbersOf(clientNo, customer), ...fields };
}
