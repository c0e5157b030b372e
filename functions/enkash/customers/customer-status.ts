import type { Table } from '../../../shared/dynamodb/tables.ts';
import { changeCustomer } from '../../../shared/receivables/customers/change.ts';
import type { CustomerItem } from '../../../shared/receivables/items.ts';
import type { CustomerRef } from '../../../shared/receivables/keys.ts';
import type { Stamp } from '../../../shared/receivables/stamp.ts';

export type CustomerStatus = 'ACTIVE' | 'INACTIVE';

export const statusOf = ({ deactivation }: CustomerItem<object>): CustomerStatus =>
  deactivation ? 'INACTIVE' : 'ACTIVE';

/** Activates or deactivates a customer, and leaves its fields as they are. */
export const setStatus = (table: Table, ref: CustomerRef, status: CustomerStatus, stamp: Stamp) =>
  changeCustomer<object>(table, ref, (seen) => changeOf(seen, status), stamp);

/** Nothing is written where the customer has the status already: our choice. */
const changeOf = (seen: CustomerItem<object>, status: CustomerStatus) =>
  statusOf(seen) === status ? undefined : { profile: seen.profile as object, active: status === 'ACTIVE' };
