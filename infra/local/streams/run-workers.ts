import type { StreamWorker } from '../../../functions/workers.ts';
import type { StreamHandler } from '../../../shared/streams/worker-invocation.ts';
import { makeDataDirectory } from '../data-files.ts';
import { followStream } from './follow-stream.ts';
import { type GivenUp, keepGivenUp } from './given-up.ts';
import { type Places, placesOf, workersDirectory } from './places.ts';
import { openStream } from './streams-api.ts';

/** A worker and its code. */
export interface LoadedWorker {
  readonly worker: Pick<StreamWorker, 'name' | 'trigger'>;
  readonly handler: StreamHandler;
}

export interface WorkersOptions {
  readonly endpoint: string;
  /** The table whose stream they follow. */
  readonly table: string;
  /** Where their places and what they give up are kept; without it places are kept in memory. */
  readonly dataDir?: string;
  /** Takes what they give up; without it that is kept in the data directory. */
  readonly giveUp?: GivenUp;
}

/** Workers at work. None waits for another, and no request for any. */
export interface RunningWorkers {
  /** Something was written: there may be records. */
  nudge(): void;
  /** Settles when they have done all that was written until now, and all that they have written themselves. */
  drained(): Promise<void>;
  /** Ends each behind the call that is under way. */
  close(): Promise<void>;
}

/** Calls workers with the records of a table's stream, as Lambda would. @throws StartupError */
export async function runWorkers(
  loaded: readonly LoadedWorker[],
  { endpoint, table, dataDir, giveUp = keepGivenUp(dataDir) }: WorkersOptions,
): Promise<RunningWorkers> {
  if (dataDir) makeDataDirectory(workersDirectory(dataDir));
  const stream = await openStream(endpoint, table);
  // All of them are read before the first worker is called: one that is damaged stops the start.
  const places = loaded.map(({ worker }) => placesOf(worker.name, stream.arn, dataDir));
  const followers = loaded.map(({ worker: { name, trigger }, handler }, index) =>
    followStream(stream, { worker: name, trigger, handler, places: places[index] as Places, giveUp }),
  );
  const callsOnceCaughtUp = async () => {
    const calls = await Promise.all(followers.map((follower) => follower.caughtUp()));
    return calls.reduce((sum, each) => sum + each, 0);
  };
  return {
    nudge() {
      for (const follower of followers) follower.nudge();
    },
    async drained() {
      // What one has written another may be called with: until nobody was called any more.
      for (let before = -1, calls = -2; calls !== before; ) {
        before = calls;
        calls = await callsOnceCaughtUp();
      }
    },
    async close() {
      await Promise.all(followers.map((follower) => follower.close()));
      stream.close();
    },
  };
}
