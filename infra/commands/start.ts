import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { operations } from '../../functions/operations.ts';
import { readOrMakeSeeds, type Seeds } from '../local/seeds.ts';
import { createServiceGateway } from '../local/service-gateway.ts';
import { dataDirectory, localStage, startStack } from '../local/stack.ts';
import { whenTold } from '../local/told-to-end.ts';
import { runCommand, StartupError } from '../startup-error.ts';
import { welcome } from './welcome.ts';

/** `npm start`: the whole service on this machine, until Ctrl-C. */
await runCommand(async () => {
  const port = portOf(process.env.PORT);
  const told = new Promise<void>((resolve) => whenTold(() => resolve()));
  const stack = await startStack({ dataDir: dataDirectory(), stage: localStage() });
  const gateway = createServiceGateway();
  const stop = async () => {
    gateway.close();
    gateway.closeAllConnections();
    await stack.close();
  };
  try {
    const seeds = await makeSeedsQuietly();
    process.stdout.write(welcome(await listen(gateway, port), operations, seeds));
    const failure = await Promise.race([told, stack.failed]);
    if (failure) throw failure;
  } finally {
    await stop();
  }
});

/** Without log lines for the requests that make the seeds. */
async function makeSeedsQuietly(): Promise<Seeds> {
  const { LOG_LEVEL = 'info' } = process.env;
  process.env.LOG_LEVEL = 'error';
  const seeds = await readOrMakeSeeds(dataDirectory());
  process.env.LOG_LEVEL = LOG_LEVEL;
  return seeds;
}

function portOf(text = '3000'): number {
  const port = Number(text);
  if (!Number.isInteger(port) || port < 0 || port > 65_535) throw new StartupError(`PORT ${text} is no port`);
  return port;
}

async function listen(gateway: Server, port: number): Promise<string> {
  await new Promise<void>((resolve, reject) => {
    gateway.once('error', (error: NodeJS.ErrnoException) => {
      const taken = error.code === 'EADDRINUSE';
      reject(new StartupError(taken ? `port ${port} is taken: set PORT to another one` : error.message));
    });
    gateway.listen(port, '127.0.0.1', resolve);
  });
  return `http://localhost:${(gateway.address() as AddressInfo).port}`;
}
