import { randomUUID } from 'node:crypto';
import { DeleteCommand, GetCommand, PutCommand } from '@aws-sdk/lib-dynamodb';
import { receivables, type Table } from '../../shared/dynamodb/tables.ts';
import { changeCustomer } from '../../shared/receivables/customers/change.ts';
import type { Removal } from '../../shared/receivables/customers/removal-outcome.ts';
import { removeCustomer } from '../../shared/receivables/customers/remove.ts';
import { type UniqueKey, uniqueItemKey } from '../../shared/receivables/customers/unique-keys.ts';
import type { CustomerItem } from '../../shared/receivables/items.ts';
import type { CustomerRef, DependentRef, Tenant } from '../../shared/receivables/keys.ts';
import { customerItemKey } from '../../shared/receivables/keys.ts';
import { refusedName, settledName } from '../../shared/receivables/repeats/settled-requests.ts';
import type { Stamp } from '../../shared/receivables/stamp.ts';
import { type Fate, inTurn, withFates } from './faults.ts';
import { newStamp, storeCustomer, storedCustomer } from './store.ts';

/** Customers and dependents of a tenant that no other test has. */
export function newScene() {
  const tenant: Tenant = { vendor: 'test', tenant: randomUUID() };
  return {
    ...tenant,
    customer: (id = 'c1'): CustomerRef => ({ ...tenant, id }),
    dependent: (id = 'd1', kind = 'INVOICE'): DependentRef => ({ ...tenant, kind, id }),
  };
}

/** The table, with these fates for the first attempts that are sent to it. */
export const tableWith = (...fates: readonly Fate[]): Table => withFates(receivables(), inTurn(...fates));

/** The table for a request whose time is over: each of its reads and writes has one attempt, and one round. */
export const outOfTime = (table: Table): Table => ({ ...table, deadline: performance.now() });

/** Stores an item as it is given: to damage the one that is there, or to skip what would take long to come about. */
export async function overwrite(item: object): Promise<void> {
  const { client, name } = receivables();
  await client.send(new PutCommand({ TableName: name, Item: item }));
}

/** The attributes of a fence that shuts out the request with this stamp, for a day. */
export const fencedBy = (stamp: Stamp) => ({
  creation: stamp,
  update: stamp,
  deletion: stamp,
  version: 1,
  settled: new Set([settledName(stamp), refusedName(stamp)]),
  expiresAt: Math.floor(Date.parse(stamp.at) / 1000) + 86_400,
});

/** Deletes an item, as DynamoDB does when its time to live is over. */
export async function expire(Key: Record<string, unknown>): Promise<void> {
  const { client, name } = receivables();
  await client.send(new DeleteCommand({ TableName: name, Key }));
}

/** A customer, deactivated or deleted, as it is stored. */
export async function storeRemovedCustomer(ref: CustomerRef, removal: Removal): Promise<CustomerItem> {
  await storeCustomer(ref);
  await expectRemoved(ref, removal);
  return (await storedCustomer(ref)) as CustomerItem;
}

/** Removes a customer in the name of another request. */
export async function expectRemoved(ref: CustomerRef, removal: Removal): Promise<void> {
  const { outcome } = await removeCustomer(receivables(), ref, removal, newStamp());
  if (outcome !== 'removed') throw new Error(`the customer was not removed: ${outcome}`);
}

/** Takes a deactivation back and leaves the profile as it is. An active customer stays as it is. */
export const reactivate = (ref: CustomerRef, table = receivables(), stamp = newStamp()) =>
  changeCustomer<object>(
    table,
    ref,
    ({ profile, deactivation }) => deactivation && { profile: profile as object, active: true },
    stamp,
  );

/** Overwrites some attributes of a stored customer. */
export async function damage(ref: CustomerRef, change: Record<string, unknown>): Promise<CustomerItem> {
  const damaged = { ...((await storedCustomer(ref)) as CustomerItem), ...change };
  await overwrite(damaged);
  return damaged;
}

/** Who owns a unique key, as it is stored. */
export async function storedUniqueKey(tenant: Tenant, key: UniqueKey): Promise<unknown> {
  const { client, name } = receivables();
  const Key = uniqueItemKey(tenant, key);
  return (await client.send(new GetCommand({ TableName: name, Key, ConsistentRead: true }))).Item;
}

export const expireCustomer = (ref: CustomerRef): Promise<void> => expire(customerItemKey(ref));
