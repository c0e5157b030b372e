import { randomUUID } from 'node:crypto';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import findMyWay, { type HTTPMethod } from 'find-my-way';
import type { UnreadStatus } from '../../functions/service/unrouted/refuse-unread.ts';
import type { HttpEvent, HttpResponse } from '../../shared/http/dialect.ts';
import type { LambdaHandler } from '../../shared/http/lambda.ts';
import { log } from '../../shared/log.ts';
import type { Cors } from '../cors.ts';
import { corsHeaders, isPreflight } from './cors-headers.ts';
import { type StreamSettings, streamEvents, wantsStream } from './event-stream.ts';
import { httpEvent, splitUrl } from './http-event.ts';
import { lambdaContext } from './lambda-context.ts';
import { isTooLarge, readBody } from './request-body.ts';
import { answerUnread } from './unread-requests.ts';

export interface Route {
  /** `DELETE /api/v0/customer/{customerId}` */
  readonly route: string;
  /** The function's name, for its context. */
  readonly name: string;
  readonly handler: LambdaHandler;
  /** Whether it answers with server-sent events whoever accepts them. API Gateway's HTTP API cannot. */
  readonly streams?: boolean;
}

export interface GatewayOptions {
  /** Takes what no route takes. */
  readonly unrouted: Route;
  /** Answers what cannot be read, and so never becomes an event. */
  readonly refuseUnread: (status: UnreadStatus, path: string) => HttpResponse;
  /** What pages of other origins may do; nothing when not said. */
  readonly cors?: Cors | undefined;
  /** Milliseconds in which a request must have arrived whole; as many as API Gateway waits when not said. */
  readonly requestTimeout?: number;
  readonly stream?: StreamSettings | undefined;
  /** Put around every request that could be read, before a route is looked for. */
  readonly aroundRequests?: AroundRequests | undefined;
}

/**
 * Answers a request itself, lets the service do it, or changes what the service has answered. Undefined says that the
 * response was dealt with, or is none.
 */
export type AroundRequests = (
  request: IncomingMessage,
  response: ServerResponse,
  answer: () => Promise<HttpResponse | undefined>,
) => Promise<HttpResponse | undefined>;

/** API Gateway's HTTP API for a laptop: routes requests to the handlers as events of payload version 2.0. */
export function createGateway(
  routes: readonly Route[],
  {
    unrouted,
    refuseUnread,
    cors,
    requestTimeout = 30_000,
    stream,
    aroundRequests = (_request, _response, answer) => answer(),
  }: GatewayOptions,
): Server {
  const router = findMyWay({ maxParamLength: 2_048 });
  for (const route of routes) {
    const [method, path] = route.route.split(' ') as [HTTPMethod, string];
    router.on(method, path.replaceAll(/\{(\w+)\}/g, ':$1'), () => {}, route);
  }
  const settings = {
    requestTimeout,
    headersTimeout: requestTimeout,
    // How often Node looks for requests that are late.
    connectionsCheckingInterval: requestTimeout / 10,
    // Node would answer without a body.
    requireHostHeader: false,
  };
  const server = createServer(settings, (request, response) => {
    aroundRequests(request, response, () => answer(request, response))
      .then((answered) => answered && reply(response, answered))
      .catch((error) => {
        // Nobody waits for an answer to a request that was broken off.
        if (!request.complete) return response.destroy();
        crashed(error, response);
      });
  });
  server.on('checkExpectation', (request, response) => {
    reply(response, refuseUnread(417, pathOf(request)));
  });
  answerUnread(server, refuseUnread);
  return server;

  async function answer(
    request: IncomingMessage,
    response: ServerResponse,
  ): Promise<HttpResponse | undefined> {
    if (cors) setHeaders(response, corsHeaders(cors, request));
    if (cors && isPreflight(request)) return { statusCode: 204 };
    const path = pathOf(request);
    if (request.httpVersion === '1.1' && request.headers.host === undefined) return refuseUnread(400, path);
    const found = router.find(request.method as HTTPMethod, path);
    const { route, name, handler, streams } = (found?.store as Route | undefined) ?? unrouted;
    const body = await readBody(request);
    if (body === undefined) return refuseUnread(413, path);
    const params = found ? (found.params as Record<string, string>) : {};
    const event = httpEvent(request, route, params, body);
    if (isTooLarge(event)) return refuseUnread(413, path);
    const ask = (asked: HttpEvent) => handler(asked, lambdaContext(name));
    const isStream = streams && wantsStream(request.headers.accept);
    return isStream ? streamEvents(ask, event, response, stream) : ask(event);
  }
}

const pathOf = ({ url = '/' }: IncomingMessage): string => splitUrl(url).pathname;

/** As API Gateway answers when a function crashes. */
function crashed(error: unknown, response: ServerResponse): void {
  const requestId = randomUUID().replaceAll('-', '');
  log('error', 'a function crashed', { requestId, error });
  if (response.headersSent) return void response.end();
  const headers = { 'content-type': 'application/json', 'x-request-id': requestId };
  reply(response, { statusCode: 500, headers, body: '{"message":"Internal Server Error"}' });
}

function reply(response: ServerResponse, answer: HttpResponse) {
  const { statusCode = 200, headers = {}, body = '', isBase64Encoded } = answer;
  const payload = Buffer.from(body, isBase64Encoded ? 'base64' : 'utf8');
  setHeaders(response, headers);
  if (statusCode !== 204) response.setHeader('content-length', payload.length);
  response.writeHead(statusCode);
  // Node sends no payload where the method is HEAD, and keeps its length.
  response.end(payload);
}

function setHeaders(response: ServerResponse, headers: NonNullable<HttpResponse['headers']>): void {
  for (const [name, value] of Object.entries(headers)) response.setHeader(name, String(value));
}
