import { describe, expect, it } from 'vitest';
import { wellFormedEvent } from './well-formed-event.ts';

const nothing = {
  rawPath: '/customers/{id}',
  headers: {},
  pathParameters: {},
  queryStringParameters: {},
  body: undefined,
  isBase64Encoded: false,
};

describe('an event', () => {
  it('of API Gateway stays as it is', () => {
    const event = {
      version: '2.0',
      routeKey: 'DELETE /customers/{id}',
      rawPath: '/customers/1',
      rawQueryString: 'a=b',
      headers: { authorization: 'Bearer x', 'content-type': 'application/json' },
      queryStringParameters: { a: 'b' },
      pathParameters: { id: '1' },
      requestContext: { http: { method: 'DELETE' } },
      body: '{}',
      isBase64Encoded: true,
    };
    expect(wellFormedEvent(event, '/')).toEqual(event);
  });

  it('has its header names in lower case, however they came', () => {
    const headers = { Authorization: 'Bearer x', 'X-AMZN-TRACE-ID': 'Root=1' };
    const { headers: lowered } = wellFormedEvent({ headers }, '/');
    expect(lowered).toEqual({ authorization: 'Bearer x', 'x-amzn-trace-id': 'Root=1' });
  });

  it.each([null, undefined, 'ping', 42, [], {}])('is empty, where a function is invoked with %j', (event) => {
    expect(wellFormedEvent(event, '/customers/{id}')).toEqual(nothing);
  });

  it('has no texts where other things came', () => {
    const event = {
      rawPath: 5,
      headers: { authorization: ['Bearer x'], accept: 'a' },
      pathParameters: 'x',
      queryStringParameters: { a: null },
      body: { a: 1 },
      isBase64Encoded: 'true',
    };
    expect(wellFormedEvent(event, '/customers/{id}')).toEqual({ ...nothing, headers: { accept: 'a' } });
  });
});
