import type { Context, DynamoDBBatchResponse, DynamoDBStreamEvent } from 'aws-lambda';
import { GaveUp } from '../dynamodb/gave-up.ts';
import { type Level, log } from '../log.ts';

/** Lambda's handler of a worker: it answers which record is the first that is not done, if there is one. */
export type StreamHandler = (event: DynamoDBStreamEvent, context: Context) => Promise<DynamoDBBatchResponse>;

/** What a worker knows of the call that it works in. */
export interface WorkerInvocation {
  /** The worker's name. */
  readonly worker: string;
  /** Names this call. A write that must know itself in another call is named by its change, not by this. */
  readonly requestId: string;
  /** Until when its reads and writes are repeated, on the clock of `performance.now()`. */
  readonly deadline: number;
}

/** Milliseconds kept back from a function's time-out, for an attempt that begins just before the deadline. */
const KEPT_BACK = 4_000;

export const invocationOf = (worker: string, context: Context): WorkerInvocation => ({
  worker,
  requestId: context.awsRequestId,
  deadline: performance.now() + context.getRemainingTimeInMillis() - KEPT_BACK,
});

/** One line for each call: how many records it had, how many of them are done, and what became of these by word. */
export function logRecords(
  { worker, requestId }: WorkerInvocation,
  counts: { readonly records: number; readonly done: number; readonly durationMs: number },
  outcomes: Readonly<Record<string, number>>,
): void {
  log('info', 'records', { worker, ...counts, requestId, outcomes });
}

/** The whole of an error, and whose: its key holds ids, never a secret. */
export function logFailure(
  { worker, requestId }: WorkerInvocation,
  record: Readonly<Record<string, unknown>>,
  error: unknown,
): void {
  // Other requests were faster, or DynamoDB was busy: the next try may succeed, and nothing is wrong with the record.
  const level: Level = error instanceof GaveUp ? 'warn' : 'error';
  log(level, 'a worker failed, and tries again', { worker, requestId, ...record, error });
}
