import { randomUUID } from 'node:crypto';
import { UpdateCommand } from '@aws-sdk/lib-dynamodb';
import { sampleNif } from '../../infra/sample-nif.ts';
import { receivables } from '../../shared/dynamodb/tables.ts';
import { type CustomerRef, customerItemKey } from '../../shared/receivables/keys.ts';
import { beelAuthorization } from '../support/credentials.ts';
import { storeCustomer } from '../support/store.ts';

export const address = {
  street: 'Calle Gran Vía',
  number: '45',
  postal_code: '28013',
  city: 'Madrid',
  province: 'Madrid',
  country: 'España',
  country_code: 'ES',
};

export const newNif = (): string => sampleNif();

/** A company of the test's own, and how its live key calls. */
export async function newCompany() {
  const company = randomUUID();
  const authorization = await beelAuthorization({ company });
  const ref = (id: string = randomUUID(), mode = 'live'): CustomerRef => ({
    vendor: 'beel',
    tenant: `${mode}:${company}`,
    id,
  });
  return { company, authorization, ref };
}

/** A customer's fields as create stores them. */
export const profile = () => ({
  legal_name: 'Ada SL',
  trade_name: 'Ada',
  nif: newNif(),
  address,
  email: 'ada@example.es',
  phone: '915551234',
  general_discount: 0,
});

/** Stores a customer as create would and gives back how to find it. */
export async function storedBeelCustomer(ref: CustomerRef): Promise<CustomerRef> {
  await storeCustomer(ref, profile());
  return ref;
}

export const isoTime = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/;

export const uuidV4 = /^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/;

/** Makes a customer's link count one that no attach or detach could: what is done with it ends unexpectedly. */
export async function damage(ref: CustomerRef): Promise<void> {
  const { client, name } = receivables();
  const update = new UpdateCommand({
    TableName: name,
    Key: customerItemKey(ref),
    UpdateExpression: 'SET linkCount = :damaged',
    ExpressionAttributeValues: { ':damaged': -1 },
  });
  await client.send(update);
}
