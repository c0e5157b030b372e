import { once } from 'node:events';
import { request } from 'node:http';
import { connect } from 'node:net';
import { text } from 'node:stream/consumers';
import { afterEach, describe, expect, it } from 'vitest';
import { storedCustomer } from '../support/store.ts';
import { useSandbox } from './sandbox.ts';

const { url, seeds, as, send, ask, newest } = await useSandbox();
const { enkash, amili, beel } = seeds;

afterEach(async () => {
  await send('DELETE /sandbox/faults');
});

/** A customer of EnKash that nothing refers to. */
async function newCustomer() {
  const contact = { deleted: false, legalName: 'Acme', mobile: '9876543210', name: 'Asha' };
  const json = { legalName: 'Acme', customerKeyContacts: [contact] };
  const { payload } = await ask('POST /api/v0/customer', { authorization: as.enkash, json });
  const ref = { vendor: 'enkash', tenant: enkash.companyId, id: payload.customerId as string };
  return {
    path: `/api/v0/customer/${ref.id}`,
    isDeleted: async () => (await storedCustomer(ref))?.deletion !== undefined,
  };
}

/** What a client gets of a delete: status and body, or how its connection ended. */
const deleted = (path: string, headers: Record<string, string> = {}) =>
  send(`DELETE ${path}`, { authorization: as.enkash, headers }).then(
    ({ status, body }) => [status, JSON.parse(body)],
    ({ message }) => message,
  );

const GATEWAY = { 429: { message: 'Too Many Requests' }, 503: { message: 'Service Unavailable' } };

/** EnKash's answer to what has failed unexpectedly. */
const enkashFailure = (requestId: unknown) => ({
  errorResponse: {
    apiSubErrors: [],
    errorMessage: 'the request could not be processed',
    errorType: 'SYSTEM_ERROR',
    requestId,
    timestamp: expect.any(String),
  },
  response_code: 500,
  response_message: 'the request could not be processed',
});

describe('a fault', () => {
  it.each([
    ['drop-before', 'socket hang up', false, 'connection dropped before the request was carried out', null],
    ['drop-after', 'socket hang up', true, 'connection dropped in the place of the answer 200', null],
    ['429', [429, GATEWAY[429]], false, '429, and the request was not carried out', 429],
    ['503', [503, GATEWAY[503]], false, '503, and the request was not carried out', 503],
    ['503-after', [503, GATEWAY[503]], true, '503 in the place of the answer 200', 503],
    ['500', [500, enkashFailure(expect.any(String))], false, '500, and the request was not carried out', 500],
    ['500-after', [500, enkashFailure(expect.any(String))], true, '500 in the place of the answer 200', 500],
    ['truncate', 'aborted', true, expect.stringMatching(/^43 of 8\d bytes of the answer's body$/), 200],
  ])('%s of a delete, asked for by its header', async (word, answer, isDeleted, fault, status) => {
    const customer = await newCustomer();
    expect(await deleted(customer.path, { 'offboard-fault': word })).toEqual(answer);
    expect(await customer.isDeleted()).toBe(isDeleted);
    const recorded = await newest();
    expect(recorded).toMatchObject({ method: 'DELETE', path: customer.path, fault, status });
    expect(recorded.dynamodb.length > 0).toBe(isDeleted);
  });

  it('late keeps the answer back, and not the request', async () => {
    const customer = await newCustomer();
    const since = performance.now();
    const answering = deleted(customer.path, { 'offboard-fault': 'late=1500' });
    await expect.poll(customer.isDeleted).toBe(true);
    expect(performance.now() - since).toBeLessThan(1_500);
    expect(await answering).toEqual([200, expect.anything()]);
    expect(performance.now() - since).toBeGreaterThanOrEqual(1_499);
    expect(await newest()).toMatchObject({ fault: 'answer kept back for 1500 ms', status: 200 });
  });

  it('late is over when its client has left', async () => {
    const customer = await newCustomer();
    const headers = { authorization: as.enkash, 'offboard-fault': 'late=60000' };
    const sending = request(`${url}${customer.path}`, { method: 'DELETE', headers }).on('error', () => {});
    sending.end();
    await expect.poll(customer.isDeleted).toBe(true);
    sending.destroy();
    await expect.poll(newest).toMatchObject({ path: customer.path, durationMs: expect.any(Number) });
  });

  it('truncate gives half of the body and tells the length of all', async () => {
    const { path } = await newCustomer();
    const socket = connect(Number(new URL(url).port), '127.0.0.1');
    const read = text(socket);
    socket.write(
      `DELETE ${path} HTTP/1.1\r\nhost: x\r\nauthorization: ${as.enkash}\r\noffboard-fault: truncate\r\n\r\n`,
    );
    const [head = '', half = ''] = (await read).split('\r\n\r\n');
    const length = Number(/^content-length: (\d+)$/m.exec(head)?.[1]);
    expect(head).toMatch(/^HTTP\/1.1 200 OK\r\n/);
    expect([half.length, length]).toEqual([43, 86]);
    expect((await newest()).answerBody).toBe(half);
  });

  it('truncate of an answer without a body ends the connection in its place', async () => {
    const path = `/api/v1/companies/${beel.company}/customers/${beel.customerId}`;
    const headers = { 'offboard-fault': 'truncate' };
    const answer = send(`DELETE ${path}`, { authorization: as.beel, headers });
    await expect(answer).rejects.toThrow('socket hang up');
    const tenant = { vendor: 'beel', tenant: `live:${beel.company}` };
    expect(await storedCustomer({ ...tenant, id: beel.customerId })).toHaveProperty('deletion');
    expect((await newest()).fault).toBe(
      'connection dropped in the place of the answer 204, which has no body',
    );
  });

  it.each([
    [
      'amili',
      `/clients/${amili.clientNos[0]}/customers/1`,
      { message: 'The request could not be processed' },
    ],
    ['beel', `/api/v1/companies/${beel.company}/customers`, { success: false }],
    ['the service', '/health', { message: 'the request could not be processed' }],
  ])('500 is in the words of %s, and names its trace', async (_, path, body) => {
    const answer = await send(`GET ${path}`, { headers: { 'offboard-fault': '500' } });
    expect(answer.status).toBe(500);
    expect(JSON.parse(answer.body)).toMatchObject(body);
    expect(answer.headers['x-request-id']).toMatch(/^[0-9a-f]{32}$/);
    expect((await newest()).traceId).toBe(answer.headers['x-request-id']);
  });

  it('500-after names the trace of what was carried out', async () => {
    const { path } = await newCustomer();
    const headers = { 'offboard-fault': '500-after' };
    const answer = await send(`DELETE ${path}`, { authorization: as.enkash, headers });
    const { traceId, operation } = await newest();
    expect(operation).toBe('enkash/customers/delete-customer');
    expect(JSON.parse(answer.body)).toEqual(enkashFailure(traceId));
    expect(answer.headers['x-request-id']).toBe(traceId);
  });

  it.each(['', 'late', 'late=0', 'late=60001', '501', 'drop', 'constructor'])(
    'of no known word, %j, is refused, and nothing is carried out',
    async (word) => {
      const customer = await newCustomer();
      const message =
        `Offboard-Fault: ${JSON.stringify(word)} is none of late=<1 to 60000 milliseconds>, drop-before, ` +
        'drop-after, 429, 500, 500-after, 503, 503-after, truncate';
      expect(await deleted(customer.path, { 'offboard-fault': word })).toEqual([400, { message }]);
      expect(await customer.isDeleted()).toBe(false);
    },
  );

  it('leaves a body that was sent with it to be sent again', async () => {
    const json = { legalName: 'Acme' };
    await send('POST /api/v0/customer', { json, headers: { 'offboard-fault': '503' } });
    const { number, body } = await newest();
    expect(body).toBe(JSON.stringify(json));
    expect(await ask(`POST /sandbox/requests/${number}/repeat`)).toMatchObject({ body, status: 503 });
  });
});

describe('faults that are set', () => {
  const set = (json: unknown) => ask('POST /sandbox/faults', { json });

  it('meet the requests that fit them as often as they say, also at once', async () => {
    const first = await set({ kind: 'status', status: 503, method: 'GET', path: '/heal', times: 5 });
    const second = await set({ kind: 'status', status: 429, path: '/health' });
    expect(first).toEqual({
      ...{ id: first.id, met: 0, kind: 'status', status: 503, when: 'before' },
      ...{ method: 'GET', path: '/heal', times: 5 },
    });
    expect(await ask('GET /sandbox/faults')).toEqual({ items: [first, second] });

    const answers = await Promise.all(Array.from({ length: 20 }, () => send('GET /health')));

    const statuses = answers.map(({ status }) => status).sort();
    expect(statuses).toEqual([...Array(15).fill(429), ...Array(5).fill(503)]);
    expect((await send('GET /healt')).status).toBe(404);
    // What has met all that it may is over.
    expect(await ask('GET /sandbox/faults')).toEqual({ items: [{ ...second, met: 15 }] });
    await send(`DELETE /sandbox/faults/${second.id}`);
    expect(await ask('GET /sandbox/faults')).toEqual({ items: [] });
    expect((await send('GET /health')).status).toBe(200);
  });

  it('meet neither the sandbox, nor pages, nor what pages ask, nor whoever asks for another by the header', async () => {
    await set({ kind: 'drop' });
    expect((await send('GET /sandbox/requests')).status).toBe(200);
    expect((await send('GET /console/config.json')).status).toBe(200);
    expect((await send('GET /health', { headers: { 'offboard-console': '1' } })).status).toBe(200);
    expect((await send('GET /health', { headers: { 'offboard-fault': '429' } })).status).toBe(429);
    expect(await ask('GET /sandbox/faults')).toMatchObject({ items: [{ met: 0 }] });
    await expect(send('GET /health')).rejects.toThrow('socket hang up');
    await send('DELETE /sandbox/faults');
    expect(await ask('GET /sandbox/faults')).toEqual({ items: [] });
  });

  it('may let a delete take effect and drop its answer', async () => {
    const customer = await newCustomer();
    await set({ kind: 'drop', when: 'after', method: 'DELETE', times: 1 });
    expect((await send('GET /health')).status).toBe(200);
    expect(await deleted(customer.path)).toBe('socket hang up');
    expect(await customer.isDeleted()).toBe(true);
    expect(await deleted(customer.path)).toEqual([404, expect.anything()]);
  });

  it.each([
    [undefined, 'body: must be an object'],
    [[], 'body: must be an object'],
    [{}, 'kind: must be one of late, drop, status, truncate'],
    [{ kind: 'slow' }, 'kind: must be one of late, drop, status, truncate'],
    [{ kind: 'late' }, 'delayMs: must be a whole number from 1 to 60000'],
    [{ kind: 'late', delayMs: 60_001 }, 'delayMs: must be a whole number from 1 to 60000'],
    [{ kind: 'late', delayMs: 1.5 }, 'delayMs: must be a whole number from 1 to 60000'],
    [{ kind: 'late', delayMs: 1, when: 'after' }, 'body: late knows no when'],
    [{ kind: 'drop', when: 'while' }, 'when: must be one of before, after'],
    [{ kind: 'status' }, 'status: must be one of 429, 500, 503'],
    [{ kind: 'status', status: 404 }, 'status: must be one of 429, 500, 503'],
    [
      { kind: 'drop', method: 'delete' },
      'method: must be one of GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS',
    ],
    [{ kind: 'drop', path: 'api' }, 'path: must begin with a slash'],
    [{ kind: 'drop', path: 1 }, 'path: must be a text'],
    [{ kind: 'drop', times: 0 }, 'times: must be a whole number from 1 to 1000000'],
    [{ kind: 'truncate', constructor: 1 }, 'body: truncate knows no constructor'],
  ])('are refused as %j, and none is set', async (json, message) => {
    const answer = await send('POST /sandbox/faults', { json });
    expect([answer.status, JSON.parse(answer.body)]).toEqual([400, { message }]);
    expect(await ask('GET /sandbox/faults')).toEqual({ items: [] });
  });

  it('are a hundred at most, and none is removed that is not there', async () => {
    for (let count = 0; count < 100; count++) await set({ kind: 'truncate', path: `/${count}` });
    expect(await set({ kind: 'truncate' })).toEqual({ message: 'there are 100 faults: remove some first' });
    const missing = await send('DELETE /sandbox/faults/x');
    expect([missing.status, JSON.parse(missing.body)]).toEqual([404, { message: 'there is no fault x' }]);
  });
});

it('a client that is gone before its answer is dropped leaves the service as it was', async () => {
  const socket = connect(Number(new URL(url).port), '127.0.0.1');
  socket.write('GET /health HTTP/1.1\r\nhost: x\r\noffboard-fault: drop-after\r\n\r\n');
  socket.destroy();
  await once(socket, 'close');
  expect((await send('GET /health')).status).toBe(200);
});
