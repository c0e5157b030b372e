import { setTimeout as delay } from 'node:timers/promises';
import {
  DescribeTableCommand,
  type DynamoDBClient,
  type TableDescription,
  UpdateTableCommand,
  type UpdateTableCommandInput,
} from '@aws-sdk/client-dynamodb';
import type { IndexDefinition, TableDefinition } from '../../shared/dynamodb/table-definitions.ts';
import { attributesOf, keySchema, projectionOf, STREAM } from './table-schema.ts';

/**
 * Gives a table that an earlier version made the stream and the indexes that it lacks. What it has is left as it is:
 * to switch a stream on again would make a new one and lose the place of whoever reads the old.
 */
export async function addWhatIsMissing(
  client: DynamoDBClient,
  definition: TableDefinition,
  { TableName, StreamSpecification, GlobalSecondaryIndexes = [] }: TableDescription,
): Promise<void> {
  const update = (change: Omit<UpdateTableCommandInput, 'TableName'>) =>
    updateTable(client, TableName as string, change);
  if (definition.stream && !StreamSpecification?.StreamEnabled) await update({ StreamSpecification: STREAM });
  const present = GlobalSecondaryIndexes.map(({ IndexName }) => IndexName);
  for (const index of definition.indexes) {
    if (!present.includes(index.name)) await update(creationOf(definition, index));
  }
}

const creationOf = (definition: TableDefinition, index: IndexDefinition) => ({
  AttributeDefinitions: attributesOf(definition, index),
  GlobalSecondaryIndexUpdates: [
    { Create: { IndexName: index.name, KeySchema: keySchema(index), Projection: projectionOf(index) } },
  ],
});

/** DynamoDB takes one change of a table at a time, and one index a change. */
async function updateTable(
  client: DynamoDBClient,
  TableName: string,
  change: Omit<UpdateTableCommandInput, 'TableName'>,
): Promise<void> {
  await client.send(new UpdateTableCommand({ TableName, ...change }));
  while (!(await isActive(client, TableName))) await delay(200);
}

async function isActive(client: DynamoDBClient, TableName: string): Promise<boolean> {
  const { Table } = await client.send(new DescribeTableCommand({ TableName }));
  const states = (Table?.GlobalSecondaryIndexes ?? []).map(({ IndexStatus }) => IndexStatus);
  return [Table?.TableStatus, ...states].every((status) => status === 'ACTIVE');
}
