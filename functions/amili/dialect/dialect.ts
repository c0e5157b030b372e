import type { JWTPayload } from 'jose';
import { outsideTokens, ownTokens, type Trust, verifyBearer } from '../../../shared/auth/access-tokens.ts';
import { type Dialect, json } from '../../../shared/http/dialect.ts';
import { Failure, type Issue, type Problem } from '../../../shared/http/failure.ts';
import type { Origin } from '../../../shared/http/operation.ts';

/** Who is calling: a client of the token service, and the ARM client numbers it may act for. */
export interface AmiliCaller {
  readonly subject: string;
  /** In digits. */
  readonly clients: readonly string[];
}

export type AmiliAccess = 'token' | 'public';

export const AMILI_AUDIENCE = 'amili';

/** The numbers that an answer may carry: known ones are given, on failures too. */
export interface AmiliNumbers {
  readonly clientNo?: number;
  readonly accountNo?: number;
  readonly customerNo?: string;
}

/** Amili ARM: JWT bearer in, the members of the documented 200 body out, on failures too (bodies there are our choice). */
export const amili: Dialect<AmiliAccess, AmiliCaller, unknown> = {
  async authenticate({ headers }) {
    return callerOf(await verifyBearer(headers.authorization, trust()));
  },

  success: (body) => json(200, body),

  failure(failure, origin) {
    const { status, result, message, numbers, headers } = errorOf(failure?.problem);
    const { clientNo, accountNo, customerNo } = { ...numbersIn(origin), ...numbers };
    const body = { status: 'FAILED', result, message, clientNo, accountNo, customerNo };
    return json(status, body, headers);
  },
};

/** The stage may name an outside issuer of Amili tokens; otherwise we trust our own. */
function trust(): Trust {
  const { AMILI_ISSUER, AMILI_TOKEN_AUDIENCE, AMILI_JWKS_URL } = process.env;
  return AMILI_ISSUER && AMILI_TOKEN_AUDIENCE && AMILI_JWKS_URL
    ? outsideTokens({ issuer: AMILI_ISSUER, audience: AMILI_TOKEN_AUDIENCE, jwksUrl: AMILI_JWKS_URL })
    : ownTokens(AMILI_AUDIENCE);
}

/**
 * The claim `clients` lists client numbers; its name is our choice, as the vendor's tokens are opaque to its clients.
 * An outside issuer may write the numbers as strings.
 */
const callerOf = ({ sub, clients }: JWTPayload): AmiliCaller => ({
  subject: sub as string,
  clients: Array.isArray(clients) ? clients.map(String) : [],
});

/**
 * The tenant of a request for this client.
 * @throws Failure `forbidden` when the token does not name the client
 */
export function tenantOf(caller: AmiliCaller, clientNo: number): string {
  const tenant = String(clientNo);
  if (!caller.clients.includes(tenant)) {
    throw new Failure({ kind: 'forbidden', message: `The token may not act for client ${tenant}` });
  }
  return tenant;
}

/** A refusal by Amili's own rules. */
export const refused = (
  status: 400 | 404 | 422,
  result: string,
  message: string,
  numbers: AmiliNumbers = {},
): Failure => new Failure({ kind: 'refused', status, code: result, message, details: { ...numbers } });

interface AmiliError {
  readonly status: number;
  readonly result: string;
  readonly message: string;
  readonly numbers?: AmiliNumbers;
  readonly headers?: Record<string, string>;
}

function errorOf(problem: Problem | undefined): AmiliError {
  switch (problem?.kind) {
    case 'unauthenticated': {
      const message = 'A valid access token is required';
      return { status: 401, result: 'UNAUTHORIZED', message, headers: { 'www-authenticate': 'Bearer' } };
    }
    case 'forbidden':
      return { status: 403, result: 'FORBIDDEN', message: problem.message };
    case 'invalid':
      // A number in the path that cannot be one names nothing; DELETE documents no 400.
      return problem.issues.some((issue) => issue.in === 'path')
        ? { status: 404, result: 'NOT_FOUND', message: summaryOf(problem.issues) }
        : { status: 400, result: 'INVALID', message: summaryOf(problem.issues) };
    case 'malformedBody':
      return { status: 400, result: 'INVALID', message: problem.message };
    // The vendor lists neither 413 nor 415: to its clients these are bad requests.
    case 'unsupportedMediaType':
      return { status: 400, result: 'INVALID', message: `The body must be ${problem.expected}` };
    case 'bodyTooLarge': {
      const message = `The body has ${problem.size} bytes; at most ${problem.limit} are taken`;
      return { status: 400, result: 'INVALID', message };
    }
    case 'routeNotFound':
      return { status: 404, result: 'NOT_FOUND', message: 'There is no such path' };
    case 'methodNotAllowed': {
      const allow = problem.allowed.join(', ');
      return {
        status: 405,
        result: 'METHOD_NOT_ALLOWED',
        message: `This path takes ${allow}`,
        headers: { allow },
      };
    }
    case 'refused':
      return {
        status: problem.status,
        result: problem.code,
        message: problem.message,
        numbers: (problem.details ?? {}) as AmiliNumbers,
      };
    case undefined:
      return { status: 500, result: 'ERROR', message: 'The request could not be processed' };
  }
}

const summaryOf = (issues: readonly Issue[]): string =>
  issues.map(({ field, message }) => (field ? `${field}: ${message}` : message)).join('; ');

/** The numbers that the path names. */
function numbersIn({ pathParameters: { clientno, customerno } }: Origin): AmiliNumbers {
  return {
    ...(clientno && /^[1-9]\d{0,14}$/.test(clientno) && { clientNo: Number(clientno) }),
    ...(customerno && { customerNo: customerno }),
  };
}
