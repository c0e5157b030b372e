import { afterEach, describe, expect, it, vi } from 'vitest';
import { handler } from '../../../functions/service/unrouted/reject-unrouted.ts';
import { lambdaContext } from '../../../infra/local/lambda-context.ts';
import type { HttpEvent } from '../../../shared/http/dialect.ts';
import {
  amiliFailure,
  beelCanonicalFailure,
  beelFailure,
  enkashFailure,
  problem,
} from '../../support/envelopes.ts';
import { call } from '../../support/http.ts';
import { loggedBy } from '../../support/log.ts';

const noSuchPath = 'there is no such path';

describe('a path that no route takes answers 404 as the vendor whose path it resembles', () => {
  it.each([
    ['/api/v0/customers', enkashFailure(404, 'RECORD_NOT_FOUND', noSuchPath)],
    ['/oauth/authorize', enkashFailure(404, 'RECORD_NOT_FOUND', noSuchPath)],
    ['/clients/2218/ledgers', amiliFailure('NOT_FOUND', 'There is no such path')],
    ['/token/refresh', amiliFailure('NOT_FOUND', 'There is no such path')],
    ['/api/v1/webhooks', beelFailure('ENDPOINT_NOT_FOUND', 'There is no such path')],
    [
      '/api/v1/companies/1/webhooks',
      beelCanonicalFailure('ENDPOINT_NOT_FOUND', 'There is no such path', '/v1/companies/1/webhooks'),
    ],
    ['/api/v1/me/logo', beelCanonicalFailure('ENDPOINT_NOT_FOUND', 'There is no such path', '/v1/me/logo')],
    ['/operator/v2/customers', problem(404, 'not-found', 'Not found', noSuchPath, '/operator/v2/customers')],
    ['/openapi/a/b', problem(404, 'not-found', 'Not found', noSuchPath, '/openapi/a/b')],
    ['/favicon.ico', { message: noSuchPath }],
    ['/api/v10/customers', { message: noSuchPath }],
    ['/', { message: noSuchPath }],
  ])('%s', async (path, body) => {
    const answer = await call(`GET ${path}`);
    expect(answer.status).toBe(404);
    expect(answer.body).toEqual(body);
  });
});

describe('an id whose bytes are no UTF-8 names nothing', () => {
  it.each([
    ['/api/v0/customer/%ff', enkashFailure(404, 'RECORD_NOT_FOUND', noSuchPath)],
    ['/clients/2218/customers/%ff', amiliFailure('NOT_FOUND', 'There is no such path')],
    ['/api/v1/customers/%ff', beelFailure('ENDPOINT_NOT_FOUND', 'There is no such path')],
  ])('%s', async (path, body) => {
    const answer = await call(`DELETE ${path}`);
    expect(answer.status).toBe(404);
    expect(answer.body).toEqual(body);
  });
});

describe('a method that a path does not take answers 405 with the methods that it does', () => {
  const takes = (allow: string) => `this path takes ${allow}`;

  it.each([
    [
      'PUT /api/v0/customer/KCABCDEFGHIJKL01',
      'PATCH, DELETE',
      enkashFailure(405, 'CLIENT_REQUEST_ERROR', takes('PATCH, DELETE')),
    ],
    ['GET /oauth/token', 'POST', enkashFailure(405, 'CLIENT_REQUEST_ERROR', takes('POST'))],
    [
      'PATCH /clients/2218/customers/543210',
      'GET, HEAD, DELETE',
      amiliFailure('METHOD_NOT_ALLOWED', 'This path takes GET, HEAD, DELETE'),
    ],
    [
      'POST /api/v1/customers/1',
      'GET, HEAD, PUT, DELETE',
      beelFailure('METHOD_NOT_ALLOWED', 'This path takes GET, HEAD, PUT, DELETE'),
    ],
    // Two routes fit this path, and both take DELETE.
    [
      'PUT /api/v1/companies/1/customers/bulk',
      'POST, GET, HEAD, PATCH, DELETE',
      beelCanonicalFailure(
        'METHOD_NOT_ALLOWED',
        'This path takes POST, GET, HEAD, PATCH, DELETE',
        '/v1/companies/1/customers/bulk',
      ),
    ],
    [
      'DELETE /operator/v1/amili/1/customers/2',
      'GET, HEAD',
      problem(
        405,
        'method-not-allowed',
        'Method not allowed',
        takes('GET, HEAD'),
        '/operator/v1/amili/1/customers/2',
      ),
    ],
    ['POST /health', 'GET, HEAD', { message: takes('GET, HEAD') }],
    ['OPTIONS /health', 'GET, HEAD', { message: takes('GET, HEAD') }],
  ])('%s', async (request, allow, body) => {
    const answer = await call(request);
    expect(answer.status).toBe(405);
    expect(answer.headers.allow).toBe(allow);
    expect(answer.body).toEqual(body);
  });

  it('answers HEAD without a body', async () => {
    const answer = await call('HEAD /oauth/token');
    expect(answer.status).toBe(405);
    expect(answer.headers.allow).toBe('POST');
    expect(answer.body).toBe('');
  });
});

describe('a slash at the end of a path', () => {
  it.each(['GET', 'HEAD'])('leads %s to the path without it, where that names nothing', async (method) => {
    const answer = await invoke(method, '/health/');
    expect(answer).toEqual({
      statusCode: 308,
      headers: {
        location: '/health',
        'cache-control': 'no-store',
        'x-content-type-options': 'nosniff',
        'x-request-id': expect.stringMatching(/^[0-9a-f]{32}$/),
      },
    });
  });

  it('leads a client to what it asked for', async () => {
    const answer = await call('GET /health/');
    expect(answer.status).toBe(200);
    expect(answer.body).toMatchObject({ status: 'ok' });
  });

  it.each(['POST /health/', 'GET //health/', 'GET /clients/1/customers/2/'])(
    'leads %s nowhere',
    async (to) => {
      const [method, path] = to.split(' ') as [string, string];
      expect(await invoke(method, path)).toMatchObject({ statusCode: 404 });
    },
  );
});

const invoke = (method: string, rawPath: string, headers: Record<string, string> = {}) =>
  handler(
    { rawPath, headers, requestContext: { http: { method } } } as unknown as HttpEvent,
    lambdaContext('unrouted'),
  );

describe("a browser's preflight", () => {
  const preflight = { origin: 'https://app.example', 'access-control-request-method': 'DELETE' };

  afterEach(() => {
    vi.unstubAllEnvs();
  });

  it('succeeds where pages of other origins may call, so that the gateway has an answer for its headers', async () => {
    vi.stubEnv('CORS_ORIGIN', 'https://app.example');
    const answer = await invoke('OPTIONS', '/api/v0/customer/KC1', preflight);
    expect(answer).toEqual({
      statusCode: 204,
      headers: expect.not.objectContaining({ allow: 'PATCH, DELETE' }),
    });
    expect((await invoke('OPTIONS', '/health')).statusCode).toBe(405);
  });

  it('is a method like any other where they may not', async () => {
    expect((await invoke('OPTIONS', '/health', preflight)).statusCode).toBe(405);
  });
});

describe('what no route takes', () => {
  it.each([
    ['GET', '/api/v0/customers', 404, 'routeNotFound'],
    ['PUT', '/clients/2218/customers/543210', 405, 'methodNotAllowed'],
    ['GET', '/health/', 308, 'done'],
  ])('is logged: %s %s', async (method, path, statusCode, outcome) => {
    const { answer, lines } = await loggedBy(() => invoke(method, path), 'info');
    expect(lines).toEqual([
      {
        timestamp: expect.any(String),
        level: 'INFO',
        message: 'request',
        operation: 'service/unrouted/reject-unrouted',
        route: '$default',
        method,
        path,
        statusCode,
        durationMs: expect.any(Number),
        requestId: expect.any(String),
        traceId: answer.headers?.['x-request-id'],
        outcome,
        ...(statusCode >= 400 && { refusal: expect.any(String) }),
      },
    ]);
  });

  it('is told its request id in a header', async () => {
    const trace = { 'x-amzn-trace-id': 'Root=1-5759e988-bd862e3fe1be46a994272793' };
    const answer = await call('GET /nowhere', { headers: trace });
    expect(answer.headers['x-request-id']).toBe('5759e988bd862e3fe1be46a994272793');
  });

  it('has no more than 200 characters of its path in the log', async () => {
    const { lines } = await loggedBy(() => invoke('GET', `/${'x'.repeat(9_000)}`), 'info');
    expect(lines[0]?.path).toBe(`/${'x'.repeat(199)}…`);
  });
});
