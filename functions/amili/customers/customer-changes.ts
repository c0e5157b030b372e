import type { Table } from '../../../shared/dynamodb/tables.ts';
import { type ChangeOutcome, changeCustomer } from '../../../shared/receivables/customers/change.ts';
import type { CustomerChange } from '../../../shared/receivables/customers/update.ts';
import type { CustomerItem } from '../../../shared/receivables/items.ts';
import type { CustomerRef } from '../../../shared/receivables/keys.ts';
import type { Stamp } from '../../../shared/receivables/stamp.ts';
import { type Customer, stored } from './customer.ts';
import { listingOf } from './customer-listing.ts';
import type { Requested } from './customer-request.ts';

/** What becomes of a customer that there is, by the rules that POST and PUT share. */
export const changeOf =
  (requested: Requested, { at }: Stamp) =>
  ({ reference, profile: before }: Pick<CustomerItem<Customer>, 'reference' | 'profile'>) => {
    const profile = stored(requested, before);
    return { profile, listing: listingOf({ reference, profile }, at) } satisfies CustomerChange<Customer>;
  };

/** Changes a customer that there is. */
export const change = (
  table: Table,
  ref: CustomerRef,
  requested: Requested,
  stamp: Stamp,
): Promise<ChangeOutcome<Customer>> =>
  changeCustomer<Customer>(table, ref, changeOf(requested, stamp), stamp);
