import type { AddressInfo } from 'node:net';
import { connect } from 'node:net';
import { text } from 'node:stream/consumers';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createServiceGateway } from '../../../infra/local/service-gateway.ts';
import { amiliFailure, beelCanonicalFailure, beelFailure, enkashFailure } from '../../support/envelopes.ts';
import { loggedBy } from '../../support/log.ts';

const gateway = createServiceGateway(undefined, { requestTimeout: 200 });
let port: number;

beforeAll(async () => {
  await new Promise<void>((resolve) => gateway.listen(0, '127.0.0.1', resolve));
  ({ port } = gateway.address() as AddressInfo);
});

afterAll(() => {
  gateway.close();
  gateway.closeAllConnections();
});

/** Sends these bytes and reads until the connection ends. */
async function send(
  bytes: string,
): Promise<{ status: number; requestId: string | undefined; body: unknown }> {
  const socket = connect(port, '127.0.0.1');
  socket.write(bytes);
  const answer = await text(socket);
  const [head = '', body = ''] = answer.split('\r\n\r\n');
  const requestId = /^x-request-id: ([0-9a-f]{32})$/im.exec(head)?.[1];
  expect(head).toMatch(new RegExp(`^content-length: ${Buffer.byteLength(body)}$`, 'im'));
  return { status: Number(head.split(' ')[1]), requestId, body: JSON.parse(body) };
}

const CLOSE = 'Host: x\r\nConnection: close\r\n';

/** Beginnings of requests that end there, by what is wrong with them. */
const unread: Readonly<Record<string, (path: string) => string>> = {
  'Bad Request': (path) => `DELETE ${path} HTTP/1.1\r\nHost: x\r\nno header\r\n\r\n`,
  'Request Timeout': (path) => `POST ${path} HTTP/1.1\r\n${CLOSE}Content-Length: 9\r\n\r\n{`,
  'Payload Too Large': (path) => `POST ${path} HTTP/1.1\r\n${CLOSE}Content-Length: 7000000\r\n\r\n`,
  'Expectation Failed': (path) => `POST ${path} HTTP/1.1\r\n${CLOSE}Expect: a miracle\r\n\r\n`,
  'Request Header Fields Too Large': (path) =>
    `DELETE ${path} HTTP/1.1\r\nHost: x\r\nCookie: ${'c'.repeat(20_000)}\r\n\r\n`,
};

describe.each([
  ['Bad Request', 400, 'BAD_REQUEST'],
  ['Request Timeout', 408, 'REQUEST_TIMEOUT'],
  ['Payload Too Large', 413, 'REQUEST_BODY_TOO_LARGE'],
  ['Expectation Failed', 417, 'EXPECTATION_FAILED'],
  ['Request Header Fields Too Large', 431, 'REQUEST_HEADERS_TOO_LARGE'],
] as const)('%s', (message, status, code) => {
  it.each([
    ['/api/v0/customer/KC1', enkashFailure(status, 'CLIENT_REQUEST_ERROR', message)],
    ['/clients/2218/documents', amiliFailure('INVALID', message)],
    [
      '/api/v1/companies/1/customers/bulk?ids=2',
      beelCanonicalFailure(code, message, '/v1/companies/1/customers/bulk'),
    ],
    ['/api/v1/customers/1', beelFailure(code, message)],
    ['/health', { message }],
  ])('is told in the envelope of %s', async (path, body) => {
    const { answer, lines } = await loggedBy(() => send(unread[message]!(path)), 'info');
    expect(answer).toEqual({ status, body, requestId: expect.any(String) });
    expect(lines).toEqual([
      expect.objectContaining({
        operation: 'service/unrouted/refuse-unread',
        path: path.split('?')[0],
        statusCode: status,
        traceId: answer.requestId,
        outcome: 'unread',
        refusal: message,
      }),
    ]);
  });
});

describe('what has no path is told in the service’s own envelope', () => {
  it.each([
    ['a request line that ends in the middle', 'DELETE /api/v0/cust', 408, 'Request Timeout'],
    ['no HTTP', '\x16\x03\x01\r\n\r\n', 400, 'Bad Request'],
  ])('%s', async (_, bytes, status, message) => {
    expect(await send(bytes)).toEqual({ status, body: { message }, requestId: expect.any(String) });
  });
});

it('a request of HTTP/1.1 without a host is told so in words', async () => {
  expect(await send('GET /health HTTP/1.1\r\nConnection: close\r\n\r\n')).toMatchObject({
    status: 400,
    body: { message: 'Bad Request' },
  });
});

it('a bad request after a good one on its connection is told of too, as the vendor of its own path', async () => {
  const socket = connect(port, '127.0.0.1');
  socket.write('GET /nowhere HTTP/1.1\r\nHost: x\r\n\r\n');
  await new Promise((resolve) => socket.once('data', resolve));
  socket.write(unread['Request Header Fields Too Large']!('/clients/1/documents'));
  const answer = await text(socket);
  expect(answer).toMatch(/^HTTP\/1\.1 431 Request Header Fields Too Large\r\n/);
  expect(answer).toContain('"result":"INVALID"');
});
