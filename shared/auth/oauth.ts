import { type Dialect, json } from '../http/dialect.ts';
import { Failure, type Problem } from '../http/failure.ts';

/** Answers of an OAuth 2.0 token endpoint: RFC 6749 section 5, bare, in no vendor's envelope. */
export const oauth: Dialect<'public', undefined, unknown> = {
  authenticate: () => undefined,
  success: (token) => json(200, token),
  failure(failure) {
    const { status, error, description, headers } = errorOf(failure?.problem);
    return json(status, { error, error_description: description }, headers);
  },
};

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

interface OAuthError {
  readonly status: number;
  readonly error: string;
  readonly description: string;
  readonly headers?: Record<string, string>;
}

function errorOf(problem: Problem | undefined): OAuthError {
  switch (problem?.kind) {
    case undefined:
      return { status: 500, error: 'server_error', description: 'the request could not be processed' };
    case 'refused': {
      const { status, code, message } = problem;
      const headers = status === 401 ? { 'www-authenticate': 'Basic realm="token"' } : {};
      return { status, error: code, description: message, headers };
    }
    case 'invalid': {
      const description = problem.issues.map(({ field, message }) => `${field}: ${message}`).join('; ');
      return { status: 400, error: 'invalid_request', description };
    }
    case 'unsupportedMediaType':
      return { status: 400, error: 'invalid_request', description: `the body must be ${problem.expected}` };
    case 'bodyTooLarge':
      return {
        status: 400,
        error: 'invalid_request',
        description: `the body has more than ${problem.limit} bytes`,
      };
    default:
      return { status: 400, error: 'invalid_request', description: 'the request is malformed' };
  }
}
