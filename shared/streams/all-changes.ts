import { type Change, changeIn } from './change.ts';
import {
  invocationOf,
  logFailure,
  logRecords,
  type StreamHandler,
  type WorkerInvocation,
} from './worker-invocation.ts';

/**
 * Makes the handler of a worker that takes all changes of a call at once, in the order in which they were written.
 *
 * Where it throws, all of them come again, by halves until the one that fails stands alone. So a change may be told more
 * than once, and a worker must be such that this changes nothing.
 * @param worker its name
 * @param run does what follows from the changes. @returns what became of them, counted by word, for the log line
 */
export const allChanges =
  (
    worker: string,
    run: (
      changes: readonly Change[],
      invocation: WorkerInvocation,
    ) => Promise<Readonly<Record<string, number>>>,
  ): StreamHandler =>
  async ({ Records }, context) => {
    const invocation = invocationOf(worker, context);
    const since = performance.now();
    try {
      const outcomes = await run(Records.map(changeIn), invocation);
      const durationMs = Math.round(performance.now() - since);
      logRecords(invocation, { records: Records.length, done: Records.length, durationMs }, outcomes);
      return { batchItemFailures: [] };
    } catch (error) {
      const first = Records[0]?.dynamodb;
      logFailure(invocation, { records: Records.length, sequenceNumber: first?.SequenceNumber }, error);
      // To name the first record would say that it is at fault: Lambda halves what failed as a whole.
      throw error;
    }
  };
