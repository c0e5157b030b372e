import type { Context } from 'aws-lambda';
import { now } from '../clock.ts';
import { PATIENCE } from '../dynamodb/send.ts';
import type { HttpResponse } from './dialect.ts';
import type { Note, Noted, Operation, Origin, Wishes } from './operation.ts';
import type { WellFormedEvent } from './well-formed-event.ts';

/** What the middlewares of one invocation hand to each other: middy's request, with what each of them adds. */
export interface Invocation {
  /** The event. The last middleware puts the parsed request in its place: middy calls the operation with it. */
  event: WellFormedEvent;
  readonly context: Context;
  /** What middlewares have learnt of the request so far. */
  readonly internal: {
    origin: Origin;
    /** The operation's own, or HEAD in the place of GET. */
    route: string;
    noted: Noted;
    note: Note;
    caller?: unknown;
    wishes?: Wishes;
    path?: unknown;
    query?: unknown;
    sent?: string | undefined;
    /** As it was parsed. */
    body?: unknown;
  };
  response: unknown;
  error: Error | null;
}

export interface Middleware {
  before?(invocation: Invocation): void | Promise<void>;
  after?(invocation: Invocation & { response: HttpResponse }): void | Promise<void>;
  onError?(invocation: Invocation): void | Promise<void>;
}

/**
 * Milliseconds kept back from a function's time-out, for what begins just before the deadline: an attempt, a fence behind
 * it, and the answer.
 */
const KEPT_BACK = 4_000;

/**
 * The origin of a well-formed event.
 * @param operation the operation, or whatever else answers
 */
export function originOf(
  { headers, rawPath, pathParameters }: WellFormedEvent,
  context: Context,
  {
    name,
    route,
    patience = PATIENCE,
  }: Pick<Operation, 'name' | 'patience'> & Partial<Pick<Operation, 'route'>>,
): Origin {
  return {
    operation: name,
    ...(route !== undefined && { route }),
    requestId: context.awsRequestId,
    traceId: traceIdOf(headers['x-amzn-trace-id']) ?? context.awsRequestId.replaceAll('-', ''),
    receivedAt: now(),
    since: performance.now(),
    deadline: performance.now() + Math.min(patience, context.getRemainingTimeInMillis() - KEPT_BACK),
    path: rawPath,
    pathParameters,
    headers,
  };
}

/** `Root=1-<8 hex>-<24 hex>;…` is the trace <32 hex>. */
function traceIdOf(header: string | undefined): string | undefined {
  const root = /Root=1-([0-9a-f]{8})-([0-9a-f]{24})/.exec(header ?? '');
  return root ? `${root[1]}${root[2]}` : undefined;
}
