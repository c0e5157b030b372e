import { filledFixture } from '../../infra/local/fixtures.ts';
import { makeSeeds, type Seeds } from '../../infra/local/seeds.ts';
import type { HttpEvent } from '../../shared/http/dialect.ts';
import type { CustomerRef } from '../../shared/receivables/keys.ts';
import { storeCustomers } from './customers.ts';

/** An event that asks for the removal of a customer made for it. */
export interface Delete {
  readonly event: HttpEvent;
  readonly customer: CustomerRef;
}

/** The operations that remove customers. */
export const DELETES = [
  'enkash/customers/delete-customer',
  'amili/customers/delete-customer',
  'beel-flat/customers/deactivate-customer',
  'beel/customers/delete-customer',
  'beel-flat/customers/deactivate-customers',
  'beel/customers/delete-customers',
] as const;

export type DeleteOperation = (typeof DELETES)[number];

/** The operation that the baseline and the peers do too. */
export const OUR_DELETE = 'enkash/customers/delete-customer';

let seeds: Promise<Seeds> | undefined;

/** Callers whose credentials work in the stack of this process. */
export function callers(): Promise<Seeds> {
  seeds ??= makeSeeds();
  return seeds;
}

/** So many removals, each of another customer (of two where it is a bulk), all by one caller. */
export async function newDeletes(operation: DeleteOperation, count: number): Promise<Delete[]> {
  const known = await callers();
  const vendor = operation.split(/[/-]/)[0] as 'enkash' | 'amili' | 'beel';
  const tenant = {
    enkash: known.enkash.companyId,
    amili: String(known.amili.clientNos[0]),
    beel: `${known.beel.mode}:${known.beel.company}`,
  }[vendor];
  const each = operation.endsWith('customers') ? 2 : 1;
  const ids = await storeCustomers(vendor, tenant, count * each);
  return Array.from({ length: count }, (_, index) => {
    const [id, other = 'none'] = ids.slice(each * index, each * (index + 1)) as [string, string?];
    const fresh = { customerId: id, customerNo: id, linkedCustomerId: other };
    const filled = { ...known, [vendor]: { ...known[vendor], ...fresh } };
    const event = filledFixture(`events/${operation}.json`, filled);
    return { event, customer: { vendor, tenant, id } };
  });
}

/** One removal. */
export async function newDelete(operation: DeleteOperation): Promise<Delete> {
  const [only] = await newDeletes(operation, 1);
  return only as Delete;
}
