import { aheadBy } from '../../shared/clock.ts';
import { logTo } from '../../shared/log.ts';
import type { Cors } from '../cors.ts';
import { readable } from '../local/readable-log.ts';
import { dataDirectory, localStage, startStack } from '../local/stack.ts';
import { toldToEnd } from '../local/told-to-end.ts';
import { runWithOptions } from './command-line.ts';
import { addressOf, isOpen } from './start/listen.ts';
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

/** Milliseconds that the process is kept by what is still at work when the service is closed. */
const PATIENCE = 1_000;

const options = { quiet: { type: 'boolean' } } as const;

await runWithOptions({ name: 'npm start', usage: USAGE, options }, async ({ quiet = false }) => {
  const address = addressOf(process.env);
  const dataDir = dataDirectory();
  const cors = await corsOrNone(process.env.CORS_ORIGIN);
  // People read a terminal; whatever reads a pipe or a file gets the JSON that the functions write on Lambda.
  if (process.stdout.isTTY) logTo((line) => process.stdout.write(readable(line)));
  const told = toldToEnd();
  const stack = await startStack({ dataDir, stage: localStage() });
  try {
    // The whole service is loaded only now: --help and what keeps it from starting are told at once.
    const { serve } = await import('./start/serve.ts');
    const service = await serve(dataDir, stack, address, cors);
    try {
      if (isOpen(address)) process.stderr.write(OPEN);
      if (!quiet) process.stdout.write(summary(service.url, service.variables, aheadBy()));
      // For `npm run dev`.
      process.send?.({ url: service.url });
      const failure = await Promise.race([told, stack.failed]);
      if (failure) throw failure;
    } finally {
      await service.close();
      // What still tries a database that does not answer would keep the process for as long as a request may take.
      setTimeout(() => process.exit(), PATIENCE).unref();
    }
  } finally {
    await stack.close();
    // An open channel would keep this process alive.
    if (process.connected) process.disconnect();
  }
});

/** Origins with commas between them. */
async function corsOrNone(origins: string | undefined): Promise<Cors | undefined> {
  if (!origins) return undefined;
  const { corsOf } = await import('../cors.ts');
  return corsOf(origins.split(',').map((origin) => origin.trim()));
}
