import { handler } from '../../../functions/workers/apply-batches.ts';
import { applyBatches } from '../../../functions/workers.ts';
import { runOwnWorkers, useOwnStream } from '../../support/own-stream.ts';
import { newClient } from '../client.ts';

/** A client of the test file's own on tables with a stream, and the worker that applies its batches. */
export async function batchScene() {
  await useOwnStream();
  let held: Promise<void> | undefined;
  const workers = await runOwnWorkers([
    {
      worker: applyBatches,
      async handler(...call) {
        await held;
        return handler(...call);
      },
    },
  ]);
  const client = await newClient();
  /** The batch when the worker has done all that was written. */
  const applied = async ({ body }: { readonly body: unknown }) => {
    await workers.drained();
    return client.getBatch((body as { batchUuid: string }).batchUuid);
  };
  /** Keeps the worker from doing more than it has begun. @returns lets it go on */
  const hold = (): (() => void) => {
    const { promise, resolve } = Promise.withResolvers<void>();
    held = promise;
    return resolve;
  };
  return { ...client, workers, applied, hold };
}

export type BatchScene = Awaited<ReturnType<typeof batchScene>>;
