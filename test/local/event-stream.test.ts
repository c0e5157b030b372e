import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { createServiceGateway } from '../../infra/local/service-gateway.ts';
import { changeOf, feed, PATH } from '../operator/events/fed.ts';
import { operatorAuthorization } from '../support/credentials.ts';
import { useOwnTables } from '../support/own-tables.ts';

let gateway: Server;
/** The queries of the requests that the operation has had. */
let asked: string[] = [];
let authorization: string;
/** Whether its key is none any more. */
let isRevoked = false;

beforeEach(async () => {
  await useOwnTables();
  authorization = await operatorAuthorization();
  asked = [];
  isRevoked = false;
  gateway = createServiceGateway(
    (_, handler) => (event, context) => {
      asked.push(event.rawQueryString);
      const headers = { ...event.headers, ...(isRevoked && { authorization: 'Bearer revoked' }) };
      return handler({ ...event, headers }, context);
    },
    { stream: { pause: 5, heartbeat: 100 } },
  );
  await new Promise<void>((resolve) => gateway.listen(0, '127.0.0.1', resolve));
});

afterEach(() => {
  gateway.closeAllConnections();
  gateway.close();
  vi.unstubAllEnvs();
});

const urlOf = (query: string): string =>
  `http://127.0.0.1:${(gateway.address() as AddressInfo).port}${PATH}${query}`;

/** A message of the stream, by the names of its lines. */
type Message = Readonly<Record<string, string>>;

/** Opens the stream, and reads it message by message. */
async function open(query = '', headers: Record<string, string> = {}) {
  const leaving = new AbortController();
  const response = await fetch(urlOf(query), {
    headers: { authorization, accept: 'text/event-stream', ...headers },
    signal: leaving.signal,
  });
  const messages = messagesIn(response);
  return {
    response,
    leave: () => leaving.abort(),
    /** The next message of an event, with the id that holds behind it; undefined at the end. */
    next: async (): Promise<Message | undefined> => {
      for (;;) {
        const { value, done } = await messages.next();
        if (done) return undefined;
        if (value.event !== undefined) return value;
      }
    },
    any: async () => (await messages.next()).value as Message,
  };
}

async function* messagesIn({ body }: Response): AsyncGenerator<Message> {
  let text = '';
  for await (const chunk of (body as ReadableStream<Uint8Array>).pipeThrough(new TextDecoderStream())) {
    text += chunk;
    for (let end = text.indexOf('\n\n'); end >= 0; end = text.indexOf('\n\n')) {
      const lines = text.slice(0, end).split('\n');
      text = text.slice(end + 2);
      yield Object.fromEntries(
        lines.map((line) => [line.slice(0, line.indexOf(':')), line.slice(line.indexOf(':') + 1).trim()]),
      );
    }
  }
}

const customer = (id: string) => ({ vendor: 'enkash', tenant: 'CEKFOWV7UQ', id });

describe('GET /operator/v1/events, where server-sent events are accepted', () => {
  it('tells what has happened, and then what happens, as the operation shows it', async () => {
    await feed(changeOf(customer('A'), { change: 'created' }));
    const { response, next } = await open();
    expect([response.status, response.headers.get('content-type')]).toEqual([200, 'text/event-stream']);
    const first = await next();
    const listed = await fetch(urlOf(''), { headers: { authorization } });
    const page = (await listed.json()) as { items: unknown[]; next: string };
    expect(first).toEqual({ event: 'customer.created', data: JSON.stringify(page.items[0]), id: page.next });

    await feed(changeOf(customer('A'), { version: 2 }));
    expect(await next()).toMatchObject({ event: 'customer.updated' });
  });

  it('goes on behind the id that a client has had last', async () => {
    await feed(...['A', 'B', 'C'].map((id) => changeOf(customer(id))));
    const { next, leave } = await open('?limit=2');
    // An id holds for a whole page: its first event has none.
    expect([(await next())?.id, (await next())?.id]).toEqual([undefined, expect.any(String)]);
    const { id = '' } = (await next()) ?? {};
    leave();
    await feed(changeOf(customer('D')));
    const again = await open('?limit=2&from=oldest', { 'last-event-id': id });
    expect(JSON.parse((await again.next())?.data ?? '').subject).toBe('enkash/CEKFOWV7UQ/customers/D');
    // Where nobody has had any, the client sends it empty.
    const anew = await open('', { 'last-event-id': '' });
    expect(JSON.parse((await anew.next())?.data ?? '').subject).toMatch(/customers\/[ABCD]$/);
  });

  it('looks at nothing but the end of the feed while nothing happens, and gives signs of life', async () => {
    const { any } = await open('?from=now');
    expect(await any()).toEqual({ id: expect.any(String) });
    expect(await any()).toEqual({ '': '' });
    expect(asked.length).toBeLessThanOrEqual(2);
  });

  it('sees no more than the key reaches', async () => {
    await feed(changeOf(customer('A')), changeOf({ vendor: 'amili', tenant: '1', id: 'C1' }));
    authorization = await operatorAuthorization({ vendors: ['amili'] });
    const { next } = await open();
    expect(JSON.parse((await next())?.data ?? '').subject).toBe('amili/1/customers/C1');
  });

  it('says that events were missed', async () => {
    const cursor = Buffer.from('[0,0,0,0,0,0,0,0]').toString('base64url');
    vi.stubEnv('HISTORY_DAYS', '-1');
    await feed(changeOf(customer('A')));
    const { next } = await open(`?cursor=${cursor}`);
    expect(await next()).toEqual({ event: 'missed', data: '{}' });
  });

  it.each([
    ['a bad key', '', { authorization: 'Bearer offboard_operator_0' }, 401],
    ['a bad parameter', '?limit=0', {}, 400],
    ['a bad cursor', '', { 'last-event-id': 'x' }, 400],
  ])('refuses %s as ever', async (_, query, headers, status) => {
    const { response } = await open(query, headers as Record<string, string>);
    expect([response.status, response.headers.get('content-type')]).toEqual([
      status,
      'application/problem+json',
    ]);
    expect(await response.json()).toMatchObject({ status });
  });

  it('ends once the key is revoked', async () => {
    await feed(changeOf(customer('A')));
    const { next } = await open();
    await next();
    isRevoked = true;
    const problem = await next();
    expect(problem?.event).toBe('problem');
    expect(JSON.parse(problem?.data ?? '')).toMatchObject({ status: 401 });
    expect(await next()).toBeUndefined();
  });

  it('asks for nothing more when the client goes', async () => {
    const { leave, any } = await open('?limit=7');
    await any();
    leave();
    const connections = () =>
      new Promise<number>((resolve) => gateway.getConnections((_, count) => resolve(count)));
    await expect.poll(connections).toBe(0);
    const before = asked.filter((query) => query === 'limit=7').length;
    const { next } = await open('?from=now');
    // What one that has stayed is told, the other would have been told too.
    for (const version of [1, 2, 3]) {
      await feed(changeOf(customer('A'), { version }));
      await next();
    }
    expect(asked.filter((query) => query === 'limit=7')).toHaveLength(before);
  });

  it.each(['application/json', '*/*', 'text/event-streams'])('is JSON for who accepts %s', async (accept) => {
    const { response } = await open('', { accept });
    expect(response.headers.get('content-type')).toBe('application/json');
  });
});
