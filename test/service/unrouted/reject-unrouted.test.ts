import { describe, expect, it } from 'vitest';
import { amiliFailure, beelCanonicalFailure, beelFailure, enkashFailure } from '../../support/envelopes.ts';
import { call } from '../../support/http.ts';

const noSuchPath = 'there is no such path';

describe('a path that no route takes answers 404 as the vendor whose path it resembles', () => {
  it.each([
    ['/api/v0/customers', enkashFailure(404, 'RECORD_NOT_FOUND', noSuchPath)],
    ['/oauth/authorize', enkashFailure(404, 'RECORD_NOT_FOUND', noSuchPath)],
    ['/clients/2218/aritems', amiliFailure('NOT_FOUND', 'There is no such path')],
    ['/token/refresh', amiliFailure('NOT_FOUND', 'There is no such path')],
    ['/api/v1/webhooks', beelFailure('ENDPOINT_NOT_FOUND', 'There is no such path')],
    [
      '/api/v1/companies/1/webhooks',
      beelCanonicalFailure('ENDPOINT_NOT_FOUND', 'There is no such path', '/v1/companies/1/webhooks'),
    ],
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
      'DELETE',
      enkashFailure(405, 'CLIENT_REQUEST_ERROR', takes('DELETE')),
    ],
    ['GET /oauth/token', 'POST', enkashFailure(405, 'CLIENT_REQUEST_ERROR', takes('POST'))],
    [
      'PATCH /clients/2218/customers/543210',
      'GET, DELETE',
      amiliFailure('METHOD_NOT_ALLOWED', 'This path takes GET, DELETE'),
    ],
    [
      'POST /api/v1/customers/1',
      'GET, DELETE',
      beelFailure('METHOD_NOT_ALLOWED', 'This path takes GET, DELETE'),
    ],
    // Two routes fit this path, and both take DELETE.
    [
      'PATCH /api/v1/companies/1/customers/bulk',
      'DELETE',
      beelCanonicalFailure('METHOD_NOT_ALLOWED', 'This path takes DELETE', '/v1/companies/1/customers/bulk'),
    ],
    ['POST /health', 'GET', { message: takes('GET') }],
    ['OPTIONS /health', 'GET', { message: takes('GET') }],
  ])('%s', async (request, allow, body) => {
    const answer = await call(request);
    expect(answer.status).toBe(405);
    expect(answer.headers.allow).toBe(allow);
    expect(answer.body).toEqual(body);
  });

  it('answers HEAD without a body', async () => {
    const answer = await call('HEAD /health');
    expect(answer.status).toBe(405);
    expect(answer.body).toBe('');
  });
});
