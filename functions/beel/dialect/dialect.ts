import { accepts } from '../../../shared/http/accept.ts';
import type { Dialect, HttpEvent } from '../../../shared/http/dialect.ts';
import type { Operation, Origin } from '../../../shared/http/operation.ts';
import { authenticate, type BeelAccess, type BeelCaller, requireScopes, tenantOf } from './caller.ts';
import { type BeelSuccess, failureEnvelope, problemMembers, successEnvelope } from './envelope.ts';
import {
  type BeelError,
  type ErrorStyle,
  errorOf,
  parameterWords,
  refused,
  unreadableValue,
} from './errors.ts';
import { languageOf } from './language.ts';
import { say } from './say.ts';

/** How the generations of BeeL's API differ. */
export interface Generation extends ErrorStyle {
  /** @throws Failure where the key may not do what the request asks for */
  authorize(
    caller: BeelCaller,
    scope: BeelAccess,
    event: HttpEvent,
    operation: Pick<Operation, 'answerType'>,
  ): void;
  /** Members that a failure has beside `error` and `meta`. */
  failureMembers(error: BeelError, origin: Origin): object;
  /** Headers of every answer, refusals too. */
  headers(origin: Origin): Readonly<Record<string, string>>;
}

/** API key in, `{success, data | error, meta}` out. */
export const beelDialect = (generation: Generation): Dialect<BeelAccess, BeelCaller, BeelSuccess> => ({
  authenticate: (_, __, origin) => authenticate(origin),
  logged: (caller) => ({ caller: caller.keyId, tenant: tenantOf(caller).tenant }),
  authorize: generation.authorize,
  success: (success, origin) => successEnvelope(success, origin, generation.headers(origin)),
  failure(failure, origin) {
    const error = errorOf(failure?.problem, generation, origin);
    const members = generation.failureMembers(error, origin);
    return failureEnvelope(error, origin, { members, headers: generation.headers(origin) });
  },
});

/** The generation of today, OpenAPI 1.9.0: the path names the company. */
export const beel = beelDialect({
  authorize(caller, scope, { headers }, { answerType = 'application/json' }) {
    requireScopes(caller, scope);
    if (!accepts(headers.accept, answerType))
      throw refused(406, 'NOT_ACCEPTABLE', say('NOT_ACCEPTABLE', { type: answerType }));
  },
  languageOf,
  unauthenticated: 'UNAUTHORIZED',
  contended: { status: 409, code: 'CONCURRENT_MODIFICATION', words: say('CONCURRENT_MODIFICATION') },
  invalidParameter(issue) {
    const { field, missing } = issue;
    const words = parameterWords(issue);
    return missing && issue.in === 'query'
      ? { status: 400, code: 'MISSING_PARAMETER', words, details: { field } }
      : { status: 400, code: 'VALIDATION_ERROR', words, details: unreadableValue(issue) };
  },
  outsideVocabulary: { status: 422, code: 'VALIDATION_ERROR' },
  invalidBody: 'VALIDATION_ERROR',
  otherMediaType: (type, given = 'none') =>
    say('UNSUPPORTED_MEDIA_TYPE', { given: given.slice(0, 100), type }),
  failureMembers: problemMembers,
  headers: () => ({}),
});
