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
    const { error, internal } = invocation;
    const failure = error instanceof Failure ? error : undefined;
    invocation.response = withRequestId(dialect.failure(failure, internal.origin), internal.origin);
  },
});

/** Every answer names its trace, for support tickets, even where the vendor's envelope has no place for it. */
export const withRequestId = (response: HttpResponse, { traceId }: Origin): HttpResponse => ({
  ...response,
  headers: { ...response.headers, 'x-request-id': traceId },
});
