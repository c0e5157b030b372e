import { randomUUID } from 'node:crypto';
import { BatchWriteCommand, GetCommand } from '@aws-sdk/lib-dynamodb';
import { newCustomerId } from '../../functions/enkash/dialect/identifiers.ts';
import { receivables } from '../../shared/dynamodb/tables.ts';
import type { CustomerItem } from '../../shared/receivables/items.ts';
import { type CustomerRef, customerItemKey } from '../../shared/receivables/keys.ts';

/** New customer ids, in the shape that the vendor gives them. */
const NEW_IDS: Readonly<Record<string, () => string>> = {
  enkash: newCustomerId,
  amili: () => randomUUID().toUpperCase(),
  beel: randomUUID,
};

/** Some 500 bytes, as much as a customer with an address and a contact has. */
const profile = {
  legalName: 'Deletable Traders Private Limited',
  address: { street: 'Calle Gran Vía', number: '45', city: 'Madrid', postalCode: '28013', country: 'España' },
  contacts: [{ name: 'Owe Armstrong', email: 'owe.armstrong@example.com', phone: '+34 910 000 000' }],
};

/**
 * Stores customers that nothing refers to and gives their ids.
 * @param more text that makes their items larger than the usual
 */
export async function storeCustomers(
  vendor: string,
  tenant: string,
  count: number,
  more = '',
): Promise<string[]> {
  const { client, name } = receivables();
  const newId = NEW_IDS[vendor] as () => string;
  const ids = Array.from({ length: count }, newId);
  const stamp = { at: new Date().toISOString(), by: 'bench', requestId: 'bench' };
  const items = ids.map((id): CustomerItem => {
    const about = { profile: { ...profile, more }, reference: { customerNo: id } };
    const state = { linkCount: 0, creation: stamp, update: stamp, version: 1 };
    return { ...customerItemKey({ vendor, tenant, id }), ...about, ...state };
  });
  for (let start = 0; start < items.length; start += 25) {
    const puts = items.slice(start, start + 25).map((Item) => ({ PutRequest: { Item } }));
    await client.send(new BatchWriteCommand({ RequestItems: { [name]: puts } }));
  }
  return ids;
}

/** Whether the customer is there and carries a stamp of removal. */
export async function isRemoved(ref: CustomerRef): Promise<boolean> {
  const { client, name } = receivables();
  const get = new GetCommand({ TableName: name, Key: customerItemKey(ref), ConsistentRead: true });
  const { Item } = await client.send(get);
  return Item !== undefined && (Item.deletion ?? Item.deactivation) !== undefined;
}
