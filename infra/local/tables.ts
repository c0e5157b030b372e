import {
  CreateTableCommand,
  DescribeTableCommand,
  DynamoDBClient,
  ResourceInUseException,
  ResourceNotFoundException,
  type TableDescription,
  UpdateTimeToLiveCommand,
} from '@aws-sdk/client-dynamodb';
import {
  type TableDefinition,
  type TableName,
  tableDefinitions,
} from '../../shared/dynamodb/table-definitions.ts';
import { StartupError } from '../startup-error.ts';
import { addWhatIsMissing } from './table-changes.ts';
import { attributesOf, keySchema, projectionOf, STREAM } from './table-schema.ts';

export interface LocalTableOptions {
  /**
   * Whether tables have the streams of their definitions. Only where somebody follows them: a write then takes 1.3 times
   * as long, and on an engine without `orderStreamRecords` ever longer.
   */
  readonly streams?: boolean;
}

/**
 * Makes both tables where they do not exist yet, as CDK would, and adds to those that an earlier version made what they
 * lack.
 * @throws StartupError when nothing answers at the endpoint
 */
export async function makeTables(
  endpoint: string,
  names: Record<TableName, string>,
  { streams = false }: LocalTableOptions = {},
): Promise<void> {
  const client = new DynamoDBClient({
    endpoint,
    maxAttempts: 2,
    requestHandler: { connectionTimeout: 2_000 },
  });
  try {
    for (const table of Object.keys(tableDefinitions) as TableName[]) {
      const definition = tableDefinitions[table];
      await makeTable(client, { ...definition, stream: definition.stream && streams }, names[table]);
    }
  } catch (error) {
    if (error instanceof StartupError) throw error;
    const { message, name } = error as Error;
    throw new StartupError(`no DynamoDB answers at ${endpoint}: ${message || name}`);
  } finally {
    client.destroy();
  }
}

async function makeTable(
  client: DynamoDBClient,
  definition: TableDefinition,
  TableName: string,
): Promise<void> {
  const found = await describe(client, TableName);
  if (found) return addWhatIsMissing(client, definition, found);
  try {
    await client.send(new CreateTableCommand({ TableName, ...creationOf(definition) }));
  } catch (error) {
    // Another process on this data made it at the same moment.
    if (!(error instanceof ResourceInUseException)) throw error;
  }
  await client.send(
    new UpdateTimeToLiveCommand({
      TableName,
      TimeToLiveSpecification: { AttributeName: definition.timeToLive, Enabled: true },
    }),
  );
}

const creationOf = (definition: TableDefinition) => ({
  BillingMode: 'PAY_PER_REQUEST' as const,
  KeySchema: keySchema(definition),
  AttributeDefinitions: attributesOf(definition, ...definition.indexes),
  ...(definition.stream && { StreamSpecification: STREAM }),
  ...(definition.indexes.length > 0 && {
    GlobalSecondaryIndexes: definition.indexes.map((index) => ({
      IndexName: index.name,
      KeySchema: keySchema(index),
      Projection: projectionOf(index),
    })),
  }),
});

async function describe(client: DynamoDBClient, TableName: string): Promise<TableDescription | undefined> {
  try {
    return (await client.send(new DescribeTableCommand({ TableName }))).Table;
  } catch (error) {
    if (error instanceof ResourceNotFoundException) return undefined;
    throw error;
  }
}
