import type { IncomingMessage, ServerResponse } from 'node:http';
import { REJECT_UNROUTED } from '../../../functions/operations.ts';
import type { HttpEvent, HttpResponse } from '../../../shared/http/dialect.ts';
import { originOf } from '../../../shared/http/invocation.ts';
import type { LambdaHandler } from '../../../shared/http/lambda.ts';
import { wellFormedEvent } from '../../../shared/http/well-formed-event.ts';
import { splitUrl } from '../http-event.ts';
import { quietly } from './quietly.ts';
import type { RecordedRequests } from './recorded-requests.ts';
import { current, isOwn, keepBody, type Recording } from './recording.ts';

/** Answers, and tells of the request what the answer does not: nothing where it is not recorded. */
export type Answering = (recording: Recording | undefined) => Promise<HttpResponse | undefined>;

/** Records a request while it is answered. Nothing of that changes the answer, or keeps it from being given. */
export async function recorded(
  requests: RecordedRequests,
  request: IncomingMessage,
  response: ServerResponse,
  answer: Answering,
): Promise<HttpResponse | undefined> {
  const recording = isKept(request) ? quietly(() => requests.begin(request)) : undefined;
  if (!recording) return answer(undefined);
  try {
    const answered = await current.run(recording, () => answer(recording));
    requests.end(recording, recording.sent ?? answered ?? sent(response));
    return answered;
  } catch (error) {
    // The gateway answers for the function that crashed, where somebody still waits for it.
    requests.end(recording, request.complete ? { statusCode: 500 } : undefined);
    throw error;
  }
}

/** The console asks for events each second: of that there would soon be nothing else. */
const isKept = (request: IncomingMessage): boolean =>
  !(isOwn(request) && splitUrl(request.url ?? '/').pathname === '/operator/v1/events');

/** What was sent without the gateway, as a stream is. */
const sent = (response: ServerResponse): HttpResponse | undefined =>
  response.headersSent
    ? {
        statusCode: response.statusCode,
        headers: response.getHeaders() as Record<string, string>,
        body: '(a stream)',
      }
    : undefined;

/** Lets a function's handler tell of the request that it has: its own name, the ids, and the body as it was read. */
export const telling =
  (name: string, handler: LambdaHandler): LambdaHandler =>
  (event, context) => {
    const recording = current.getStore();
    // Of a stream of events it is called again and again.
    if (recording?.requestId === '')
      quietly(() => {
        const origin = originOf(wellFormedEvent(event, '/'), context, { name: 'local/sandbox/recorder' });
        const { requestId, traceId } = origin;
        const operation = name === REJECT_UNROUTED ? null : name;
        Object.assign(recording, { requestId, traceId, operation });
        keepBody(recording, bodyOf(event));
      });
    return handler(event, context);
  };

const bodyOf = ({ body = '', isBase64Encoded }: HttpEvent): Buffer =>
  Buffer.from(body, isBase64Encoded ? 'base64' : 'utf8');
