import {
  CreateTableCommand,
  DescribeTableCommand,
  DynamoDBClient,
  ResourceInUseException,
  ResourceNotFoundException,
  UpdateTimeToLiveCommand,
} from '@aws-sdk/client-dynamodb';
import { tableDefinitions } from '../../shared/dynamodb/table-definitions.ts';
import { StartupError } from '../startup-error.ts';

type TableName = keyof typeof tableDefinitions;

/**
 * Makes both tables where they do not exist yet, as CDK would.
 * @throws StartupError when nothing answers at the endpoint
 */
export async function makeTables(endpoint: string, names: Record<TableName, string>): Promise<void> {
  const client = new DynamoDBClient({
    endpoint,
    maxAttempts: 2,
    requestHandler: { connectionTimeout: 2_000 },
  });
  try {
    for (const table of Object.keys(tableDefinitions) as TableName[])
      await makeTable(client, table, names[table]);
  } catch (error) {
    if (error instanceof StartupError) throw error;
    const { message, name } = error as Error;
    throw new StartupError(`no DynamoDB answers at ${endpoint}: ${message || name}`);
  } finally {
    client.destroy();
  }
}

async function makeTable(client: DynamoDBClient, table: TableName, TableName: string): Promise<void> {
  if (await exists(client, TableName)) return;
  const { partitionKey, sortKey, timeToLive, indexes } = tableDefinitions[table];
  const attributes = new Set([
    partitionKey,
    sortKey,
    ...indexes.flatMap((index) => [index.partitionKey, index.sortKey]),
  ]);
  const keys = (hash: string, range: string) => [
    { AttributeName: hash, KeyType: 'HASH' as const },
    { AttributeName: range, KeyType: 'RANGE' as const },
  ];
  const create = new CreateTableCommand({
    TableName,
    BillingMode: 'PAY_PER_REQUEST',
    KeySchema: keys(partitionKey, sortKey),
    AttributeDefinitions: [...attributes].map((AttributeName) => ({ AttributeName, AttributeType: 'S' })),
    ...(indexes.length > 0 && {
      GlobalSecondaryIndexes: indexes.map((index) => ({
        IndexName: index.name,
        KeySchema: keys(index.partitionKey, index.sortKey),
        Projection: { ProjectionType: 'KEYS_ONLY' },
      })),
    }),
  });
  try {
    await client.send(create);
  } catch (error) {
    // Another process on this data made it at the same moment.
    if (!(error instanceof ResourceInUseException)) throw error;
  }
  await client.send(
    new UpdateTimeToLiveCommand({
      TableName,
      TimeToLiveSpecification: { AttributeName: timeToLive, Enabled: true },
    }),
  );
}

async function exists(client: DynamoDBClient, TableName: string): Promise<boolean> {
  try {
    await client.send(new DescribeTableCommand({ TableName }));
    return true;
  } catch (error) {
    if (error instanceof ResourceNotFoundException) return false;
    throw error;
  }
}
