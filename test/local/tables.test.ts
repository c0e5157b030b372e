import { randomBytes } from 'node:crypto';
import {
  CreateTableCommand,
  DescribeTableCommand,
  DynamoDBClient,
  PutItemCommand,
  QueryCommand,
} from '@aws-sdk/client-dynamodb';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { makeTables } from '../../infra/local/tables.ts';
import { resourceNames } from '../../infra/names.ts';

let client: DynamoDBClient;
const endpoint = () => process.env.AWS_ENDPOINT_URL_DYNAMODB as string;

/** Names that begin as those of the run: its end removes them all. */
function newNames() {
  const stage = `${process.env.STAGE}-${randomBytes(4).toString('hex')}`;
  const { receivablesTable, credentialsTable } = resourceNames(stage);
  return { receivables: receivablesTable, credentials: credentialsTable };
}

async function schemaOf(TableName: string) {
  const { Table } = await client.send(new DescribeTableCommand({ TableName }));
  const byName = (a: { AttributeName?: string | undefined }, b: { AttributeName?: string | undefined }) =>
    `${a.AttributeName}`.localeCompare(`${b.AttributeName}`);
  return {
    keys: Table?.KeySchema,
    attributes: Table?.AttributeDefinitions?.sort(byName),
    stream: Table?.StreamSpecification,
    indexes: Table?.GlobalSecondaryIndexes?.map(({ IndexName, KeySchema, Projection }) => ({
      IndexName,
      KeySchema,
      Projection,
    })).sort((a, b) => `${a.IndexName}`.localeCompare(`${b.IndexName}`)),
  };
}

const streamOf = async (TableName: string) =>
  (await client.send(new DescribeTableCommand({ TableName }))).Table?.LatestStreamArn;

const keys = (hash: string, range: string) => [
  { AttributeName: hash, KeyType: 'HASH' as const },
  { AttributeName: range, KeyType: 'RANGE' as const },
];

const strings = (...names: string[]) =>
  names.map((AttributeName) => ({ AttributeName, AttributeType: 'S' as const }));

/** The table of receivables as version 0.1.0 made it. */
const tableOfVersion010 = (TableName: string) =>
  new CreateTableCommand({
    TableName,
    BillingMode: 'PAY_PER_REQUEST',
    KeySchema: keys('pk', 'sk'),
    AttributeDefinitions: strings('pk', 'sk', 'customerKey'),
    GlobalSecondaryIndexes: [
      {
        IndexName: 'links-by-customer',
        KeySchema: keys('customerKey', 'pk'),
        Projection: { ProjectionType: 'KEYS_ONLY' },
      },
    ],
  });

beforeAll(() => {
  client = new DynamoDBClient({});
});

afterAll(() => client.destroy());

describe('the local tables', () => {
  it('have the indexes and the stream of the definition', async () => {
    const names = newNames();
    await makeTables(endpoint(), names, { streams: true });

    expect(await schemaOf(names.receivables)).toEqual({
      keys: keys('pk', 'sk'),
      attributes: strings('customerKey', 'listKey', 'listOrder', 'pk', 'requestKey', 'sk', 'traceKey'),
      stream: { StreamEnabled: true, StreamViewType: 'NEW_AND_OLD_IMAGES' },
      indexes: [
        {
          IndexName: 'changes-by-request',
          KeySchema: keys('requestKey', 'pk'),
          Projection: { ProjectionType: 'KEYS_ONLY' },
        },
        {
          IndexName: 'links-by-customer',
          KeySchema: keys('customerKey', 'pk'),
          Projection: { ProjectionType: 'KEYS_ONLY' },
        },
        {
          IndexName: 'listed-by-tenant',
          KeySchema: keys('listKey', 'listOrder'),
          Projection: { ProjectionType: 'INCLUDE', NonKeyAttributes: ['listed'] },
        },
        {
          IndexName: 'refusals-by-trace',
          KeySchema: keys('traceKey', 'pk'),
          Projection: { ProjectionType: 'KEYS_ONLY' },
        },
      ],
    });
    expect(await schemaOf(names.credentials)).toEqual({
      keys: keys('pk', 'sk'),
      attributes: strings('pk', 'sk'),
      stream: undefined,
      indexes: undefined,
    });
  });

  it('of version 0.1.0 get what they lack, and keep what they hold', async () => {
    const [fresh, old] = [newNames(), newNames()];
    await makeTables(endpoint(), fresh, { streams: true });
    await client.send(tableOfVersion010(old.receivables));
    const item = { pk: { S: 'beel#c#1' }, sk: { S: 'CUSTOMER' }, listKey: { S: 'k' }, listOrder: { S: 'a' } };
    await client.send(new PutItemCommand({ TableName: old.receivables, Item: item }));

    await makeTables(endpoint(), old, { streams: true });

    expect(await schemaOf(old.receivables)).toEqual(await schemaOf(fresh.receivables));
    const { Items } = await client.send(
      new QueryCommand({
        TableName: old.receivables,
        IndexName: 'listed-by-tenant',
        KeyConditionExpression: 'listKey = :k',
        ExpressionAttributeValues: { ':k': { S: 'k' } },
      }),
    );
    expect(Items).toEqual([item]);
  });

  it('are left alone when they lack nothing: a stream switched on again would be another one', async () => {
    const names = newNames();
    await makeTables(endpoint(), names, { streams: true });
    const stream = await streamOf(names.receivables);

    await makeTables(endpoint(), names, { streams: true });

    expect(await streamOf(names.receivables)).toEqual(stream);
    expect(stream).toEqual(expect.any(String));
  });

  it('have no stream unless told so: the embedded engine reads all of it at each write', async () => {
    const names = newNames();
    await makeTables(endpoint(), names);

    expect((await schemaOf(names.receivables)).stream).toBeUndefined();
    expect((await schemaOf(names.receivables)).indexes).toHaveLength(4);
  });
});
