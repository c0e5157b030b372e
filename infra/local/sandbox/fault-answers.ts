import type { IncomingMessage } from 'node:http';
import { dialectOf } from '../../../functions/service/unrouted/resemblance.ts';
import type { HttpResponse } from '../../../shared/http/dialect.ts';
import { originOf } from '../../../shared/http/invocation.ts';
import { withRequestId } from '../../../shared/http/vendor-envelope.ts';
import { wellFormedEvent } from '../../../shared/http/well-formed-event.ts';
import { splitUrl } from '../http-event.ts';
import { lambdaContext } from '../lambda-context.ts';
import type { Recording } from './recording.ts';

/** As API Gateway answers by itself: https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-protect.html */
const OF_THE_GATEWAY: Readonly<Record<number, string>> = {
  429: 'Too Many Requests',
  503: 'Service Unavailable',
};

/**
 * The answer in the place of another: a 500 as the service gives it when something unexpected has failed, in the
 * vendor's envelope, and the others as API Gateway gives them.
 * @param answered what the service has answered, whose trace is told then
 */
export function insteadOf(
  status: number,
  { request, recording }: { readonly request: IncomingMessage; readonly recording: Recording | undefined },
  answered?: HttpResponse,
): HttpResponse {
  const message = OF_THE_GATEWAY[status];
  if (message !== undefined)
    return {
      statusCode: status,
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ message }),
    };
  const { pathname } = splitUrl(request.url ?? '/');
  const event = wellFormedEvent({ rawPath: pathname, headers: request.headers }, '/');
  const origin = originOf(event, lambdaContext('sandbox'), { name: 'local/sandbox/faults' });
  const traceId = String(answered?.headers?.['x-request-id'] ?? origin.traceId);
  if (recording?.traceId === '') Object.assign(recording, { requestId: origin.requestId, traceId });
  return withRequestId(dialectOf(pathname).failure(undefined, { ...origin, traceId }), {
    ...origin,
    traceId,
  });
}
