import type { DynamoDBRecord } from 'aws-lambda';
import type { StreamHandler } from '../../../shared/streams/worker-invocation.ts';
import { WORKER_TIMEOUT_SECONDS } from '../../functions/settings.ts';
import { lambdaContext } from '../lambda-context.ts';
import type { GivenUp } from './given-up.ts';
import type { Pauses } from './pauses.ts';

/** Tries of a record that fails alone: fewer than on AWS, as somebody is looking. */
const TRIES = 6;
/** Milliseconds before the second of them, doubled for each further one. */
const PAUSE = 50;

export interface WorkerCalls {
  readonly worker: string;
  readonly handler: StreamHandler;
  /** Takes a record that failed however often it was tried. */
  readonly giveUp: GivenUp;
  /** Is told records that are done or given up, in their order. */
  readonly passed: (records: readonly DynamoDBRecord[]) => void;
  /** Between two tries; and whether to go on at all. */
  readonly pauses: Pick<Pauses, 'wait' | 'goOn'>;
}

/**
 * Calls a worker with records as Lambda does: after an error with each half of them, behind a failed one only when that is
 * done or given up. So nothing overtakes what is tried again.
 * @throws Ended before the next call. What has not passed by then is not done
 */
export async function callWorker(records: readonly DynamoDBRecord[], calls: WorkerCalls): Promise<void> {
  let rest = records;
  while (rest.length > 0) {
    calls.pauses.goOn();
    const done = await call(rest, calls);
    if (done === undefined && rest.length > 1) {
      const half = rest.length >> 1;
      await callWorker(rest.slice(0, half), calls);
      rest = rest.slice(half);
    } else if (done) {
      calls.passed(rest.slice(0, done));
      rest = rest.slice(done);
    } else {
      await insist(rest[0] as DynamoDBRecord, calls);
      rest = rest.slice(1);
    }
  }
}

/** Tries a record alone until it is done or given up. */
async function insist(record: DynamoDBRecord, calls: WorkerCalls): Promise<void> {
  for (let tries = 1; ; tries++) {
    await calls.pauses.wait(PAUSE * 2 ** (tries - 1));
    if ((await call([record], calls)) === 1) break;
    if (tries < TRIES) continue;
    calls.giveUp(calls.worker, record, tries);
    break;
  }
  calls.passed([record]);
}

/** @returns how many of the records are done; undefined when the call as a whole failed */
async function call(
  Records: readonly DynamoDBRecord[],
  { worker, handler }: WorkerCalls,
): Promise<number | undefined> {
  try {
    const context = lambdaContext(worker, WORKER_TIMEOUT_SECONDS);
    const { batchItemFailures } = await handler({ Records: [...Records] }, context);
    const failed = batchItemFailures.map(({ itemIdentifier }) =>
      Records.findIndex(({ dynamodb }) => dynamodb?.SequenceNumber === itemIdentifier),
    );
    // A record that it was not called with, -1, fails all, as on Lambda.
    return failed.includes(-1) ? undefined : Math.min(Records.length, ...failed);
  } catch {
    // The worker's own log line has told of it.
    return undefined;
  }
}
