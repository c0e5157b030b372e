import { randomInt } from 'node:crypto';
import { newEffort, nextRound } from '../../../shared/dynamodb/send.ts';
import type { Table } from '../../../shared/dynamodb/tables.ts';
import { createCustomer, type NewCustomer } from '../../../shared/receivables/customers/create.ts';
import type { CustomerItem } from '../../../shared/receivables/items.ts';
import type { CustomerRef } from '../../../shared/receivables/keys.ts';
import type { Stamp } from '../../../shared/receivables/stamp.ts';
import { refused } from '../dialect/errors.ts';
import { type Customer, newCustomer, stored } from './customer.ts';
import { change } from './customer-changes.ts';
import type { Requested } from './customer-request.ts';

export interface Upserted {
  readonly result: 'CREATED' | 'UPDATED';
  readonly customer: CustomerItem<Customer>;
}

/**
 * Creates a customer, or updates the one with this number. What is read decides nothing: the creation is written only if
 * there is no customer, the update only if it is still the one read. If that fails, it starts again.
 * @throws Failure 422 when there is no such customer and the request has no name for a new one
 */
export async function upsertCustomer(
  table: Table,
  ref: CustomerRef,
  requested: Requested,
  stamp: Stamp,
): Promise<Upserted> {
  const effort = newEffort(table);
  for (;;) {
    const update = await change(table, ref, requested, stamp);
    if (update.outcome === 'updated') return { result: 'UPDATED', customer: update.customer };
    const creation = await createCustomer(table, creationOf(ref, requested), stamp);
    if (creation.outcome === 'created') return { result: 'CREATED', customer: creation.customer };
    // Another request was faster, or the account number was taken.
    await nextRound(effort, `writing customer ${ref.id}`);
  }
}

/**
 * The customer that a request creates, with another account number at each call.
 * @throws Failure 422 when it has no name
 */
export function creationOf(ref: CustomerRef, requested: Requested): NewCustomer<Customer> {
  const { customerNo } = requested;
  const profile = stored(requested);
  // The vendor does not say what a new customer needs. That it needs a name is our choice.
  if (!profile.name) throw refused(422, 'NAME_REQUIRED', 'name: a new customer needs one', { customerNo });
  return newCustomer(ref, customerNo, drawAccountNo(), profile);
}

/** Nine digits at random, so that no request waits for a counter. With a million customers one in 900 draws is taken. */
const drawAccountNo = (): number => randomInt(100_000_000, 1_000_000_000);
