import { randomUUID } from 'node:crypto';
import { GetCommand } from '@aws-sdk/lib-dynamodb';
import { receivables } from '../../shared/dynamodb/tables.ts';
import { createCustomer } from '../../shared/receivables/customers/create.ts';
import type { UniqueKey } from '../../shared/receivables/customers/unique-keys.ts';
import { attachDependents } from '../../shared/receivables/dependents/attach.ts';
import type { CustomerItem, DependentItem } from '../../shared/receivables/items.ts';
import {
  type CustomerRef,
  customerItemKey,
  type DependentRef,
  dependentItemKey,
  dependentRefOf,
} from '../../shared/receivables/keys.ts';
import { listKey } from '../../shared/receivables/lists/listing.ts';
import type { Stamp } from '../../shared/receivables/stamp.ts';

/** The stamp of a request of its own. */
export const newStamp = (by = 'test'): Stamp => ({
  at: new Date().toISOString(),
  by,
  requestId: randomUUID(),
});

/** Stores a customer, as its vendor's create operation would. */
export async function storeCustomer(
  ref: CustomerRef,
  profile: Record<string, unknown> = { name: 'Ada' },
  reference: Record<string, string | number> = {},
  uniqueKey?: UniqueKey,
): Promise<CustomerItem> {
  const wanted = { ref, profile, reference, ...(uniqueKey && { uniqueKey }) };
  const result = await createCustomer(receivables(), wanted, newStamp());
  if (result.outcome !== 'created') throw new Error(`the customer was not created: ${result.outcome}`);
  return result.customer;
}

/** Stores a dependent that refers to a customer. */
export async function storeDependent(
  customer: CustomerRef,
  kind = 'INVOICE',
  id: string = randomUUID(),
): Promise<DependentRef> {
  const ref = { vendor: customer.vendor, tenant: customer.tenant, kind, id };
  const result = await attachDependents(receivables(), [{ ref, fields: {}, customer }], newStamp());
  if (result.outcome !== 'attached') throw new Error(`the dependent was not attached: ${result.outcome}`);
  return ref;
}

/** The customer's item as it is stored, deleted or not. */
export const storedCustomer = (ref: CustomerRef) => stored<CustomerItem>(customerItemKey(ref));

/** The `listKey` of a dependent that was deleted. */
export const deletedListKey = ({ pk, sk }: Pick<DependentItem, 'pk' | 'sk'>): string =>
  listKey(dependentRefOf(pk), sk, 'DELETED');

/** The dependent's item as it is stored, deleted or not. */
export const storedDependent = (ref: DependentRef) => stored<DependentItem>(dependentItemKey(ref));

async function stored<Item>(Key: Record<string, string>): Promise<Item | undefined> {
  const { client, name } = receivables();
  const { Item } = await client.send(new GetCommand({ TableName: name, Key, ConsistentRead: true }));
  return Item as Item | undefined;
}
