import type { JWTPayload } from 'jose';
import { ownTokens, verifyBearer } from '../../../shared/auth/access-tokens.ts';
import { type Dialect, type HttpResponse, json } from '../../../shared/http/dialect.ts';
import { Failure, type Issue, type Problem } from '../../../shared/http/failure.ts';
import type { Origin } from '../../../shared/http/operation.ts';
import { dateTime } from './date-time.ts';

/** Who is calling: an EnKash user, the company it belongs to and all companies it may act for. */
export interface EnkashCaller {
  readonly username: string;
  readonly company: string;
  readonly companies: readonly string[];
}

export interface EnkashSuccess {
  readonly payload: unknown;
  readonly message: string;
}

/** `public` needs no token. */
export type EnkashAccess = 'token' | 'public';

/** Tokens of this audience are EnKash access tokens. */
export const ENKASH_AUDIENCE = 'enkash';

/** https://docs.enkash.com/api-18880670: errorType values; which goes with which status is our choice (facts 1.5). */
export type ErrorType =
  | 'CLIENT_REQUEST_ERROR'
  | 'INVALID_ACCESS'
  | 'RECORD_NOT_FOUND'
  | 'SYSTEM_ERROR'
  | 'UNAUTHORIZED'
  | 'UNPROCESSABLE_REQUEST'
  | 'VALIDATION_ERROR';

interface EnkashError {
  readonly status: number;
  readonly errorType: ErrorType;
  readonly message: string;
  readonly issues?: readonly Issue[];
  readonly headers?: Record<string, string>;
}

/** EnKash: a bearer token of ours in, the vendor's response envelope out (https://docs.enkash.com/api-18880673). */
export const enkash: Dialect<EnkashAccess, EnkashCaller, EnkashSuccess> = {
  async authenticate({ headers }) {
    return callerOf(await verifyBearer(headers.authorization, ownTokens(ENKASH_AUDIENCE)));
  },

  success: ({ payload, message }) => json(200, { payload, response_code: 0, response_message: message }),

  failure: (failure, origin) => errorAnswer(errorOf(failure?.problem), origin),
};

function callerOf({ sub, company, companies, use }: JWTPayload): EnkashCaller {
  // A refresh token is good for a new token only.
  if (use !== 'access') throw new Failure({ kind: 'unauthenticated' });
  return { username: sub as string, company: company as string, companies: companies as string[] };
}

/**
 * The company a request acts for. `parentCompanyId` means what its name says to a partner: act for that company. The
 * vendor does not say so; that, and 403 for any other, is our choice.
 * @throws Failure `forbidden`
 */
export function effectiveCompany(caller: EnkashCaller, requested: string | undefined): string {
  const company = requested ?? caller.company;
  if (!caller.companies.includes(company)) {
    throw new Failure({ kind: 'forbidden', message: `the token may not act for company ${company}` });
  }
  return company;
}

/** A refusal by EnKash's own rules. */
export const refused = (status: 404 | 422, code: ErrorType, message: string): Failure =>
  new Failure({ kind: 'refused', status, code, message });

/** A deleted and another company's customer are refused as one that never was. */
export const noCustomer = (id: string): Failure =>
  refused(404, 'RECORD_NOT_FOUND', `there is no customer ${id}`);

function errorOf(problem: Problem | undefined): EnkashError {
  switch (problem?.kind) {
    case 'unauthenticated':
      return {
        status: 401,
        errorType: 'UNAUTHORIZED',
        message: 'a valid access token is required',
        headers: { 'www-authenticate': 'Bearer' },
      };
    case 'forbidden':
      return { status: 403, errorType: 'INVALID_ACCESS', message: problem.message };
    case 'invalid':
      return {
        status: 400,
        errorType: 'VALIDATION_ERROR',
        message: summaryOf(problem.issues),
        issues: problem.issues,
      };
    case 'malformedBody':
      return { status: 400, errorType: 'CLIENT_REQUEST_ERROR', message: problem.message };
    // 413, 415 and 405 are not among the vendor's seven statuses: the first two are bad requests to its clients.
    case 'unsupportedMediaType':
      return {
        status: 400,
        errorType: 'CLIENT_REQUEST_ERROR',
        message: `the body must be ${problem.expected}`,
      };
    case 'bodyTooLarge': {
      const message = `the body has ${problem.size} bytes; at most ${problem.limit} are taken`;
      return { status: 400, errorType: 'CLIENT_REQUEST_ERROR', message };
    }
    case 'routeNotFound':
      return { status: 404, errorType: 'RECORD_NOT_FOUND', message: 'there is no such path' };
    case 'methodNotAllowed':
      return {
        status: 405,
        errorType: 'CLIENT_REQUEST_ERROR',
        message: `this path takes ${problem.allowed.join(', ')}`,
        headers: { allow: problem.allowed.join(', ') },
      };
    case 'refused':
      return { status: problem.status, errorType: problem.code as ErrorType, message: problem.message };
    case undefined:
      return { status: 500, errorType: 'SYSTEM_ERROR', message: 'the request could not be processed' };
  }
}

const summaryOf = (issues: readonly Issue[]): string =>
  issues.map(({ field, message }) => (field ? `${field}: ${message}` : message)).join('; ');

function errorAnswer(
  { status, errorType, message, issues, headers }: EnkashError,
  origin: Origin,
): HttpResponse {
  const body = {
    errorResponse: {
      apiSubErrors: (issues ?? []).map(({ field, rejectedValue, message }) => ({
        field,
        rejectedValue,
        message,
      })),
      errorMessage: message,
      errorType,
      requestId: origin.traceId,
      timestamp: dateTime(origin.receivedAt),
    },
    response_code: status,
    response_message: message,
  };
  return json(status, body, headers);
}
