import type { RunningWorkers } from './run-workers.ts';

/** Workers that can be stopped for a while: they go on at the places that they have kept. */
export interface RestartableWorkers extends RunningWorkers {
  whileStopped<Result>(work: () => Promise<Result>): Promise<Result>;
}

export async function restartableWorkers(start: () => Promise<RunningWorkers>): Promise<RestartableWorkers> {
  let workers = await start();
  return {
    nudge: () => workers.nudge(),
    drained: () => workers.drained(),
    close: () => workers.close(),
    async whileStopped(work) {
      await workers.close();
      try {
        return await work();
      } finally {
        workers = await start();
      }
    },
  };
}
