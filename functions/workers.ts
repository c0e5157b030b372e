import type { Grants } from '../shared/http/operation.ts';
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

/** Tells clients in a log what became of their writes. It is never called with what it writes. */
export const recordChanges = {
  name: 'workers/record-changes',
  trigger: { stream: 'receivables', filters: AMILI_WRITES, records: 100, window: 1 },
  grants: { receivables: ['GetItem', 'PutItem'] },
} as const satisfies Worker;

/** Every worker of the service. */
export const workers: readonly Worker[] = [readPublicKey, recordChanges];

export const followsStream = (worker: Worker): worker is StreamWorker => worker.trigger !== 'deployment';

/** Those that follow the stream of the receivables table. */
export const streamWorkers: readonly StreamWorker[] = workers.filter(followsStream);
