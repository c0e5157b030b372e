import { setTimeout as delay } from 'node:timers/promises';
import { TransactionCanceledException } from '@aws-sdk/client-dynamodb';
import { isServerError, isThrottlingError, isTransientError } from '@smithy/core/retry';

/** Attempts of one request. Waits double from BASE to CEILING milliseconds, each drawn from zero up (full jitter). */
const ATTEMPTS = 10;
const BASE = 25;
const CEILING = 400;
/** Milliseconds after which no attempt is repeated: with one more attempt's time-out it stays below a function's 15 s. */
const PATIENCE = 8_000;

/** What the attempts of one operation have in common, also over several requests of it. */
export interface Effort {
  /** On the clock of `performance.now()`. */
  readonly since: number;
  /** An attempt had no final answer (time-out, dropped connection, 5xx): it may have landed, or may yet land. */
  unanswered: boolean;
}

export const newEffort = (): Effort => ({ since: performance.now(), unanswered: false });

/**
 * Sends one DynamoDB request, repeated while its failure is a passing one: throttled, in conflict with a running
 * transaction, or unanswered. An unanswered attempt may have landed, so every write sent through here must recognize
 * its own earlier attempt by the request id that it stores; and it may yet land, so a refusal after one is told only
 * when that can no longer happen (see fence).
 * @throws the last failure, as DynamoDB gave it
 */
export async function send<T>(attempt: () => Promise<T>, effort: Effort = newEffort()): Promise<T> {
  for (let attempts = 1; ; attempts++) {
    try {
      return await attempt();
    } catch (error) {
      if (isUnanswered(error)) effort.unanswered = true;
      else if (!isContention(error)) throw error;
      if (attempts === ATTEMPTS || !hasPatience(effort)) throw error;
      await backOff(attempts);
    }
  }
}

/** Whether another attempt may begin. */
export const hasPatience = ({ since }: Effort): boolean => performance.now() - since < PATIENCE;

/** Waits before attempt number `attempts + 1`. */
export const backOff = (attempts: number): Promise<void> =>
  delay(Math.random() * Math.min(CEILING, BASE * 2 ** (attempts - 1)));

type Failure = Parameters<typeof isTransientError>[0] & Error;

/** Whether nobody knows if the attempt landed. */
function isUnanswered(error: unknown): boolean {
  if (!(error instanceof Error) || isContention(error)) return false;
  return isTransientError(error as Failure) || isServerError(error as Failure);
}

const CONTENTION_ERRORS = new Set(['TransactionConflictException', 'TransactionInProgressException']);

/** Whether the attempt changed nothing, and the same one may succeed a moment later. */
function isContention(error: unknown): boolean {
  if (error instanceof TransactionCanceledException) return isCancelledByContention(error);
  if (!(error instanceof Error)) return false;
  return CONTENTION_ERRORS.has(error.name) || isThrottlingError(error as Failure);
}

const CONTENTION_REASONS = new Set([
  'TransactionConflict',
  'ThrottlingError',
  'ProvisionedThroughputExceeded',
]);

/**
 * The SDK never repeats a cancelled transaction. One that contention cancelled is repeated, even where a condition
 * failed too: the write in conflict was not looked at, and may be the one that shows that this request is done.
 */
function isCancelledByContention({ CancellationReasons = [] }: TransactionCanceledException): boolean {
  const codes = CancellationReasons.map(({ Code }) => Code ?? 'None').filter((code) => code !== 'None');
  const contended = codes.filter((code) => CONTENTION_REASONS.has(code));
  const failed = codes.filter((code) => code === 'ConditionalCheckFailed');
  if (contended.length + failed.length < codes.length) return false;
  return contended.length > 0 || (failed.length === 0 && CancellationReasons.length > 0);
}
