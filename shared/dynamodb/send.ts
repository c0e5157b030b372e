import { setTimeout as delay } from 'node:timers/promises';
import { TransactionCanceledException } from '@aws-sdk/client-dynamodb';
import { isServerError, isThrottlingError, isTransientError } from '@smithy/core/retry';

/** Attempts of one request. Waits double from BASE to CEILING milliseconds, each drawn from zero up (full jitter). */
const ATTEMPTS = 10;
const BASE = 25;
const CEILING = 400;
/** Milliseconds after which no attempt is begun: with one more attempt's time-out it stays below a function's 15 s. */
const PATIENCE = 8_000;

const PASSING_REASONS = new Set([
  'None',
  'TransactionConflict',
  'ThrottlingError',
  'ProvisionedThroughputExceeded',
]);
const PASSING_ERRORS = new Set(['TransactionConflictException', 'TransactionInProgressException']);

/**
 * Sends one DynamoDB request, repeated while its failure is a passing one: throttled, in conflict with a running
 * transaction, or ambiguous (time-out, dropped connection, 5xx). An ambiguous attempt may have landed, so every
 * write sent through here must recognize its own earlier attempt by the request id that it stores.
 * @throws the last failure, as DynamoDB gave it
 */
export async function send<T>(attempt: () => Promise<T>): Promise<T> {
  const started = performance.now();
  for (let attempts = 1; ; attempts++) {
    try {
      return await attempt();
    } catch (error) {
      if (attempts === ATTEMPTS || performance.now() - started > PATIENCE || !isPassing(error)) throw error;
      await backOff(attempts);
    }
  }
}

/** Waits before attempt number `attempts + 1`. */
export const backOff = (attempts: number): Promise<void> =>
  delay(Math.random() * Math.min(CEILING, BASE * 2 ** (attempts - 1)));

/** Whether the same request may succeed when it is sent again. */
export function isPassing(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  // The SDK never repeats a cancelled transaction; it may be repeated when nothing but contention cancelled it.
  if (error instanceof TransactionCanceledException) {
    return (
      !!error.CancellationReasons?.length &&
      error.CancellationReasons.every((r) => PASSING_REASONS.has(r.Code ?? 'None'))
    );
  }
  const failure = error as Parameters<typeof isTransientError>[0] & Error;
  return (
    PASSING_ERRORS.has(failure.name) ||
    isThrottlingError(failure) ||
    isTransientError(failure) ||
    isServerError(failure)
  );
}
