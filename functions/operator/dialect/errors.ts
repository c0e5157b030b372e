import { Failure } from '../../../shared/http/failure.ts';
import type { ProblemTable } from '../../../shared/http/problem-answer.ts';

/** The titles of problems, by the last part of their `type`. */
export const TITLES = {
  unauthenticated: 'No valid key',
  'insufficient-scope': 'Insufficient scope',
  invalid: 'Invalid request',
  'unsupported-media-type': 'Unsupported media type',
  'body-too-large': 'Body too large',
  'not-found': 'Not found',
  'method-not-allowed': 'Method not allowed',
  'too-many-records': 'Too many records',
  'page-too-large': 'Page too large',
  deleted: 'Deleted',
  'not-deleted': 'Not deleted',
  'restoration-over': 'No longer to be restored',
  duplicate: 'Identifier taken',
  changed: 'Changed since it was seen',
  busy: 'Busy',
  unexpected: 'Unexpected error',
} as const;

export type Code = keyof typeof TITLES;

/** Our own statuses, by the meaning that HTTP gives them. */
export const PROBLEMS: ProblemTable<Code> = {
  unauthenticated: [401, 'unauthenticated'],
  forbidden: [403, 'insufficient-scope'],
  invalid: [400, 'invalid'],
  malformedBody: [400, 'invalid'],
  unsupportedMediaType: [415, 'unsupported-media-type'],
  bodyTooLarge: [413, 'body-too-large'],
  routeNotFound: [404, 'not-found'],
  methodNotAllowed: [405, 'method-not-allowed'],
  contended: [503, 'busy'],
  throttled: [503, 'busy'],
  unexpected: [500, 'unexpected'],
};

export const refused = (status: 400 | 403 | 404 | 409 | 412 | 422, code: Code, message: string): Failure =>
  new Failure({ kind: 'refused', status, code, message });

/** The same for a customer that never was, that is of a tenant whom the key does not reach, or that nobody can be. */
export const notFound = (): Failure => refused(404, 'not-found', 'there is no such customer');

/** A parameter that its schema alone cannot judge. */
export const invalidParameter = (field: string, message: string): Failure =>
  new Failure({
    kind: 'invalid',
    issues: [{ in: 'query', field, message, missing: false, code: 'custom' }],
  });
