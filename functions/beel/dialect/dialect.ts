import { credentials } from '../../../shared/dynamodb/tables.ts';
import { type Dialect, type HttpResponse, json } from '../../../shared/http/dialect.ts';
import { Failure } from '../../../shared/http/failure.ts';
import type { Origin } from '../../../shared/http/operation.ts';
import { readApiKey } from './api-keys.ts';
import { errorOf } from './errors.ts';
import { isUuid } from './identifiers.ts';

/** Who is calling: an API key, its company, and whether it sees live or test data. */
export interface BeelCaller {
  /** SHA-256 of the key. */
  readonly keyId: string;
  readonly company: string;
  readonly mode: 'live' | 'test';
  readonly scopes: readonly string[];
}

/** The scope that an operation needs (OpenAPI 1.9.0, x-scope-catalog). */
export type BeelAccess = 'customers:read' | 'customers:write' | 'invoices:read' | 'invoices:write';

/** What an operation answers: `data` in the envelope, or a whole answer of its own (a 204, a file). */
export type BeelSuccess =
  | { readonly status: number; readonly data: unknown; readonly headers?: Record<string, string> }
  | { readonly answer: HttpResponse };

/**
 * BeeL: API key in, `{success, data | error, meta}` out. The flat routes speak the generation of the seed (OpenAPI
 * 1.0.1), the routes below /companies the current one (1.9.0), which adds the members of RFC 9457 to errors.
 */
export const beel: Dialect<BeelAccess, BeelCaller, BeelSuccess> = {
  async authenticate({ headers, rawPath }, scope) {
    const key = /^Bearer +(beel_sk_(?:live|test)_[A-Za-z0-9]{1,128}) *$/i.exec(
      headers.authorization ?? '',
    )?.[1];
    const caller = key && (await readApiKey(credentials(), key));
    if (!caller) throw new Failure({ kind: 'unauthenticated' });
    const activeCompany = isCanonical({ path: rawPath }) ? undefined : headers['beel-active-company'];
    requireScopes(caller, activeCompany === undefined ? [scope] : [scope, 'companies:read']);
    if (activeCompany !== undefined) requireCompany(caller, activeCompany);
    return caller;
  },

  success(success, origin) {
    if ('answer' in success) return withHeaders(success.answer, sunset(origin));
    const { status, data, headers } = success;
    return json(status, { success: true, data, meta: metaOf(origin) }, { ...sunset(origin), ...headers });
  },

  failure(failure, origin) {
    const { status, code, message, details, headers } = errorOf(failure?.problem, isCanonical(origin));
    const error = { code, message, ...(details && { details }) };
    const body = {
      success: false,
      error,
      meta: metaOf(origin),
      ...(isCanonical(origin) && problemOf(error, origin)),
    };
    return json(status, body, { ...sunset(origin), ...headers });
  },
};

/** Below /companies the path names the company; other routes belong to the key's only company. */
export const isCanonical = ({ path }: Pick<Origin, 'path'>): boolean => path.startsWith('/api/v1/companies/');

/**
 * The tenant whose data a request sees: company and environment of its key.
 * @throws Failure `forbidden` for a company that the key does not reach, whether it exists or not
 */
export function tenantOf({ company, mode }: BeelCaller, requested: string = company): string {
  if (requested.toLowerCase() !== company) {
    throw new Failure({ kind: 'forbidden', message: 'You do not have permission to access this resource' });
  }
  return `${mode}:${company}`;
}

/** A refusal by BeeL's own rules. */
export const refused = (
  status: 400 | 403 | 404 | 409 | 422,
  code: string,
  message: string,
  details?: Record<string, unknown>,
): Failure => new Failure({ kind: 'refused', status, code, message, ...(details && { details }) });

/** @throws Failure that names what is missing: lists are strings with commas, as documented */
function requireScopes({ scopes }: BeelCaller, required: readonly string[]): void {
  const missing = required.filter((scope) => !scopes.includes(scope));
  if (missing.length === 0) return;
  throw refused(403, 'INSUFFICIENT_SCOPE', `The API key lacks the scope ${missing.join(', ')}`, {
    missing_scopes: missing.join(','),
    required_scopes: required.join(','),
  });
}

/** BeeL-Active-Company names the company of a flat route; a key of ours reaches one company only. */
function requireCompany({ company }: BeelCaller, requested: string): void {
  if (!isUuid(requested)) {
    throw refused(400, 'ACTIVE_COMPANY_HEADER_INVALID', 'The BeeL-Active-Company header must be a UUID');
  }
  if (requested.toLowerCase() !== company) {
    throw refused(403, 'ACTIVE_COMPANY_NOT_ACCESSIBLE', 'The API key does not reach the active company');
  }
}

/** `2025-01-15T10:30:00Z`: without milliseconds, as in the seed. */
export const timestamp = (date: Date): string => `${date.toISOString().slice(0, 19)}Z`;

const metaOf = ({ receivedAt, traceId }: Origin) => ({
  timestamp: timestamp(receivedAt),
  request_id: traceId,
});

const problemOf = ({ code, message }: { code: string; message: string }, { path }: Origin) => ({
  type: `https://docs.beel.es/errors/${code}`,
  title: code,
  detail: message,
  instance: path.slice('/api'.length),
});

/** The flat routes retire on 9 December 2026; the hour is our choice. */
const sunset = (origin: Origin): Record<string, string> =>
  isCanonical(origin) ? {} : { sunset: 'Wed, 09 Dec 2026 00:00:00 GMT' };

const withHeaders = (answer: HttpResponse, headers: Record<string, string>): HttpResponse => ({
  ...answer,
  headers: { ...answer.headers, ...headers },
});
