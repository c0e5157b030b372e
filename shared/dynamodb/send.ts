import { setTimeout as delay } from 'node:timers/promises';
import { TransactionCanceledException } from '@aws-sdk/client-dynamodb';
import { isServerError, isThrottlingError, isTransientError } from '@smithy/core/retry';

/**
 * How often one request is attempted. Between two attempts there is a wait, drawn at random from zero up to a limit
 * that doubles from BASE to CEILING milliseconds (full jitter).
 */
const ATTEMPTS = 10;
const BASE = 25;
const CEILING = 400;
/**
 * Milliseconds of an effort after which no attempt is repeated. Even if the last one times out, the whole stays below a
 * function's 15 s.
 */
const PATIENCE = 8_000;

/** What all attempts of one operation share, whichever of its requests to DynamoDB they belong to. */
export interface Effort {
  /** When the first attempt began, on the clock of `performance.now()`. */
  readonly since: number;
  /** Whether an attempt got no final answer (time-out, dropped connection, 5xx): it may have landed, or land later. */
  unanswered: boolean;
}

export const newEffort = (): Effort => ({ since: performance.now(), unanswered: false });

/**
 * Sends one DynamoDB request, and repeats it while its failure may pass: throttled, in conflict with a running
 * transaction, or unanswered. An unanswered attempt may have landed, so every write sent through here must recognize
 * its own earlier attempt by the request id that it stored. It may also land later, so a write that is refused after an
 * unanswered attempt must make sure that it no longer can, before it tells anybody of the refusal (see fence).
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
 * The SDK never repeats a cancelled transaction. We repeat one that contention cancelled, even where a condition
 * failed as well: DynamoDB did not check the condition of the write in conflict, and just that one might show that
 * this request is done already.
 */
function isCancelledByContention({ CancellationReasons = [] }: TransactionCanceledException): boolean {
  const codes = CancellationReasons.map(({ Code }) => Code ?? 'None').filter((code) => code !== 'None');
  const contended = codes.filter((code) => CONTENTION_REASONS.has(code));
  const failed = codes.filter((code) => code === 'ConditionalCheckFailed');
  if (contended.length + failed.length < codes.length) return false;
  return contended.length > 0 || (failed.length === 0 && CancellationReasons.length > 0);
}
