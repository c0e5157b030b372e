import { GetCommand } from '@aws-sdk/lib-dynamodb';
import { credentials } from '../../shared/dynamodb/tables.ts';

/** The item of a credential as it is stored, valid or not. */
export async function storedCredential(id: string): Promise<unknown> {
  const { client, name } = credentials();
  const Key = { pk: id, sk: 'CREDENTIAL' };
  return (await client.send(new GetCommand({ TableName: name, Key, ConsistentRead: true }))).Item;
}
