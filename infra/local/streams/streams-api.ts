import { DescribeTableCommand, DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { HttpRequest } from '@smithy/core/protocols';
import type { DynamoDBRecord } from 'aws-lambda';

export interface Shard {
  readonly ShardId: string;
  /** The shard that was split or ended for this one. Its records come first. */
  readonly ParentShardId?: string;
}

export interface Page {
  readonly Records: readonly DynamoDBRecord[];
  /** Missing at the end of a shard that takes no more records. */
  readonly NextShardIterator?: string | null;
}

/** A table's stream. Its records are as Lambda hands them to functions. */
export interface Stream {
  readonly arn: string;
  shards(): Promise<Shard[]>;
  /** Where to read on: after a record, or at the oldest one. */
  iterator(shardId: string, after?: string): Promise<string>;
  read(iterator: string): Promise<Page>;
  close(): void;
}

/** DynamoDB Streams refused a request. */
export class StreamError extends Error {
  override readonly name: string;

  constructor(name: string, message: string) {
    super(message);
    this.name = name;
  }
}

/** Milliseconds for a request. */
const TIMEOUT = 10_000;

/** Records that one page has at most: as many as DynamoDB gives. */
const Limit = 1_000;

/**
 * Opens a table's stream. The client of the SDK for streams is not used: it would turn each record into its own types,
 * and Lambda's events have the records as they are on the wire.
 * @throws StreamError when the table has none
 */
export async function openStream(endpoint: string, TableName: string): Promise<Stream> {
  const client = new DynamoDBClient({ endpoint, maxAttempts: 2 });
  const { Table } = await client.send(new DescribeTableCommand({ TableName }));
  const arn = Table?.LatestStreamArn;
  if (!arn) throw new StreamError('NoStream', `the table ${TableName} has no stream`);
  const ask = <Answer>(action: string, input: object) => request<Answer>(client, endpoint, action, input);
  return {
    arn,
    async shards() {
      const shards: Shard[] = [];
      for (let last: string | undefined; ; ) {
        const { StreamDescription } = await ask<Description>('DescribeStream', {
          StreamArn: arn,
          ...(last && { ExclusiveStartShardId: last }),
        });
        shards.push(...StreamDescription.Shards);
        last = StreamDescription.LastEvaluatedShardId;
        if (!last) return shards;
      }
    },
    async iterator(ShardId, after) {
      const { ShardIterator } = await ask<{ ShardIterator: string }>('GetShardIterator', {
        StreamArn: arn,
        ShardId,
        ...(after === undefined
          ? { ShardIteratorType: 'TRIM_HORIZON' }
          : { ShardIteratorType: 'AFTER_SEQUENCE_NUMBER', SequenceNumber: after }),
      });
      return ShardIterator;
    },
    read: (ShardIterator) => ask<Page>('GetRecords', { ShardIterator, Limit }),
    close: () => client.destroy(),
  };
}

interface Description {
  readonly StreamDescription: { readonly Shards: Shard[]; readonly LastEvaluatedShardId?: string };
}

async function request<Answer>(
  client: DynamoDBClient,
  endpoint: string,
  action: string,
  input: object,
): Promise<Answer> {
  const { hostname, port, protocol, host } = new URL(endpoint);
  const body = JSON.stringify(input);
  const unsigned = new HttpRequest({
    method: 'POST',
    protocol,
    hostname,
    ...(port && { port: Number(port) }),
    path: '/',
    headers: {
      host,
      'content-type': 'application/x-amz-json-1.0',
      'x-amz-target': `DynamoDBStreams_20120810.${action}`,
    },
    body,
  });
  // DynamoDB Local keeps the tables of each region and each access key apart, and knows both by the signature.
  const signer = await client.config.signer();
  const { method, headers } = await signer.sign(unsigned);
  const { host: _, ...sent } = headers;
  const signal = AbortSignal.timeout(TIMEOUT);
  const response = await fetch(endpoint, { method, headers: sent, body, signal });
  const answer = (await response.json()) as { __type?: string; message?: string };
  if (response.ok) return answer as Answer;
  throw new StreamError(answer.__type?.split('#').at(-1) ?? `HTTP ${response.status}`, `${answer.message}`);
}
