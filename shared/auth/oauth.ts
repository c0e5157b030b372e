import { type Dialect, json } from '../http/dialect.ts';
import { Failure, type Problem } from '../http/failure.ts';
import { type ProblemTable, problemAnswer } from '../http/problem-answer.ts';

/** Answers of an OAuth 2.0 token endpoint: RFC 6749 section 5, bare, in no vendor's envelope. */
export const oauth: Dialect<'public', undefined, unknown> = {
  authenticate: () => undefined,
  success: (token) => json(200, token),
  failure(failure) {
    const { problem } = failure ?? {};
    const { status, code, message, headers } = problemAnswer(problem, PROBLEMS);
    const body = { error: code, error_description: descriptionOf(problem) ?? message };
    // RFC 6749 section 5.2: a client that could not be authenticated is told how to.
    return json(
      status,
      body,
      status === 401 ? { 'www-authenticate': 'Basic realm="token"' } : againOnly(headers),
    );
  },
};

/** A token endpoint authenticates by itself, and has one code for whatever else is wrong with a request. */
const PROBLEMS: ProblemTable<OAuthErrorCode | 'server_error'> = {
  unauthenticated: [400, 'invalid_request'],
  forbidden: [400, 'invalid_request'],
  invalid: [400, 'invalid_request'],
  malformedBody: [400, 'invalid_request'],
  unsupportedMediaType: [400, 'invalid_request'],
  bodyTooLarge: [400, 'invalid_request'],
  routeNotFound: [400, 'invalid_request'],
  methodNotAllowed: [400, 'invalid_request'],
  contended: [500, 'server_error'],
  throttled: [500, 'server_error'],
  unexpected: [500, 'server_error'],
};

/** Of the headers that all dialects share, a token endpoint has the one that says when to come again. */
const againOnly = ({ 'retry-after': again }: Readonly<Record<string, string>>): Record<string, string> =>
  again === undefined ? {} : { 'retry-after': again };

/** Undefined where the words that all dialects share will do. */
function descriptionOf(problem: Problem | undefined): string | undefined {
  switch (problem?.kind) {
    case 'bodyTooLarge':
      return `the body has more than ${problem.limit} bytes`;
    case undefined:
    case 'contended':
    case 'throttled':
    case 'invalid':
    case 'refused':
    case 'unsupportedMediaType':
      return undefined;
    default:
      return 'the request is malformed';
  }
}

/** RFC 6749 section 5.2. */
export type OAuthErrorCode =
  | 'invalid_client'
  | 'invalid_grant'
  | 'invalid_request'
  | 'unsupported_grant_type';

/** A refusal of the token endpoint: 401 where the client is not known, else 400. */
export const oauthRefusal = (code: OAuthErrorCode, message: string): Failure =>
  new Failure({ kind: 'refused', status: code === 'invalid_client' ? 401 : 400, code, message });

/** Client id and secret of an `Authorization: Basic` header, or undefined where it is missing or malformed. */
export function basicCredentials(
  authorization: string | undefined,
): { readonly id: string; readonly secret: string } | undefined {
  const encoded = /^Basic +([A-Za-z0-9+/]+={0,2}) *$/i.exec(authorization ?? '')?.[1];
  const [, id, secret] = /^([^:]*):(.*)$/s.exec(Buffer.from(encoded ?? '', 'base64').toString()) ?? [];
  return id === undefined || secret === undefined ? undefined : { id, secret };
}
