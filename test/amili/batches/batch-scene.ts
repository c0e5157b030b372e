import { handler } from '../../../functions/workers/apply-batches.ts';
import { applyBatches } from '../../../functions/workers.ts';
import { runOwnWorkers, useOwnStream } from '../../support/own-stream.ts';
import { newClient } from '../client.ts';

/** A client of the test file's own on tables with a stream, and the worker that applies its batches. */
export async function batchScene() {
  await useOwnStream();
  const workers = await runOwnWorkers([{ worker: applyBatches, handler }]);
  const client = await newClient();
  /** The batch when the worker has done all that was written. */
  const applied = async ({ body }: { readonly body: unknown }) => {
    await workers.drained();
    return client.getBatch((body as { batchUuid: string }).batchUuid);
  };
  return { ...client, workers, applied };
}

export type BatchScene = Awaited<ReturnType<typeof batchScene>>;
