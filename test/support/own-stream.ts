import type { DynamoDBRecord } from 'aws-lambda';
import { afterAll } from 'vitest';
import { startEngineWithStreams } from '../../infra/local/streams/engine-with-streams.ts';
import {
  type LoadedWorker,
  type RunningWorkers,
  runWorkers,
  type WorkersOptions,
} from '../../infra/local/streams/run-workers.ts';
import { useOwnTables } from './own-tables.ts';

/** What the end of the file closes, the last first: a hook that is asked for within another hook or a test is never run. */
const opened: (() => Promise<unknown>)[] = [];

afterAll(async () => {
  for (const close of opened.splice(0).reverse()) await close();
});

/**
 * Tables of this test file's own that have a stream, on an engine that keeps streams in order: the one that all tests
 * share has its data in memory, where it cannot. To be called before the first request to DynamoDB.
 */
export async function useOwnStream(): Promise<void> {
  if (!process.env.DYNAMODB_ENDPOINT) {
    const engine = await startEngineWithStreams();
    process.env.AWS_ENDPOINT_URL_DYNAMODB = engine.endpoint;
    opened.push(() => engine.stop());
  }
  await useOwnTables({ streams: true });
}

export interface TestWorkers extends RunningWorkers {
  /** What was given up so far. */
  readonly givenUp: readonly DynamoDBRecord[];
}

/**
 * Runs workers on the stream of this file's tables, from its oldest record on. `drained()` waits for what they make of all
 * that was written; the file's end closes them.
 *
 * @example
 * await useOwnStream();
 * const workers = await runOwnWorkers([{ worker: applyBatches, handler }]);
 * …
 * await workers.drained();
 */
export async function runOwnWorkers(
  loaded: readonly LoadedWorker[],
  options: Pick<WorkersOptions, 'dataDir'> = {},
): Promise<TestWorkers> {
  const givenUp: DynamoDBRecord[] = [];
  const workers = await runWorkers(loaded, {
    endpoint: process.env.AWS_ENDPOINT_URL_DYNAMODB as string,
    table: process.env.RECEIVABLES_TABLE as string,
    giveUp: (_, record) => givenUp.push(record),
    ...options,
  });
  opened.push(() => workers.close());
  return { ...workers, givenUp };
}
