import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import type { LambdaHandler } from '../../../shared/http/lambda.ts';
import type { Cors } from '../../cors.ts';
import { writeDataFile } from '../../local/data-files.ts';
import { newGate } from '../../local/gate.ts';
import { createSandbox } from '../../local/sandbox/sandbox.ts';
import { keptSeeds, readOrMakeSeeds, type Seeds } from '../../local/seeds.ts';
import { createServiceGateway } from '../../local/service-gateway.ts';
import type { LocalStack } from '../../local/stack.ts';
import { recordUrl } from '../../local/stack-record.ts';
import { restartableWorkers } from '../../local/streams/restartable-workers.ts';
import type { RunningWorkers } from '../../local/streams/run-workers.ts';
import { nudging, startServiceWorkers } from '../../local/streams/service-workers.ts';
import { type Address, listen } from './listen.ts';
import { shellFile } from './shell-file.ts';

/** Milliseconds for what workers make of the seeds, and at the end for what they are at. What waits may take longer. */
const WORKERS_TIME = 2_000;

export interface Service {
  readonly url: string;
  /** The file with its tokens, for shells to source. */
  readonly variables: string;
  close(): Promise<void>;
}

/** Serves the service on the stack that this process has started on these data. @throws StartupError */
export async function serve(
  dataDir: string,
  { stage, changeData }: Pick<LocalStack, 'stage' | 'changeData'>,
  address: Address,
  cors: Cors | undefined,
): Promise<Service> {
  const variables = join(dataDir, 'env.sh');
  const workers = await restartableWorkers(() => startServiceWorkers(dataDir));
  const gate = newGate();
  const seedsMade = Promise.withResolvers<Seeds>();
  let seeds = seedsMade.promise;
  let url = '';
  /** The seeds may be others, and their tokens may have expired. */
  async function renew(): Promise<void> {
    const renewed = await keptSeeds(dataDir);
    seeds = Promise.resolve(renewed);
    writeDataFile(variables, shellFile(url, renewed));
  }
  const sandbox = createSandbox({
    seeds: () => gate.pass(() => seeds),
    moved: () => gate.pass(renew),
    snapshotsOf: {
      ...{ dataDir, stage, changeData, changed: renew },
      whileStill: (work) => gate.whileShut(() => workers.whileStopped(work)),
    },
  });
  const { aroundRequests, aroundHandler } = sandbox;
  const nudged = nudging(workers);
  const around = (name: string, handler: LambdaHandler) =>
    gate.around(name, aroundHandler(name, nudged(name, handler)));
  const gateway = createServiceGateway(around, { cors, aroundRequests });
  const close = async () => {
    gateway.close();
    gateway.closeAllConnections();
    await sandbox.idle();
    // One that tries a database which has ended would do so for a minute; what it has not done it does at the next start.
    await forAWhile(workers.close());
  };
  try {
    seedsMade.resolve(await makeSeedsQuietly(dataDir, workers));
    url = await listen(gateway, address);
    recordUrl(dataDir, url);
    writeDataFile(variables, shellFile(url, await seeds));
    return { url, variables, close };
  } catch (error) {
    await close();
    throw error;
  }
}

/** Without log lines for the requests that make the seeds, and for what workers make of these. */
async function makeSeedsQuietly(dataDir: string, workers: Pick<RunningWorkers, 'drained'>): Promise<Seeds> {
  const { LOG_LEVEL = 'info' } = process.env;
  process.env.LOG_LEVEL = 'error';
  const seeds = await readOrMakeSeeds(dataDir);
  await forAWhile(workers.drained());
  process.env.LOG_LEVEL = LOG_LEVEL;
  return seeds;
}

/** Waits for workers, but not for long. */
const forAWhile = (work: Promise<void>): Promise<void> =>
  Promise.race([work, delay(WORKERS_TIME, undefined, { ref: false })]);
