import type { Failure } from '../../../shared/http/failure.ts';
import { problemAnswer } from '../../../shared/http/problem-answer.ts';
import type { RowFailure } from '../../../shared/receivables/row-failure.ts';
import { type SubError, subErrorsOf } from './envelope.ts';
import { type ErrorType, PROBLEMS } from './errors.ts';

/** A row that was not done, beside what names it. */
export interface FailedRow {
  readonly errorType: Extract<
    ErrorType,
    | 'CLIENT_REQUEST_ERROR'
    | 'RECORD_NOT_FOUND'
    | 'SYSTEM_ERROR'
    | 'UNPROCESSABLE_REQUEST'
    | 'VALIDATION_ERROR'
  >;
  readonly message: string;
  readonly apiSubErrors?: SubError[];
}

const isFailed = (row: object): boolean => 'errorType' in row;

/**
 * BulkResponse: https://docs.enkash.com/api-18880671. What its rows hold is our choice.
 * @param rows what became of each, in the order of the request
 */
export function bulkResponse<Row extends object>(rows: readonly Row[]) {
  const failureRequests = rows.filter((row) => isFailed(row)) as Extract<Row, FailedRow>[];
  const successRequests = rows.filter((row) => !isFailed(row)) as Exclude<Row, FailedRow>[];
  return {
    total_count: rows.length,
    success_count: successRequests.length,
    failure_count: failureRequests.length,
    successRequests,
    failureRequests,
  };
}

/** A row that is refused as a request of its own would be. */
export function refusedRow({ problem }: Failure): FailedRow {
  const { code, message } = problemAnswer(problem, PROBLEMS);
  return {
    errorType: code as FailedRow['errorType'],
    message,
    ...(problem.kind === 'invalid' && { apiSubErrors: subErrorsOf(problem) }),
  };
}

/**
 * A row of which nobody can say that it was done.
 * @param done `deleted`, what was to be done with `what`
 * @param advice what a client does of whose row that is not known
 */
export function undecided(
  outcome: RowFailure['outcome'],
  what: string,
  done: string,
  advice = 'send it again',
): FailedRow {
  const message = {
    untouched: `the ${what} was not ${done}: there was no time left for it`,
    unknown: `it is not known whether the ${what} was ${done}: ${advice}`,
    failed: `the ${what} could not be processed`,
  }[outcome];
  return { errorType: 'SYSTEM_ERROR', message };
}

/** A report of nothing but rows that surely were not touched tells a client no more than an error does. */
export function refuseWhereNothingWasDecided(
  outcomes: readonly ({ readonly outcome: string } | RowFailure)[],
): void {
  const untouched = outcomes.filter(({ outcome }) => outcome === 'untouched' || outcome === 'failed');
  if (untouched.length > 0 && untouched.length === outcomes.length) throw (untouched[0] as RowFailure).cause;
}
