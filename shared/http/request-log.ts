import { log } from '../log.ts';
import type { HttpResponse } from './dialect.ts';
import { Failure } from './failure.ts';
import { type Invocation, type Middleware, originOf } from './invocation.ts';
import type { Operation } from './operation.ts';

/**
 * One line for each request, and the whole of an unexpected error. Never headers, queries or bodies: they hold secrets.
 */
export const requestLog = (operation: Operation): Middleware => ({
  before({ event, context, internal }) {
    internal.origin = originOf(event, context, operation);
  },
  after(invocation) {
    log('info', 'request', summaryOf(operation.route, invocation));
  },
  onError(invocation) {
    const { error } = invocation;
    const summary = summaryOf(operation.route, invocation);
    if (error instanceof Failure) log('info', 'request', { ...summary, refusal: error.message });
    else log('error', 'request failed unexpectedly', { ...summary, error });
  },
});

function summaryOf(route: string, { internal, response }: Invocation) {
  const { operation, requestId, traceId, receivedAt } = internal.origin;
  const { statusCode } = response as HttpResponse;
  return { operation, route, statusCode, durationMs: Date.now() - receivedAt.getTime(), requestId, traceId };
}
