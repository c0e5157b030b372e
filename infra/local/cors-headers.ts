import type { IncomingMessage } from 'node:http';
import type { Cors } from '../cors.ts';

/** Whether a browser asks if a page of another origin may send a request. */
export const isPreflight = ({ method, headers }: IncomingMessage): boolean =>
  method === 'OPTIONS' &&
  headers.origin !== undefined &&
  headers['access-control-request-method'] !== undefined;

/** The headers that API Gateway adds to an answer: none where the request comes from no page, or from one not allowed. */
export function corsHeaders(cors: Cors, request: IncomingMessage): Record<string, string> {
  const { origin } = request.headers;
  const isOpen = cors.allowOrigins.includes('*');
  if (origin === undefined || !(isOpen || cors.allowOrigins.includes(origin))) return {};
  const allowed = { 'access-control-allow-origin': isOpen ? '*' : origin };
  if (!isPreflight(request)) {
    return { ...allowed, 'access-control-expose-headers': cors.exposeHeaders.join(',') };
  }
  return {
    ...allowed,
    'access-control-allow-methods': cors.allowMethods.join(','),
    'access-control-allow-headers': cors.allowHeaders.join(','),
    'access-control-max-age': String(cors.maxAge),
  };
}
