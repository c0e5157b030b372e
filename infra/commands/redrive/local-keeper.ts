import { readdirSync, rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
import type { DynamoDBRecord } from 'aws-lambda';
import * as z from 'zod/mini';
import { type StreamWorker, streamWorkers } from '../../../functions/workers.ts';
import type { StreamHandler } from '../../../shared/streams/worker-invocation.ts';
import { WORKER_TIMEOUT_SECONDS } from '../../functions/settings.ts';
import { readDataFile } from '../../local/data-files.ts';
import { lambdaContext } from '../../local/lambda-context.ts';
import { givenUpDirectory } from '../../local/streams/given-up.ts';
import { loadWorker } from '../../local/streams/service-workers.ts';
import { type GivenUp, type Keeper, recordsIn, unreadable } from './given-up.ts';

const kept = z.object({ worker: z.string(), tries: z.int(), payload: z.unknown() });

interface LocalOptions {
  readonly workers?: readonly StreamWorker[];
  readonly load?: (worker: StreamWorker) => Promise<StreamHandler>;
}

/** What the local stack's workers gave up, in files of the data directory; they are called within this process. */
export const localKeeper = (
  dataDir: string,
  { workers = streamWorkers, load = async (worker) => (await loadWorker(worker)).handler }: LocalOptions = {},
): Keeper => ({
  async all() {
    const directory = givenUpDirectory(dataDir);
    return filesIn(directory).map((file) => givenUpIn(join(directory, file), workers));
  },
  call: async (worker, record) => called(await load(worker), worker, record),
  async remove(place) {
    rmSync(place);
  },
});

function filesIn(directory: string): string[] {
  try {
    return readdirSync(directory).filter((file) => file.endsWith('.json'));
  } catch {
    // Nothing was ever given up.
    return [];
  }
}

function givenUpIn(place: string, workers: readonly StreamWorker[]): GivenUp {
  const at = statSync(place).mtime.toISOString();
  try {
    const { worker: name, tries, payload } = kept.parse(JSON.parse(readDataFile(place) as string));
    const worker = workers.find((each) => each.name === name);
    return { place, at, worker, why: `${name} failed ${tries} times`, records: recordsIn(payload) };
  } catch {
    return unreadable(place, at);
  }
}

async function called(handler: StreamHandler, { name }: StreamWorker, record: DynamoDBRecord) {
  try {
    const context = lambdaContext(name, WORKER_TIMEOUT_SECONDS);
    const { batchItemFailures } = await handler({ Records: [record] }, context);
    return batchItemFailures.length > 0 ? 'it failed again' : undefined;
  } catch (error) {
    return (error as Error).message;
  }
}
