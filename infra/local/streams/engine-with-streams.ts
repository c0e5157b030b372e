import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type EmbeddedDynamoDb, startEmbeddedDynamoDb } from '../embedded-dynamodb.ts';
import { orderStreamRecords } from './stream-order.ts';

/**
 * Starts the embedded DynamoDB on a file in which stream records are in order.
 * @param file where it keeps its data; without one, in a directory that is removed when it is stopped
 * @param port where it listens; a free one when not said
 * @throws StartupError
 */
export async function startEngineWithStreams(file?: string, port?: number): Promise<EmbeddedDynamoDb> {
  if (file) return startOn(file, port);
  const directory = mkdtempSync(join(tmpdir(), 'offboard-engine-'));
  const engine = await startOn(join(directory, 'dynamodb.sqlite'));
  return {
    ...engine,
    async stop() {
      await engine.stop();
      rmSync(directory, { recursive: true, force: true });
    },
  };
}

async function startOn(file: string, port?: number): Promise<EmbeddedDynamoDb> {
  if (!orderStreamRecords(file)) {
    // A new file: the engine makes its tables when it starts.
    const first = await startEmbeddedDynamoDb(file);
    await first.stop();
    orderStreamRecords(file);
  }
  return startEmbeddedDynamoDb(file, port);
}
