import type { Dialect, HttpEvent } from '../../../shared/http/dialect.ts';
import type { Origin } from '../../../shared/http/operation.ts';
import { authenticate, type BeelAccess, type BeelCaller, requireScopes, tenantOf } from './caller.ts';
import { type BeelSuccess, failureEnvelope, problemMembers, successEnvelope } from './envelope.ts';
import { type BeelError, type ErrorStyle, errorOf, parameterMessage, unreadableValue } from './errors.ts';

/** How the generations of BeeL's API differ. */
export interface Generation extends ErrorStyle {
  /** @throws Failure where the key may not do what the request asks for */
  authorize(caller: BeelCaller, scope: BeelAccess, event: HttpEvent): void;
  /** Members that a failure has beside `error` and `meta`. */
  failureMembers(error: BeelError, origin: Origin): object;
  /** Headers of every answer. */
  readonly headers: Readonly<Record<string, string>>;
}

/** API key in, `{success, data | error, meta}` out. */
export const beelDialect = (generation: Generation): Dialect<BeelAccess, BeelCaller, BeelSuccess> => ({
  authenticate: (_, __, origin) => authenticate(origin),
  logged: (caller) => ({ caller: caller.keyId, tenant: tenantOf(caller).tenant }),
  authorize: generation.authorize,
  success: (success, origin) => successEnvelope(success, origin, generation.headers),
  failure(failure, origin) {
    const error = errorOf(failure?.problem, generation, origin);
    const { headers } = generation;
    return failureEnvelope(error, origin, { members: generation.failureMembers(error, origin), headers });
  },
});

/** The generation of today, OpenAPI 1.9.0: the path names the company. */
export const beel = beelDialect({
  authorize: (caller, scope) => requireScopes(caller, scope),
  unauthenticated: 'Authentication is required to access this resource',
  contended: {
    status: 409,
    code: 'CONCURRENT_MODIFICATION',
    message: 'The resource was modified by another request; read it again and retry',
  },
  invalidParameter(issue) {
    const { field, missing } = issue;
    const message = parameterMessage(issue);
    return missing && issue.in === 'query'
      ? { status: 400, code: 'MISSING_PARAMETER', message, details: { field } }
      : { status: 400, code: 'VALIDATION_ERROR', message, details: unreadableValue(issue) };
  },
  outsideVocabulary: { status: 422, code: 'VALIDATION_ERROR' },
  invalidBody: 'The provided data is not valid.',
  otherMediaType: (given = 'none') =>
    `Unsupported media type: ${given.slice(0, 100)}. Supported: application/json`,
  failureMembers: problemMembers,
  headers: {},
});
