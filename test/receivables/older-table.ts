import { readFileSync } from 'node:fs';
import { type AttributeValue, BatchWriteItemCommand, DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { QueryCommand } from '@aws-sdk/lib-dynamodb';
import { unmarshall } from '@aws-sdk/util-dynamodb';
import { receivables } from '../../shared/dynamodb/tables.ts';
import { useOwnTables } from '../support/own-tables.ts';
import { type Item, storedState } from '../support/stored-state.ts';

/** What version 0.1.0 stored through its operations, in DynamoDB's JSON, and the ids that were given out. */
const { items, names } = JSON.parse(readFileSync('test/receivables/table-of-0.1.0.json', 'utf8')) as {
  readonly items: readonly Record<string, AttributeValue>[];
  readonly names: {
    readonly enkash: Record<
      | 'company'
      | 'unlinked'
      | 'linked'
      | 'invoice'
      | 'deleted'
      | 'movedFrom'
      | 'movedTo'
      | 'movedInvoice'
      | 'deletedInvoice'
      | 'fenced',
      string
    >;
    readonly amili: {
      readonly client: number;
      readonly linked: readonly string[];
      readonly deleted: string;
      readonly document: string;
    };
    readonly beel: Record<
      'company' | 'unlinked' | 'linked' | 'invoice' | 'inactive' | 'deleted' | 'active',
      string
    >;
  };
};

export const { enkash, amili, beel } = names;

/** Items in one request: DynamoDB's limit. */
const BATCH = 25;

/** Tables of the test's own, as version 0.1.0 left them a moment ago. */
export async function useOlderTable(): Promise<void> {
  await useOwnTables();
  const client = new DynamoDBClient();
  const requests = items.map((Item) => ({ PutRequest: { Item: { ...Item, ...lifetime(Item) } } }));
  for (let start = 0; start < requests.length; start += BATCH) {
    const RequestItems = { [receivables().name]: requests.slice(start, start + BATCH) };
    const { UnprocessedItems } = await client.send(new BatchWriteItemCommand({ RequestItems }));
    if (Object.keys(UnprocessedItems ?? {}).length > 0) throw new Error('DynamoDB left items unprocessed');
  }
  client.destroy();
}

/** Tombstones have a day to live, from whatever day it is: the engine may remove what is older at any moment. */
const lifetime = ({ expiresAt }: Record<string, AttributeValue>) =>
  expiresAt && { expiresAt: { N: String(Math.floor(Date.now() / 1000) + 86_400) } };

/** An item as version 0.1.0 stored it. */
export function older(pk: string): Item {
  const item = items.find((candidate) => candidate.pk?.S === pk);
  if (!item) throw new Error(`version 0.1.0 stored no ${pk}`);
  return unmarshall(item) as Item;
}

/** The item as it is stored now. */
export async function now(pk: string, sk = 'CUSTOMER'): Promise<Item | undefined> {
  return (await storedState()).get(`${pk} ${sk}`);
}

/** Keys of the dependents that the index finds for a customer, in order. */
export async function linksOf(customerKey: string): Promise<unknown[]> {
  const { client, name } = receivables();
  const query = new QueryCommand({
    TableName: name,
    IndexName: 'links-by-customer',
    KeyConditionExpression: 'customerKey = :customer',
    ExpressionAttributeValues: { ':customer': customerKey },
  });
  return ((await client.send(query)).Items ?? []).map(({ pk }) => pk);
}
