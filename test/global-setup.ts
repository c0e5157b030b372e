import { randomBytes } from 'node:crypto';
import { DeleteTableCommand, DynamoDBClient, paginateListTables } from '@aws-sdk/client-dynamodb';
import { startStack } from '../infra/local/stack.ts';

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
  for await (const { TableNames = [] } of paginateListTables({ client }, {})) {
    for (const TableName of TableNames.filter((name) => name.startsWith(`offboard-${stage}-`)))
      await client.send(new DeleteTableCommand({ TableName }));
  }
  client.destroy();
}
