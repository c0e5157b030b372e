import { GaveUp } from '../dynamodb/gave-up.ts';
import type { Dialect, HttpResponse } from './dialect.ts';
import { Failure } from './failure.ts';
import type { Middleware } from './invocation.ts';
import type { Operation, Origin } from './operation.ts';
import { DRY_RUN, isDryRun } from './wishes.ts';

/** Shapes what an operation returns or throws as the vendor would. */
export const vendorEnvelope = <Access, Caller, Success>(
  dialect: Dialect<Access, Caller, Success>,
  operation: Pick<Operation, 'deletes'>,
): Middleware => ({
  after(invocation) {
    const { origin } = invocation.internal;
    const response = dialect.success(invocation.response as Success, origin);
    invocation.response = withRequestId(saysDryRun(response, origin, operation), origin);
  },
  onError(invocation) {
    const { origin } = invocation.internal;
    invocation.error = toldToClients(invocation.error);
    const failure = invocation.error instanceof Failure ? invocation.error : undefined;
    const response = dialect.failure(failure, origin);
    invocation.response = withRequestId(saysDryRun(response, origin, operation), origin);
  },
});

/** Of a dry run every answer says that it was one: that it succeeded means nothing else. */
const saysDryRun = (
  response: HttpResponse,
  origin: Origin,
  operation: Pick<Operation, 'deletes'>,
): HttpResponse =>
  isDryRun(origin, operation)
    ? { ...response, headers: { ...response.headers, [DRY_RUN.toLowerCase()]: 'true' } }
    : response;

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
