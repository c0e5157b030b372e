import { join } from 'node:path';
import * as z from 'zod/mini';
import { readDataObject, writeDataFile } from '../data-files.ts';

const recorded = z.readonly(
  z.object({
    /** The stream that the places are in: a table that was made anew has another. */
    stream: z.string(),
    /** The last record that is done, by shard. */
    places: z.record(z.string(), z.string()),
  }),
);

/** How far a worker has come in a stream. */
export interface Places {
  after(shardId: string): string | undefined;
  /** Every record up to this one is done. */
  keep(shardId: string, sequenceNumber: string): void;
}

/** Where the local stack keeps what workers need over a restart, and what they could not do. */
export const workersDirectory = (dataDir: string): string => join(dataDir, 'workers');

/** `apply-batches` of `workers/apply-batches`. */
const placesFile = (dataDir: string, worker: string): string =>
  join(workersDirectory(dataDir), `${worker.split('/').at(-1)}.json`);

/**
 * The places of a worker, kept in the data directory, or in memory where there is none. A process that is killed leaves
 * the last place that was written whole: records behind it are told again.
 * @throws StartupError
 */
export function placesOf(worker: string, stream: string, dataDir?: string): Places {
  const file = dataDir && placesFile(dataDir, worker);
  const found = file ? readDataObject(file, recorded) : undefined;
  const places = new Map(found?.stream === stream ? Object.entries(found.places) : []);
  return {
    after: (shardId) => places.get(shardId),
    keep(shardId, sequenceNumber) {
      places.set(shardId, sequenceNumber);
      if (file) writeDataFile(file, JSON.stringify({ stream, places: Object.fromEntries(places) }));
    },
  };
}
