import { randomBytes } from 'node:crypto';
import { DeleteTableCommand, DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { startStack } from '../infra/local/stack.ts';
import { resourceNames } from '../infra/names.ts';

/** One DynamoDB and one KMS for the whole run; each test makes tenants of its own in them. */
export default async function setUp(): Promise<() => Promise<void>> {
  const stage = `test-${randomBytes(4).toString('hex')}`;
  const stack = await startStack({ stage });
  return async () => {
    if (process.env.DYNAMODB_ENDPOINT) await deleteTables(stage);
    await stack.close();
  };
}

/** A DynamoDB that outlives the run is left as it was. */
async function deleteTables(stage: string): Promise<void> {
  const client = new DynamoDBClient({});
  const { receivablesTable, credentialsTable } = resourceNames(stage);
  for (const TableName of [receivablesTable, credentialsTable])
    await client.send(new DeleteTableCommand({ TableName }));
  client.destroy();
}
