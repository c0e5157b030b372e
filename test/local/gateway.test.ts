import { request } from 'node:http';
import { type AddressInfo, connect } from 'node:net';
import { text } from 'node:stream/consumers';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createGateway } from '../../infra/local/gateway.ts';
import type { HttpEvent } from '../../shared/http/dialect.ts';
import { loggedBy } from '../support/log.ts';

const seen: HttpEvent[] = [];
const echo = async (event: HttpEvent) => {
  seen.push(event);
  return { statusCode: 200, headers: { 'content-type': 'text/plain' }, body: 'x' };
};
const options = {
  unrouted: { route: '$default', name: 'unrouted', handler: echo },
  refuseUnread: (status: number, path: string) => ({
    statusCode: status,
    headers: { 'content-type': 'text/plain' },
    body: `refused ${path}`,
  }),
};
const gateway = createGateway(
  [
    { route: 'DELETE /a/{id}', name: 'one', handler: echo },
    { route: 'DELETE /a/bulk', name: 'many', handler: echo },
    { route: 'POST /broken', name: 'broken', handler: () => Promise.reject(new Error('secret')) },
  ],
  options,
);
let url: string;

beforeAll(async () => {
  await new Promise<void>((resolve) => gateway.listen(0, '127.0.0.1', resolve));
  url = `http://127.0.0.1:${(gateway.address() as AddressInfo).port}`;
});

afterAll(() => gateway.close());

async function eventOf(path: string, init: RequestInit): Promise<HttpEvent> {
  await fetch(`${url}${path}`, init);
  return seen.at(-1) as HttpEvent;
}

describe('the local gateway makes the events of API Gateway, payload version 2.0', () => {
  it('decodes path parameters and joins what is repeated', async () => {
    const event = await eventOf('/a/x%2Fy%20z?ids=1&ids=2%2C3&empty=', {
      method: 'DELETE',
      headers: [
        ['X-Twice', '1'],
        ['X-Twice', '2'],
      ],
    });
    expect(event).toEqual({
      version: '2.0',
      routeKey: 'DELETE /a/{id}',
      rawPath: '/a/x%2Fy%20z',
      rawQueryString: 'ids=1&ids=2%2C3&empty=',
      pathParameters: { id: 'x/y z' },
      queryStringParameters: { ids: '1,2,3', empty: '' },
      headers: expect.objectContaining({
        'x-twice': '1, 2',
        'x-amzn-trace-id': expect.stringMatching(/^Root=1-[0-9a-f]{8}-[0-9a-f]{24}$/),
      }),
      isBase64Encoded: false,
      requestContext: expect.objectContaining({
        http: expect.objectContaining({ method: 'DELETE', path: '/a/x%2Fy%20z' }),
        routeKey: 'DELETE /a/{id}',
        stage: '$default',
      }),
    });
  });

  it('prefers a fixed path to a parameter', async () => {
    expect((await eventOf('/a/bulk', { method: 'DELETE' })).routeKey).toBe('DELETE /a/bulk');
  });

  it('gives everything that no route takes to the default route', async () => {
    expect((await eventOf('/a/1', { method: 'PUT' })).routeKey).toBe('$default');
    expect((await eventOf('/a/%ff', { method: 'DELETE' })).routeKey).toBe('$default');
  });

  it('hands JSON over as text and a form in base64', async () => {
    const json = await eventOf('/', {
      method: 'POST',
      body: '{"a":"ü"}',
      headers: { 'content-type': 'application/json' },
    });
    expect([json.body, json.isBase64Encoded]).toEqual(['{"a":"ü"}', false]);
    const form = await eventOf('/', { method: 'POST', body: new URLSearchParams({ a: 'b' }) });
    expect([form.body, form.isBase64Encoded]).toEqual([Buffer.from('a=b').toString('base64'), true]);
  });

  it('answers a broken function as API Gateway does, without its words', async () => {
    const { answer, lines } = await loggedBy(() => fetch(`${url}/broken`, { method: 'POST' }));
    expect([answer.status, await answer.text()]).toEqual([500, '{"message":"Internal Server Error"}']);
    const requestId = answer.headers.get('x-request-id');
    expect(requestId).toMatch(/^[0-9a-f]{32}$/);
    const error = expect.objectContaining({ message: 'secret', stack: expect.any(String) });
    expect(lines).toEqual([expect.objectContaining({ level: 'ERROR', requestId, error })]);
  });

  it('refuses a payload that Lambda would not take', async () => {
    const answer = await fetch(`${url}/`, { method: 'POST', body: 'x'.repeat(6 * 1024 * 1024 + 1) });
    expect([answer.status, await answer.text()]).toEqual([413, 'refused /']);
  });

  it('refuses a payload that is too long only in base64', async () => {
    const send = (bytes: number) => fetch(`${url}/`, { method: 'POST', body: new Uint8Array(bytes) });

    expect((await send(4.4 * 1024 * 1024)).status).toBe(200);
    expect((await send(4.5 * 1024 * 1024)).status).toBe(413);
  });

  it('refuses a body of no announced length as soon as it is too long, not at its end', async () => {
    const { sent, status } = await sendWithoutEnd(url);
    expect(status).toBe(413);
    expect(sent).toBeLessThan(64 * 1024 * 1024);
  });
});

/** Sends a chunked body until it is answered, and then breaks off. */
function sendWithoutEnd(to: string): Promise<{ sent: number; status: number | undefined }> {
  const chunk = Buffer.alloc(64 * 1024, 'x');
  let sent = 0;
  return new Promise((resolve, reject) => {
    const sending = request(to, { method: 'POST', path: '/a/1' }, (response) => {
      isAnswered = true;
      resolve({ sent, status: response.statusCode });
      sending.destroy();
    });
    let isAnswered = false;
    sending.on('error', reject);
    const send = (): void => {
      if (isAnswered) return;
      sent += chunk.length;
      if (sending.write(chunk)) setImmediate(send);
      else sending.once('drain', send);
    };
    send();
  });
}

describe('a request that does not arrive in time', () => {
  const patient = createGateway([], { ...options, requestTimeout: 200 });
  let port: number;

  beforeAll(async () => {
    await new Promise<void>((resolve) => patient.listen(0, '127.0.0.1', resolve));
    ({ port } = patient.address() as AddressInfo);
  });

  afterAll(() => {
    patient.close();
    patient.closeAllConnections();
  });

  it.each([
    ['its headers', 'POST / HTTP/1.1\r\nHost: x\r\n'],
    ['its body', 'POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 9\r\n\r\n{'],
  ])('is given up: %s', async (_, beginning) => {
    const before = seen.length;
    const socket = connect(port, '127.0.0.1');
    socket.write(beginning);
    const answer = await text(socket);
    expect(answer).toMatch(/^HTTP\/1\.1 408 Request Timeout\r\n/);
    expect(seen).toHaveLength(before);
  });
});
