import { GaveUp } from '../dynamodb/gave-up.ts';
import type { Dialect, HttpResponse } from './dialect.ts';
import { Failure } from './failure.ts';
import type { Middleware } from './invocation.ts';
import type { Origin } from './operation.ts';

/** Shapes what an operation returns or throws as the vendor would. */
export const vendorEnvelope = <Access, Caller, Success>(
  dialect: Dialect<Access, Caller, Success>,
): Middleware => ({
  after(invocation) {
    const { origin } = invocation.internal;
    invocation.response = withRequestId(dialect.success(invocation.response as Success, origin), origin);
  },
  onError(invocation) {
    const { internal } = invocation;
    invocation.error = toldToClients(invocation.error);
    const failure = invocation.error instanceof Failure ? invocation.error : undefined;
    invocation.response = withRequestId(dialect.failure(failure, internal.origin), internal.origin);
  },
});

/** A request that changed nothing because others were in its way may come again: its client is told so. */
function toldToClients(error: Error | null): Error | null {
  if (!(error instanceof GaveUp)) return error;
  const { known } = error;
  return known === 'contended' || known === 'throttled'
    ? new Failure({ kind: known }, { cause: error })
    : error;
}

/** Every answer names its trace, for support tickets, even where the vendor's envelope has no place for it. */
export const withRequestId = (response: HttpResponse, { traceId }: Origin): HttpResponse => ({
  ...response,
  headers: { ...response.headers, 'x-request-id': traceId },
});
