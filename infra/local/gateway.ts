import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import findMyWay, { type HTTPMethod } from 'find-my-way';
import type { HttpResponse } from '../../shared/http/dialect.ts';
import type { LambdaHandler } from '../../shared/http/lambda.ts';
import { httpEvent, splitUrl } from './http-event.ts';
import { lambdaContext } from './lambda-context.ts';

export interface Route {
  /** `DELETE /api/v0/customer/{customerId}` */
  readonly route: string;
  /** The function's name, for its context. */
  readonly name: string;
  readonly handler: LambdaHandler;
}

/** Bytes of a body that API Gateway and Lambda take. */
const PAYLOAD_LIMIT = 6 * 1024 * 1024;

/** Milliseconds in which a request must have arrived whole: API Gateway waits no longer either. */
const REQUEST_TIMEOUT = 30_000;

/** API Gateway's HTTP API for a laptop: routes requests to the handlers as events of payload version 2.0. */
export function createGateway(
  routes: readonly Route[],
  unrouted: Route,
  requestTimeout = REQUEST_TIMEOUT,
): Server {
  const router = findMyWay({ maxParamLength: 2_048 });
  for (const route of routes) {
    const [method, path] = route.route.split(' ') as [HTTPMethod, string];
    router.on(method, path.replaceAll(/\{(\w+)\}/g, ':$1'), () => {}, route);
  }
  const timeouts = {
    requestTimeout,
    headersTimeout: requestTimeout,
    // How often Node looks for requests that are late.
    connectionsCheckingInterval: requestTimeout / 10,
  };
  return createServer(timeouts, (request, response) => {
    answer(request, response).catch((error) => {
      // Nobody waits for an answer to a request that was broken off.
      if (!request.complete) return response.destroy();
      console.error(error);
      if (!response.headersSent) response.writeHead(500, { 'content-type': 'application/json' });
      response.end('{"message":"Internal Server Error"}');
    });
  });

  async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const { pathname } = splitUrl(request.url ?? '/');
    const found = router.find(request.method as HTTPMethod, pathname);
    const { route, name, handler } = (found?.store as Route | undefined) ?? unrouted;
    const body = await readBody(request);
    if (body === undefined) return reply(response, TOO_LARGE);
    const params = found ? (found.params as Record<string, string>) : {};
    reply(response, await handler(httpEvent(request, route, params, body), lambdaContext(name)));
  }
}

/** What API Gateway itself answers to a payload that it does not take. */
const TOO_LARGE: HttpResponse = {
  statusCode: 413,
  headers: { 'content-type': 'application/json' },
  body: '{"message":"Request Entity Too Large"}',
};

/** The body, or undefined as soon as there is more of it than API Gateway takes. */
async function readBody(request: IncomingMessage): Promise<Buffer | undefined> {
  if (Number(request.headers['content-length'] ?? 0) > PAYLOAD_LIMIT) return undefined;
  const chunks: Buffer[] = [];
  let size = 0;
  // Leaving the loop must not end the connection: the answer goes over it. Node discards what is still sent.
  for await (const chunk of request.iterator({ destroyOnReturn: false }) as AsyncIterable<Buffer>) {
    size += chunk.length;
    if (size > PAYLOAD_LIMIT) return undefined;
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}

function reply(
  response: ServerResponse,
  { statusCode = 200, headers = {}, body = '', isBase64Encoded }: HttpResponse,
) {
  const payload = Buffer.from(body, isBase64Encoded ? 'base64' : 'utf8');
  for (const [name, value] of Object.entries(headers)) response.setHeader(name, String(value));
  if (statusCode !== 204) response.setHeader('content-length', payload.length);
  response.writeHead(statusCode);
  response.end(payload);
}
