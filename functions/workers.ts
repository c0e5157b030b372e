import { type Grants, WHOLE_PROCESSOR } from '../shared/http/operation.ts';
import { FILTERS as HISTORY } from '../shared/receivables/history/filters.ts';
import type { StreamTrigger } from '../shared/streams/stream-trigger.ts';
import { FILTERS as AMILI_WRITES } from './amili/log-items/writes.ts';

/** A function that no route calls. */
export interface Worker {
  /** Its file below functions/, without the ending: `workers/<verb>-<noun>`. */
  readonly name: `workers/${string}`;
  /** What calls it. */
  readonly trigger: 'deployment' | StreamTrigger;
  readonly grants: Grants;
  /** Megabytes of its function; as many as operations have when not said. */
  readonly memory?: number;
}

/** A worker that follows a stream. Its file exports a `handler` that `shared/streams` makes. */
export interface StreamWorker extends Worker {
  readonly trigger: StreamTrigger;
}

/** Reads the public half of the signing key while a stack is deployed. */
export const readPublicKey = {
  name: 'workers/read-public-key',
  trigger: 'deployment',
  grants: { tokenKey: 'read' },
} as const satisfies Worker;

/** Puts the pages of the console into their bucket while a stack is deployed. */
export const publishPages = {
  name: 'workers/publish-pages',
  trigger: 'deployment',
  grants: {},
} as const satisfies Worker;

/**
 * Applies the rows of asynchronous batches. It follows no more than the items that stand for whole batches; of what it
 * writes itself these alone are among them, and each of those writes brings a batch nearer to its end.
 */
export const applyBatches = {
  name: 'workers/apply-batches',
  trigger: {
    stream: 'receivables',
    filters: [{ eventName: ['INSERT', 'MODIFY'], dynamodb: { Keys: { sk: { S: ['BATCH'] } } } }],
    records: 10,
    window: 0,
  },
  grants: { receivables: ['BatchGetItem', 'GetItem', 'PutItem', 'Query', 'UpdateItem'] },
  memory: WHOLE_PROCESSOR,
} as const satisfies StreamWorker;

/**
 * Keeps the history of customers and the feed of events, puts these on the bus, and tells clients in a log what became of their writes. Of what it
 * writes it is called with nothing. AWS takes five filters without being asked for more.
 */
export const recordChanges = {
  name: 'workers/record-changes',
  trigger: { stream: 'receivables', filters: [...HISTORY, ...AMILI_WRITES], records: 100, window: 1 },
  grants: {
    receivables: ['BatchGetItem', 'GetItem', 'PutItem', 'Query', 'UpdateItem'],
    history: 'kept',
    events: ['PutEvents'],
  },
} as const satisfies Worker;

/** Every worker of the service. */
export const workers: readonly Worker[] = [readPublicKey, publishPages, recordChanges, applyBatches];

export const followsStream = (worker: Worker): worker is StreamWorker => worker.trigger !== 'deployment';

/** Those that follow the stream of the receivables table. */
export const streamWorkers: readonly StreamWorker[] = workers.filter(followsStream);
