import type { Issue, Problem } from '../../../shared/http/failure.ts';

export interface BeelError {
  readonly status: number;
  readonly code: string;
  readonly message: string;
  readonly details?: Readonly<Record<string, unknown>>;
  readonly headers?: Record<string, string>;
}

/** Statuses and codes of OpenAPI 1.0.1 (flat routes) and 1.9.0 (canonical routes). */
export function errorOf(problem: Problem | undefined, canonical: boolean): BeelError {
  switch (problem?.kind) {
    case 'unauthenticated':
      return {
        status: 401,
        code: 'UNAUTHORIZED',
        message: canonical ? 'Authentication is required to access this resource' : 'Authentication required',
        headers: { 'www-authenticate': 'Bearer' },
      };
    case 'forbidden':
      return { status: 403, code: 'FORBIDDEN', message: problem.message };
    case 'invalid':
      return problem.issues.some((issue) => issue.in === 'body')
        ? invalidBody(problem.issues)
        : invalidParameter(problem.issues[0] as Issue, canonical);
    case 'malformedBody':
      return { status: 400, code: 'INVALID_JSON_FORMAT', message: problem.message };
    case 'unsupportedMediaType':
      return { status: 415, code: 'UNSUPPORTED_MEDIA_TYPE', message: `The body must be ${problem.expected}` };
    case 'bodyTooLarge': {
      const message = `The body has ${problem.size} bytes; at most ${problem.limit} are taken`;
      const details = { max_size_bytes: problem.limit, request_size_bytes: problem.size };
      return { status: 413, code: 'REQUEST_BODY_TOO_LARGE', message, details };
    }
    case 'routeNotFound':
      return { status: 404, code: 'ENDPOINT_NOT_FOUND', message: 'There is no such path' };
    case 'methodNotAllowed': {
      const allow = problem.allowed.join(', ');
      return {
        status: 405,
        code: 'METHOD_NOT_ALLOWED',
        message: `This path takes ${allow}`,
        headers: { allow },
      };
    }
    case 'refused':
      return problem;
    case undefined:
      return { status: 500, code: 'INTERNAL_ERROR', message: 'Internal server error' };
  }
}

/** 1.0.1 has one code for what is wrong in a path or query; 1.9.0 tells more, in `details`. */
function invalidParameter(issue: Issue, canonical: boolean): BeelError {
  const { field, missing } = issue;
  const message = missing
    ? `Missing required parameter '${field}'`
    : `Invalid parameter '${field}': ${issue.message}`;
  if (!canonical) return { status: 400, code: 'BAD_REQUEST', message };
  return missing && issue.in === 'query'
    ? { status: 400, code: 'MISSING_PARAMETER', message, details: { field } }
    : { status: 400, code: 'VALIDATION_ERROR', message, details: unreadableValue(issue) };
}

/** What cannot be read as its type is 400, a value that is missing or breaks a rule 422 with a message for each. */
function invalidBody(issues: readonly Issue[]): BeelError {
  const unreadable = issues.find(isUnreadable);
  if (unreadable) {
    const message = said(unreadable);
    return { status: 400, code: 'INVALID_JSON_FORMAT', message, details: unreadableValue(unreadable) };
  }
  const details = Object.fromEntries(issues.map(({ field, message }) => [field, message]));
  return { status: 422, code: 'VALIDATION_ERROR', message: issues.map(said).join('; '), details };
}

const said = ({ field, message }: Issue): string => `${field || 'body'}: ${message}`;

/** Formats that 1.0.1 reads as types of their own, by zod's names. */
const FORMATS: Readonly<Record<string, string>> = { guid: 'UUID', date: 'YYYY-MM-DD' };

function isUnreadable({ code, missing, expected = '' }: Issue): boolean {
  if (missing) return false;
  return (
    code === 'invalid_type' || code === 'invalid_value' || (code === 'invalid_format' && expected in FORMATS)
  );
}

/** FieldDeserializationError of 1.0.1. */
function unreadableValue({ field, rejectedValue, expected, allowed }: Issue) {
  return {
    field: field || 'body',
    invalid_value: rejectedValue,
    ...(expected !== undefined && { expected_format: FORMATS[expected] ?? expected }),
    ...(allowed && { allowed_values: allowed.join(', ') }),
  };
}
