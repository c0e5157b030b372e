import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import type { LambdaHandler } from '../../../shared/http/lambda.ts';
import type { Cors } from '../../cors.ts';
import { writeDataFile } from '../../local/data-files.ts';
import { createSandbox } from '../../local/sandbox/sandbox.ts';
import { readOrMakeSeeds, type Seeds } from '../../local/seeds.ts';
import { createServiceGateway } from '../../local/service-gateway.ts';
import { recordUrl } from '../../local/stack-record.ts';
import type { RunningWorkers } from '../../local/streams/run-workers.ts';
import { nudging, startServiceWorkers } from '../../local/streams/service-workers.ts';
import { type Address, listen } from './listen.ts';
import { shellFile } from './shell-file.ts';

/** Milliseconds for what workers make of the seeds. What waits since the last start may take longer. */
const WORKERS_TIME = 2_000;

export interface Service {
  readonly url: string;
  /** The file with its tokens, for shells to source. */
  readonly variables: string;
  close(): Promise<void>;
}

/** Serves the service on the stack that this process has started. @throws StartupError */
export async function serve(dataDir: string, address: Address, cors: Cors | undefined): Promise<Service> {
  const workers = await startServiceWorkers(dataDir);
  const made = Promise.withResolvers<Seeds>();
  const { aroundRequests, aroundHandler } = createSandbox({ seeds: () => made.promise });
  const nudged = nudging(workers);
  const around = (name: string, handler: LambdaHandler) => aroundHandler(name, nudged(name, handler));
  const gateway = createServiceGateway(around, { cors, aroundRequests });
  const close = async () => {
    gateway.close();
    gateway.closeAllConnections();
    await workers.close();
  };
  try {
    const seeds = await makeSeedsQuietly(dataDir, workers);
    made.resolve(seeds);
    const url = await listen(gateway, address);
    recordUrl(dataDir, url);
    const variables = join(dataDir, 'env.sh');
    writeDataFile(variables, shellFile(url, seeds));
    return { url, variables, close };
  } catch (error) {
    await close();
    throw error;
  }
}

/** Without log lines for the requests that make the seeds, and for what workers make of these. */
async function makeSeedsQuietly(dataDir: string, workers: RunningWorkers): Promise<Seeds> {
  const { LOG_LEVEL = 'info' } = process.env;
  process.env.LOG_LEVEL = 'error';
  const seeds = await readOrMakeSeeds(dataDir);
  await Promise.race([workers.drained(), delay(WORKERS_TIME, undefined, { ref: false })]);
  process.env.LOG_LEVEL = LOG_LEVEL;
  return seeds;
}
