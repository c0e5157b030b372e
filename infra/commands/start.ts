import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { logTo } from '../../shared/log.ts';
import { type Cors, corsOf } from '../cors.ts';
import { writeDataFile } from '../local/data-files.ts';
import { readable } from '../local/readable-log.ts';
import { readOrMakeSeeds, type Seeds } from '../local/seeds.ts';
import { createServiceGateway } from '../local/service-gateway.ts';
import { dataDirectory, localStage, startStack } from '../local/stack.ts';
import { recordUrl } from '../local/stack-record.ts';
import type { RunningWorkers } from '../local/streams/run-workers.ts';
import { nudging, startServiceWorkers } from '../local/streams/service-workers.ts';
import { toldToEnd } from '../local/told-to-end.ts';
import { runWithOptions } from './command-line.ts';
import { addressOf, isOpen, listen } from './start/listen.ts';
import { shellFile } from './start/shell-file.ts';
import { summary } from './start/summary.ts';

const USAGE = `usage: npm start [-- --quiet]

Runs the whole service on this machine until Ctrl-C, and prints what to try. --quiet leaves that out.

  PORT               where it listens; 3000
  HOST               on which address; 127.0.0.1
  DATA_DIR           where data and signing key are kept between runs; .local
  DYNAMODB_ENDPOINT  another DynamoDB in the place of the embedded one
  LOG_LEVEL          debug, info, warn or error; info
  CORS_ORIGIN        origins whose pages may call, with commas between them, or *; none`;

const OPEN = 'warning: open to the network: whoever gets hold of a token may use it from anywhere\n';

/** Milliseconds for what workers make of the seeds. What waits since the last start may take longer. */
const WORKERS_TIME = 2_000;

const options = { quiet: { type: 'boolean' } } as const;

await runWithOptions({ name: 'npm start', usage: USAGE, options }, async ({ quiet = false }) => {
  const address = addressOf(process.env);
  const dataDir = dataDirectory();
  const cors = corsOrNone(process.env.CORS_ORIGIN);
  // People read a terminal; whatever reads a pipe or a file gets the JSON that the functions write on Lambda.
  if (process.stdout.isTTY) logTo((line) => process.stdout.write(readable(line)));
  const told = toldToEnd();
  const stack = await startStack({ dataDir, stage: localStage() });
  try {
    const workers = await startServiceWorkers(dataDir);
    const gateway = createServiceGateway(nudging(workers), { cors });
    try {
      const seeds = await makeSeedsQuietly(dataDir, workers);
      const url = await listen(gateway, address);
      recordUrl(dataDir, url);
      const variables = join(dataDir, 'env.sh');
      writeDataFile(variables, shellFile(url, seeds));
      if (isOpen(address)) process.stderr.write(OPEN);
      if (!quiet) process.stdout.write(summary(url, variables));
      // For `npm run dev`.
      process.send?.({ url });
      const failure = await Promise.race([told, stack.failed]);
      if (failure) throw failure;
    } finally {
      gateway.close();
      gateway.closeAllConnections();
      await workers.close();
    }
  } finally {
    await stack.close();
    // An open channel would keep this process alive.
    if (process.connected) process.disconnect();
  }
});

/** Without log lines for the requests that make the seeds, and for what workers make of these. */
async function makeSeedsQuietly(dataDir: string, workers: RunningWorkers): Promise<Seeds> {
  const { LOG_LEVEL = 'info' } = process.env;
  process.env.LOG_LEVEL = 'error';
  const seeds = await readOrMakeSeeds(dataDir);
  await Promise.race([workers.drained(), delay(WORKERS_TIME, undefined, { ref: false })]);
  process.env.LOG_LEVEL = LOG_LEVEL;
  return seeds;
}

/** Origins with commas between them. */
function corsOrNone(origins: string | undefined): Cors | undefined {
  return origins ? corsOf(origins.split(',').map((origin) => origin.trim())) : undefined;
}
