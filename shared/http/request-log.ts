import { log } from '../log.ts';
import type { HttpResponse } from './dialect.ts';
import { Failure, type Problem } from './failure.ts';
import { type Invocation, type Middleware, originOf } from './invocation.ts';
import type { Note, Noted, Operation, Origin } from './operation.ts';

/**
 * One line for each request, and the whole of an unexpected error. Never headers, queries or bodies: they hold secrets.
 */
export const requestLog = (operation: Operation): Middleware => ({
  before({ event, context, internal }) {
    const { route } = operation;
    internal.origin = originOf(event, context, operation);
    internal.route = event.requestContext?.http?.method === 'HEAD' ? route.replace('GET', 'HEAD') : route;
    internal.noted = {};
    internal.note = noteIn(internal.noted);
  },
  after: logInvocation,
  onError: logInvocation,
});

function logInvocation({ internal, response, error }: Invocation): void {
  const { origin, route, noted } = internal;
  logRequest(origin, response as HttpResponse, { route, ...noted, ids: idsOf(origin) }, error);
}

/** Keeps what the log line says, and gives everything back as it is. */
const noteIn =
  (noted: { -readonly [Name in keyof Noted]: Noted[Name] }): Note =>
  (fact) => {
    if (fact.caller !== undefined) noted.caller = fact.caller;
    if (fact.tenant !== undefined) noted.tenant = fact.tenant;
    if (fact.outcome !== undefined) noted.outcome = fact.outcome;
    if (fact.outcomes !== undefined) noted.outcomes = fact.outcomes;
    return fact;
  };

/**
 * Writes the line of a request that was answered.
 * @param fields what it says beside how the request went
 * @param error what the operation failed with, if it did
 */
export function logRequest(
  { operation, requestId, traceId, since }: Origin,
  { statusCode }: HttpResponse,
  { outcome, ...fields }: Noted & Readonly<Record<string, unknown>>,
  error?: Error | null,
): void {
  const durationMs = Math.round(performance.now() - since);
  const line = { operation, statusCode, durationMs, requestId, traceId, ...fields };
  if (!error) {
    log('info', 'request', { ...line, outcome: outcome ?? (fields.outcomes ? undefined : 'done') });
  } else if (error instanceof Failure) {
    const { problem, message } = error;
    const refusal = { outcome: outcome ?? problem.kind, refusal: message, fields: fieldsOf(problem) };
    log('info', 'request', { ...line, ...refusal });
  } else {
    log('error', 'request failed unexpectedly', { ...line, outcome: outcome ?? 'failed', error });
  }
}

/** What the path names. */
function idsOf({ pathParameters }: Origin): Record<string, string> | undefined {
  const ids = Object.entries(pathParameters).map(([name, id]) => [name, cut(id ?? '')]);
  return ids.length > 0 ? Object.fromEntries(ids) : undefined;
}

/** Names of refused fields that a line has at most: a client may make up any number of unknown ones. */
const MOST_FIELDS = 20;

/** The fields that were refused, without what was in them. */
const fieldsOf = (problem: Problem): string[] | undefined =>
  problem.kind === 'invalid'
    ? [...new Set(problem.issues.slice(0, MOST_FIELDS).map(({ field }) => cut(field)))]
    : undefined;

/** Far longer than an id or a field's name is. */
const LONGEST = 200;

/** A text of the client's, for the log: it may be of any length. */
export const cut = (text: string): string => (text.length > LONGEST ? `${text.slice(0, LONGEST)}…` : text);
