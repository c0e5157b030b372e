import { type StreamWorker, streamWorkers } from '../../functions/workers.ts';

/** A worker that uses everything a worker may. */
export const madeUpWorker = {
  name: 'workers/follow-everything',
  trigger: {
    stream: 'receivables',
    filters: [
      { eventName: ['INSERT'], dynamodb: { Keys: { sk: { S: ['THIS'] } } } },
      { dynamodb: { Keys: { sk: { S: [{ prefix: 'THAT#' }] } } } },
    ],
    records: 7,
    window: 2,
  },
  grants: { receivables: ['GetItem', 'PutItem'], indexes: ['changes-by-request'] },
  memory: 1_769,
} as const satisfies StreamWorker;

/** The service's workers that follow a stream, and one more: what is said of their stack is looked at in any case. */
export const testedWorkers: readonly StreamWorker[] = [...streamWorkers, madeUpWorker];
