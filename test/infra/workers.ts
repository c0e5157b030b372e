import { type StreamWorker, streamWorkers } from '../../functions/workers.ts';

/** A worker that uses everything a worker may. */
const madeUpWorker = {
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
  grants: { receivables: ['GetItem', 'PutItem'], indexes: ['changes-by-request'], events: ['PutEvents'] },
  memory: 1_769,
} as const satisfies StreamWorker;

/** One that uses nothing. */
const idleWorker = {
  name: 'workers/follow-nothing',
  trigger: { stream: 'receivables', filters: [{ eventName: ['REMOVE'] }], records: 1, window: 0 },
  grants: {},
} as const satisfies StreamWorker;

/** The service's workers that follow a stream, and two more: what is said of several is looked at in any case. */
export const testedWorkers: readonly StreamWorker[] = [...streamWorkers, madeUpWorker, idleWorker];
