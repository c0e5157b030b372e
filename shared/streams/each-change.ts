import type { DynamoDBRecord } from 'aws-lambda';
import { type Change, changeIn } from './change.ts';
import {
  invocationOf,
  logFailure,
  logRecords,
  type StreamHandler,
  type WorkerInvocation,
} from './worker-invocation.ts';

/**
 * Makes the handler of a worker that takes one change after the other, in the order in which they were written.
 *
 * The first that fails ends the call: it and all behind it come again, so nothing overtakes what is not done. So a change
 * may be told more than once, and a worker must be such that this changes nothing.
 * @param worker its name
 * @param run does what follows from a change. @returns what became of it in one word, for the log line
 */
export const eachChange =
  (worker: string, run: (change: Change, invocation: WorkerInvocation) => Promise<string>): StreamHandler =>
  async ({ Records }, context) => {
    const invocation = invocationOf(worker, context);
    const since = performance.now();
    const outcomes: Record<string, number> = {};
    let done = 0;
    for (const record of Records) {
      // Each call does one change at least, or the same ones would come for ever.
      if (done > 0 && performance.now() > invocation.deadline) break;
      const outcome = await outcomeOf(record, invocation, run);
      if (outcome === undefined) break;
      outcomes[outcome] = (outcomes[outcome] ?? 0) + 1;
      done++;
    }
    const durationMs = Math.round(performance.now() - since);
    logRecords(invocation, { records: Records.length, done, durationMs }, outcomes);
    const itemIdentifier = Records[done]?.dynamodb?.SequenceNumber;
    return { batchItemFailures: itemIdentifier === undefined ? [] : [{ itemIdentifier }] };
  };

/** Undefined where it failed. */
async function outcomeOf(
  record: DynamoDBRecord,
  invocation: WorkerInvocation,
  run: (change: Change, invocation: WorkerInvocation) => Promise<string>,
): Promise<string | undefined> {
  try {
    return await run(changeIn(record), invocation);
  } catch (error) {
    const { Keys, SequenceNumber } = record.dynamodb ?? {};
    logFailure(invocation, { pk: Keys?.pk?.S, sk: Keys?.sk?.S, sequenceNumber: SequenceNumber }, error);
    return undefined;
  }
}
