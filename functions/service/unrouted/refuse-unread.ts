import { STATUS_CODES } from 'node:http';
import type { Context } from 'aws-lambda';
import type { HttpResponse } from '../../../shared/http/dialect.ts';
import { Failure } from '../../../shared/http/failure.ts';
import { originOf } from '../../../shared/http/invocation.ts';
import { cut, logRequest } from '../../../shared/http/request-log.ts';
import { withRequestId } from '../../../shared/http/vendor-envelope.ts';
import { wellFormedEvent } from '../../../shared/http/well-formed-event.ts';
import { amili } from '../../amili/dialect/dialect.ts';
import { PROBLEMS as AMILI } from '../../amili/dialect/errors.ts';
import { enkash } from '../../enkash/dialect/dialect.ts';
import { PROBLEMS as ENKASH } from '../../enkash/dialect/errors.ts';
import { dialectOf } from './resemblance.ts';

/** Why a request could not be read, and BeeL's codes for it: but for that of 413 they are made as its others are. */
const CODES = {
  400: 'BAD_REQUEST',
  408: 'REQUEST_TIMEOUT',
  413: 'REQUEST_BODY_TOO_LARGE',
  417: 'EXPECTATION_FAILED',
  431: 'REQUEST_HEADERS_TOO_LARGE',
};

export type UnreadStatus = keyof typeof CODES;

/**
 * Answers what never becomes an event, in the envelope of the vendor whose path it resembles. Only a gateway of our own
 * can: deployed, API Gateway answers such requests itself, with a bare `{"message"}`.
 * @param path `/` where the request line was not read: the envelope is then the service's own
 */
export function refuseUnread(status: UnreadStatus, path: string, context: Context): HttpResponse {
  const origin = originOf(wellFormedEvent({ rawPath: path }, '/'), context, {
    name: 'service/unrouted/refuse-unread',
  });
  const dialect = dialectOf(path);
  const [, code] = PLAIN.get(dialect) ?? [];
  const message = STATUS_CODES[status] as string;
  const failure = new Failure({ kind: 'refused', status, code: code ?? CODES[status], message });
  const answer = withRequestId(dialect.failure(failure, origin), origin);
  logRequest(origin, answer, { path: cut(path), outcome: 'unread' }, failure);
  return answer;
}

/** Dialects that have one code for every bad request. */
const PLAIN = new Map<unknown, readonly [status: number, code: string]>([
  [enkash, ENKASH.malformedBody],
  [amili, AMILI.malformedBody],
]);
