import { resolve } from 'node:path';
import { streamWorkers } from '../../../functions/workers.ts';
import type { LambdaHandler } from '../../../shared/http/lambda.ts';
import type { StreamHandler } from '../../../shared/streams/worker-invocation.ts';
import { type LoadedWorker, type RunningWorkers, runWorkers } from './run-workers.ts';

/** Runs every worker of the service that follows a stream, on the stack that this process has started. @throws StartupError */
export async function startServiceWorkers(dataDir: string): Promise<RunningWorkers> {
  const loaded = await Promise.all(streamWorkers.map(({ name, trigger }) => loadWorker({ name, trigger })));
  return runWorkers(loaded, {
    endpoint: process.env.AWS_ENDPOINT_URL_DYNAMODB as string,
    table: process.env.RECEIVABLES_TABLE as string,
    dataDir,
  });
}

/** A worker of the service, by its name. */
export async function loadWorker(worker: LoadedWorker['worker']): Promise<LoadedWorker> {
  const file = resolve(import.meta.dirname, `../../../functions/${worker.name}.ts`);
  const { handler } = (await import(file)) as { handler: StreamHandler };
  return { worker, handler };
}

/** Tells workers at once of what a request may have written, for whoever waits for what they make of it. */
export const nudging =
  (workers: Pick<RunningWorkers, 'nudge'>) =>
  (_: string, handler: LambdaHandler): LambdaHandler =>
  async (event, context) => {
    try {
      return await handler(event, context);
    } finally {
      if (event.requestContext.http.method !== 'GET') workers.nudge();
    }
  };
