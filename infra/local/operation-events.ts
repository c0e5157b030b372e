import { randomUUID } from 'node:crypto';
import { operations } from '../../functions/operations.ts';
import { now } from '../../shared/clock.ts';
import type { HttpEvent, HttpResponse } from '../../shared/http/dialect.ts';
import { StartupError } from '../startup-error.ts';
import { lambdaContext } from './lambda-context.ts';

export interface OperationRequest {
  readonly path?: Record<string, string>;
  readonly headers?: Record<string, string>;
  readonly json?: unknown;
  readonly form?: Record<string, string>;
}

/** The operation that an event's routeKey names. @throws StartupError when there is none */
export function operationOf({ routeKey }: Pick<HttpEvent, 'routeKey'>) {
  const found = operations.find(({ operation }) => operation.route === routeKey);
  if (!found) throw new StartupError(`no operation has the route ${JSON.stringify(routeKey)}`);
  return found;
}

/** Runs the handler that an event is for, as Lambda would. */
export async function invoke(event: HttpEvent): Promise<HttpResponse> {
  const { operation, handler } = operationOf(event);
  return handler(event, lambdaContext(operation.name));
}

/** An operation answered something else than success. */
export class OperationRefused extends Error {
  readonly statusCode: number;

  constructor(route: string, statusCode: number, body: string) {
    super(`${route} answered ${statusCode}: ${body}`);
    this.statusCode = statusCode;
  }
}

/**
 * Calls an operation by its route within this process.
 * @returns the answer's body
 * @throws OperationRefused
 */
export async function callOperation<Body>(route: string, request: OperationRequest): Promise<Body> {
  const { statusCode = 0, body = '' } = await invoke(eventOf(route, request));
  if (statusCode >= 400) throw new OperationRefused(route, statusCode, body);
  return (body ? JSON.parse(body) : undefined) as Body;
}

/** The event of a request for an operation, by its route. */
export function eventOf(
  routeKey: string,
  { path = {}, headers = {}, json, form }: OperationRequest,
): HttpEvent {
  const [method = '', template = ''] = routeKey.split(' ');
  const rawPath = template.replaceAll(/\{(\w+)\}/g, (_, name: string) =>
    encodeURIComponent(path[name] ?? ''),
  );
  const contentType = form ? 'application/x-www-form-urlencoded' : 'application/json';
  const body = form
    ? String(new URLSearchParams(form))
    : json === undefined
      ? undefined
      : JSON.stringify(json);
  const at = now();
  return {
    version: '2.0',
    routeKey,
    rawPath,
    rawQueryString: '',
    headers: { ...(body !== undefined && { 'content-type': contentType }), ...headers },
    ...(Object.keys(path).length > 0 && { pathParameters: path }),
    ...(body !== undefined && { body }),
    isBase64Encoded: false,
    requestContext: {
      accountId: '000000000000',
      apiId: 'local',
      domainName: 'localhost',
      domainPrefix: 'local',
      http: { method, path: rawPath, protocol: 'HTTP/1.1', sourceIp: '127.0.0.1', userAgent: 'offboard' },
      requestId: randomUUID(),
      routeKey,
      stage: '$default',
      time: at.toISOString(),
      timeEpoch: at.getTime(),
    },
  };
}
