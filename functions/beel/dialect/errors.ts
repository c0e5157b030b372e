import { Failure, type Issue, type Problem } from '../../../shared/http/failure.ts';
import type { Origin } from '../../../shared/http/operation.ts';
import { type ProblemTable, problemAnswer } from '../../../shared/http/problem-answer.ts';

/** Statuses and codes of OpenAPI 1.0.1 and 1.9.0. `invalid` has more than one: see errorOf. */
export const PROBLEMS: ProblemTable<string> = {
  unauthenticated: [401, 'UNAUTHORIZED'],
  forbidden: [403, 'FORBIDDEN'],
  invalid: [422, 'VALIDATION_ERROR'],
  malformedBody: [400, 'INVALID_JSON_FORMAT'],
  unsupportedMediaType: [415, 'UNSUPPORTED_MEDIA_TYPE'],
  bodyTooLarge: [413, 'REQUEST_BODY_TOO_LARGE'],
  routeNotFound: [404, 'ENDPOINT_NOT_FOUND'],
  methodNotAllowed: [405, 'METHOD_NOT_ALLOWED'],
  contended: [409, 'CONCURRENT_MODIFICATION'],
  throttled: [500, 'INTERNAL_ERROR'],
  unexpected: [500, 'INTERNAL_ERROR'],
};

export interface BeelError {
  readonly status: number;
  readonly code: string;
  readonly message: string;
  readonly details?: Readonly<Record<string, unknown>>;
  readonly headers?: Readonly<Record<string, string>>;
}

/** What each generation of the API says in its own way. */
export interface ErrorStyle {
  readonly unauthenticated: string;
  /** The answer where other requests were changing the same the whole time. */
  readonly contended: BeelError;
  /** Tells what is wrong with a parameter of the path or the query. */
  invalidParameter(issue: Issue): BeelError;
  /** Status and code for a text in a body that is none of those allowed, where it is not the same as another type. */
  readonly outsideVocabulary?: Pick<BeelError, 'status' | 'code'>;
  /** What is said of values in a body that are missing or break a rule; all of it when not said. */
  readonly invalidBody?: string;
  /** What is said of a body of another media type. */
  otherMediaType?(given: string | undefined): string;
}

/** A refusal by BeeL's own rules. */
export const refused = (
  status: 400 | 403 | 404 | 409 | 422,
  code: string,
  message: string,
  details?: Record<string, unknown>,
): Failure => new Failure({ kind: 'refused', status, code, message, ...(details && { details }) });

export function errorOf(
  problem: Problem | undefined,
  style: ErrorStyle,
  { headers }: Pick<Origin, 'headers'>,
): BeelError {
  const answer = problemAnswer(problem, PROBLEMS, 'sentence');
  switch (problem?.kind) {
    case undefined:
      return { ...answer, message: 'Internal server error' };
    case 'unauthenticated':
      return { ...answer, message: style.unauthenticated };
    case 'contended':
      return { ...answer, ...style.contended };
    case 'invalid':
      return problem.issues.some((issue) => issue.in === 'body')
        ? invalidBody(problem.issues, style)
        : invalidParameters(problem.issues, style);
    case 'unsupportedMediaType': {
      const isOther = problem.expected === 'application/json';
      const message = isOther ? style.otherMediaType?.(headers['content-type']) : undefined;
      return message === undefined ? answer : { ...answer, message };
    }
    case 'bodyTooLarge':
      return { ...answer, details: { max_size_bytes: problem.limit, request_size_bytes: problem.size } };
    case 'refused':
      return { ...answer, ...(problem.details && { details: problem.details }) };
    default:
      return answer;
  }
}

/** A value that cannot be read is told first. One that is out of range is 422: every one of them, with its message. */
function invalidParameters(issues: readonly Issue[], style: ErrorStyle): BeelError {
  const unreadable = issues.find((issue) => issue.in !== 'query' || !OUT_OF_RANGE.has(issue.code));
  if (unreadable) return style.invalidParameter(unreadable);
  const details = Object.fromEntries(issues.map(({ field, message }) => [field, message]));
  return { status: 422, code: 'VALIDATION_ERROR', message: CONSTRAINT_VIOLATION, details };
}

const OUT_OF_RANGE = new Set(['too_small', 'too_big']);

/** What is said of a parameter that can be read and is refused. */
export const CONSTRAINT_VIOLATION = 'Validation constraint violation.';

/** What both generations say of a parameter. */
export const parameterMessage = ({ field, missing, message }: Issue): string =>
  missing ? `Missing required parameter '${field}'` : `Invalid parameter '${field}': ${message}`;

/** A value of another type is 400. A value that is missing or breaks a rule is 422, with a message for each. */
function invalidBody(issues: readonly Issue[], style: ErrorStyle): BeelError {
  const { outsideVocabulary } = style;
  const isOutside = ({ code, rejectedValue }: Issue) =>
    outsideVocabulary !== undefined && code === 'invalid_value' && typeof rejectedValue === 'string';
  const unreadable = issues.find((issue) => isUnreadable(issue) && !isOutside(issue));
  if (unreadable) {
    const message = said(unreadable);
    return { status: 400, code: 'INVALID_JSON_FORMAT', message, details: unreadableValue(unreadable) };
  }
  const outside = issues.find(isOutside);
  if (outsideVocabulary && outside)
    return { ...outsideVocabulary, message: said(outside), details: unreadableValue(outside) };
  const details = Object.fromEntries(issues.map(({ field, message }) => [field, message]));
  const message = style.invalidBody ?? issues.map(said).join('; ');
  return { status: 422, code: 'VALIDATION_ERROR', message, details };
}

const said = ({ field, message }: Issue): string => `${field || 'body'}: ${message}`;

/** Formats that OpenAPI 1.0.1 treats as types, under the names that zod has for them. */
const FORMATS: Readonly<Record<string, string>> = { guid: 'UUID', date: 'YYYY-MM-DD' };

function isUnreadable({ code, missing, expected = '' }: Issue): boolean {
  if (missing) return false;
  return (
    code === 'invalid_type' || code === 'invalid_value' || (code === 'invalid_format' && expected in FORMATS)
  );
}

/** FieldDeserializationError of OpenAPI 1.0.1. */
export function unreadableValue({ field, rejectedValue, expected, allowed }: Issue) {
  return {
    field: field || 'body',
    invalid_value: rejectedValue,
    ...(expected !== undefined && { expected_format: FORMATS[expected] ?? expected }),
    ...(allowed && { allowed_values: allowed.join(', ') }),
  };
}
