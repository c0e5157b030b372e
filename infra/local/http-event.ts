import { randomBytes, randomUUID } from 'node:crypto';
import type { IncomingMessage } from 'node:http';
import { now } from '../../shared/clock.ts';
import type { HttpEvent } from '../../shared/http/dialect.ts';

/** The event that API Gateway makes of an HTTP request: path parameters and query decoded, repeats joined by commas. */
export function httpEvent(
  request: IncomingMessage,
  routeKey: string,
  pathParameters: Record<string, string>,
  body: Buffer,
): HttpEvent {
  const { pathname, search } = splitUrl(request.url ?? '/');
  const method = request.method ?? 'GET';
  const headers = joinedHeaders(request);
  headers['x-amzn-trace-id'] ??= newTraceId();
  headers['x-forwarded-proto'] ??= 'http';
  const query = joinedQuery(search);
  const at = now();
  return {
    version: '2.0',
    routeKey,
    rawPath: pathname,
    rawQueryString: search,
    headers,
    ...(query && { queryStringParameters: query }),
    ...(Object.keys(pathParameters).length > 0 && { pathParameters }),
    ...encodedBody(body, headers['content-type']),
    requestContext: {
      accountId: '000000000000',
      apiId: 'local',
      domainName: headers.host ?? 'localhost',
      domainPrefix: 'local',
      http: {
        method,
        path: pathname,
        protocol: `HTTP/${request.httpVersion}`,
        sourceIp: request.socket.remoteAddress ?? '',
        userAgent: headers['user-agent'] ?? '',
      },
      requestId: randomUUID(),
      routeKey,
      stage: '$default',
      time: at.toISOString(),
      timeEpoch: at.getTime(),
    },
  };
}

/** Splits a request's target into path and query, as they stand in the request line: not decoded. */
export function splitUrl(url: string): { pathname: string; search: string } {
  const mark = url.indexOf('?');
  return mark < 0
    ? { pathname: url, search: '' }
    : { pathname: url.slice(0, mark), search: url.slice(mark + 1) };
}

function joinedHeaders({ headersDistinct }: IncomingMessage): Record<string, string> {
  const joined = Object.entries(headersDistinct).map(([name, values]) => [name, values?.join(',') ?? '']);
  return Object.fromEntries(joined);
}

function joinedQuery(search: string): Record<string, string> | undefined {
  if (!search) return undefined;
  const query: Record<string, string> = Object.create(null);
  for (const [name, value] of new URLSearchParams(search)) {
    query[name] = query[name] === undefined ? value : `${query[name]},${value}`;
  }
  return query;
}

/** API Gateway hands text over as it is and everything else, forms among it, in base64. */
function encodedBody(body: Buffer, contentType = ''): Pick<HttpEvent, 'body' | 'isBase64Encoded'> {
  if (body.length === 0) return { isBase64Encoded: false };
  const isText = /^(text\/|application\/(json|xml|javascript)\b|[^;]+\+json\b)/i.test(contentType);
  return { body: body.toString(isText ? 'utf8' : 'base64'), isBase64Encoded: !isText };
}

/** As API Gateway writes it: epoch seconds and 96 random bits. */
export function newTraceId(): string {
  const seconds = Math.floor(now().getTime() / 1000).toString(16);
  return `Root=1-${seconds}-${randomBytes(12).toString('hex')}`;
}
