import {
  ConditionalCheckFailedException,
  DynamoDBServiceException,
  TransactionCanceledException,
} from '@aws-sdk/client-dynamodb';
import { isServerError, isThrottlingError, isTransientError } from '@smithy/core/retry';

type Failure = Parameters<typeof isTransientError>[0] & Error;

/** What the failure of an attempt says about it. */
export type AttemptFailure =
  /** It changed nothing: another request was writing one of its items. The same attempt may succeed a moment later. */
  | 'conflict'
  /** It changed nothing: DynamoDB took no more requests at the moment. */
  | 'throttled'
  /** Nobody knows whether it landed: no answer came, or none that can be read, or a 5xx. */
  | 'unanswered'
  /** It changed nothing: a condition does not hold. */
  | 'refused'
  /** It changed nothing, and never will: access denied, a bad request, a mistake of ours. */
  | 'final';

export function classifyFailure(error: unknown): AttemptFailure {
  if (error instanceof TransactionCanceledException) return classifyCancellation(error);
  if (error instanceof ConditionalCheckFailedException) return 'refused';
  if (!(error instanceof Error)) return 'final';
  if (CONFLICTS.has(error.name)) return 'conflict';
  if (isThrottlingError(error as Failure)) return 'throttled';
  return isUnanswered(error as Failure) ? 'unanswered' : 'final';
}

const CONFLICTS = new Set(['TransactionConflictException', 'TransactionInProgressException']);

function isUnanswered(error: Failure & { readonly $response?: unknown; readonly code?: unknown }): boolean {
  if (isTransientError(error) || isServerError(error) || error.$metadata?.httpStatusCode === 408) return true;
  // An answer came ($response), and the SDK made nothing of it: half a JSON text, the page of a proxy.
  const isUnreadable = error.$response !== undefined && !(error instanceof DynamoDBServiceException);
  // Node's HTTP parser: what came is no HTTP.
  return isUnreadable || String(error.code).startsWith('HPE_');
}

const REASONS: Readonly<Record<string, AttemptFailure>> = {
  TransactionConflict: 'conflict',
  ThrottlingError: 'throttled',
  ProvisionedThroughputExceeded: 'throttled',
  ConditionalCheckFailed: 'refused',
};

/**
 * A transaction that a conflict or throttling cancelled is repeated even where a condition failed as well: DynamoDB did
 * not check the condition of the write in conflict, and just that one might show that this request is done already.
 */
function classifyCancellation({ CancellationReasons = [] }: TransactionCanceledException): AttemptFailure {
  const codes = CancellationReasons.map(({ Code }) => Code ?? 'None').filter((code) => code !== 'None');
  const reasons = new Set(codes.map((code) => REASONS[code] ?? 'final'));
  // It names reasons, and none is one: nobody says why, so it may pass.
  if (reasons.size === 0) return CancellationReasons.length > 0 ? 'conflict' : 'final';
  return (['final', 'conflict', 'throttled'] as const).find((reason) => reasons.has(reason)) ?? 'refused';
}
