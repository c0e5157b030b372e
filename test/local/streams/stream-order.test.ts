import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { DynamoDBClient, PutItemCommand } from '@aws-sdk/client-dynamodb';
import { beforeEach, describe, expect, it } from 'vitest';
import { startEmbeddedDynamoDb } from '../../../infra/local/embedded-dynamodb.ts';
import { startEngineWithStreams } from '../../../infra/local/streams/engine-with-streams.ts';
import { orderStreamRecords } from '../../../infra/local/streams/stream-order.ts';
import { openStream } from '../../../infra/local/streams/streams-api.ts';
import { makeTables } from '../../../infra/local/tables.ts';
import { newDirectory } from '../../support/directories.ts';
import { loggedBy } from '../../support/log.ts';

let file: string;

beforeEach(() => {
  file = join(newDirectory(), 'dynamodb.sqlite');
});

/** Runs SQL on the engine's file, which must not run. */
function sql<Row>(text: string): Row[] {
  const database = new DatabaseSync(file);
  try {
    return database.prepare(text).all() as Row[];
  } finally {
    database.close();
  }
}

const plan = (query: string) =>
  sql<{ detail: string }>(`EXPLAIN QUERY PLAN ${query}`)
    .map(({ detail }) => detail)
    .join('; ');

/** Runs the engine on the file, writes items, and tells the numbers that its stream has then. */
async function write(
  ids: readonly string[],
  start: (file: string) => ReturnType<typeof startEmbeddedDynamoDb> = startEngineWithStreams,
): Promise<(string | undefined)[]> {
  const { endpoint, stop } = await start(file);
  await makeTables(endpoint, { receivables: 'items', credentials: 'others' }, { streams: true });
  const client = new DynamoDBClient({ endpoint });
  for (const id of ids)
    await client.send(new PutItemCommand({ TableName: 'items', Item: { pk: { S: id }, sk: { S: 'A' } } }));
  client.destroy();
  const stream = await openStream(endpoint, 'items');
  const [shard] = await stream.shards();
  const { Records } = await stream.read(await stream.iterator(shard!.ShardId));
  stream.close();
  await stop();
  return Records.map(({ dynamodb }) => dynamodb?.SequenceNumber);
}

/** The queries of dynoxide 1.2.1 for the next number, at each write, and for a page. */
const NUMBERING = `SELECT COALESCE(MAX(CAST(sequence_number AS INTEGER)), 0) + 1 FROM _stream_records
  WHERE table_name = 'items'`;
const PAGE = `SELECT * FROM _stream_records WHERE table_name = 'items' AND shard_id = 's'
  AND CAST(sequence_number AS INTEGER) > 7 ORDER BY CAST(sequence_number AS INTEGER) LIMIT 10`;

describe('the stream records of the embedded engine', () => {
  it('of a new file have an index, by which the engine finds the next number and a page', async () => {
    expect(await write(['a', 'b'])).toEqual(['1', '2']);

    for (const query of [NUMBERING, PAGE]) {
      expect(plan(query)).toContain('offboard_stream_order (table_name=?');
      expect(plan(query)).not.toMatch(/SCAN|TEMP B-TREE/);
    }
  });

  it('of a file of an earlier version get it', async () => {
    await write(['a'], startEmbeddedDynamoDb);
    expect(plan(NUMBERING)).not.toContain('offboard_stream_order');

    expect(await write(['b'])).toEqual(['1', '2']);

    expect(plan(NUMBERING)).toContain('offboard_stream_order');
  });

  it('are kept for a day, as DynamoDB keeps them, but for the newest, from which the next number follows', async () => {
    await write(['a', 'b', 'c', 'd']);
    sql(
      "UPDATE _stream_records SET created_at = unixepoch('now') - 86401 WHERE sequence_number IN ('1', '2')",
    );
    sql("UPDATE _stream_records SET created_at = unixepoch('now') - 86390 WHERE sequence_number IN ('3')");

    expect(await write(['e'])).toEqual(['3', '4', '5']);

    sql("UPDATE _stream_records SET created_at = unixepoch('now') - 99999");
    expect(await write(['f'])).toEqual(['5', '6']);
  });

  it('that are kept in another way are left alone, with a warning', async () => {
    sql('CREATE TABLE _stream_records (id INTEGER PRIMARY KEY, position INTEGER)');

    const { answer, lines } = await loggedBy(() => orderStreamRecords(file), 'warn');

    expect(answer).toBe(true);
    expect(lines).toEqual([
      {
        timestamp: expect.any(String),
        level: 'WARN',
        message: 'the embedded DynamoDB keeps streams in another way: writes may be slow',
        file,
      },
    ]);
    expect(sql("SELECT name FROM sqlite_master WHERE type = 'index'")).toEqual([]);
  });

  it('are none before the engine has made its tables', () => {
    expect(orderStreamRecords(file)).toBe(false);
    sql('CREATE TABLE other (id)');
    expect(orderStreamRecords(file)).toBe(false);
  });

  it('in a file that is no database are the engine’s to tell of', () => {
    writeFileSync(file, 'nonsense'.repeat(1_000));
    expect(orderStreamRecords(file)).toBe(true);
  });
});
