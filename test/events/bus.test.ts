import type { IncomingHttpHeaders, ServerResponse } from 'node:http';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { type EventBus, eventBus } from '../../shared/events/bus.ts';
import { putEvents } from '../../shared/events/put.ts';
import { type Received, startSignedServer } from '../support/signed-server.ts';

let server: Awaited<ReturnType<typeof startSignedServer>> | undefined;
/** Of the last request. */
let headers: IncomingHttpHeaders;

afterEach(() => {
  server?.close();
  vi.unstubAllEnvs();
});

type Answer = (response: ServerResponse, ids: readonly string[]) => void;

/** Answers in turn; the last one goes on. */
async function busThat(...answers: readonly Answer[]): Promise<EventBus> {
  let asked = 0;
  server = await startSignedServer((received, response, request) => {
    headers = request.headers;
    answers[Math.min(asked++, answers.length - 1)]?.(response, idsIn(received));
  }, 'events');
  return { name: 'offboard-test', url: server.url, deadline: performance.now() + 1_000 };
}

interface Sent {
  readonly Entries: readonly { readonly Detail: string }[];
}

const bodyOf = ({ content }: Received) => JSON.parse(content.toString()) as Sent;

const idsIn = (received: Received): string[] =>
  bodyOf(received).Entries.map(({ Detail }) => (JSON.parse(Detail) as { id: string }).id);

/** The ids in each request that the bus had. */
const sent = () => server?.received.map(idsIn);

const event = (id: string) => ({
  id,
  source: '/offboard/test',
  type: 'customer.deleted',
  time: '2026-11-30T12:00:00.500Z',
  data: { vendor: 'v' },
});

const json = (response: ServerResponse, status: number, body: unknown) =>
  response.writeHead(status, { 'content-type': 'application/x-amz-json-1.1' }).end(JSON.stringify(body));

/** Takes all events but some, which it refuses with a code each. */
const takes =
  (refused: Readonly<Record<string, string>> = {}): Answer =>
  (response, ids) =>
    json(response, 200, {
      FailedEntryCount: ids.filter((id) => refused[id]).length,
      Entries: ids.map((id) =>
        refused[id] ? { ErrorCode: refused[id], ErrorMessage: 'no' } : { EventId: `event-${id}` },
      ),
    });

const refuses =
  (status: number, __type: string): Answer =>
  (response) =>
    json(response, status, { __type, message: 'no' });

const hangsUp: Answer = (response) => response.socket?.destroy();

describe('events', () => {
  it('are put on the bus by one signed request', async () => {
    await putEvents(await busThat(takes()), [event('a'), event('b')]);
    expect(server?.received).toHaveLength(1);
    const [request] = (server?.received ?? []) as [Received];
    expect(request).toMatchObject({ method: 'POST', path: '/', isSigned: true });
    const entry = (id: string) => ({
      ...{ EventBusName: 'offboard-test', Source: '/offboard/test', DetailType: 'customer.deleted' },
      ...{ Time: Date.parse('2026-11-30T12:00:00.500Z') / 1000, Detail: JSON.stringify(event(id)) },
    });
    expect(bodyOf(request)).toEqual({ Entries: [entry('a'), entry('b')] });
    expect(headers).toMatchObject({
      'content-type': 'application/x-amz-json-1.1',
      'x-amz-target': 'AWSEvents.PutEvents',
    });
  });

  it('are ten in a request at most, in their order', async () => {
    const ids = Array.from({ length: 21 }, (_, index) => `e${index}`);
    await putEvents(await busThat(takes()), ids.map(event));
    expect(sent()).toEqual([ids.slice(0, 10), ids.slice(10, 20), ids.slice(20)]);
  });

  it('that are none need no request', async () => {
    await putEvents(await busThat(takes()), []);
    expect(sent()).toEqual([]);
  });

  it('are put again where they alone were refused, until each is on the bus', async () => {
    const bus = await busThat(
      takes({ b: 'InternalFailure', c: 'ThrottlingException' }),
      takes({ c: 'InternalException' }),
      takes(),
    );
    await putEvents(bus, ['a', 'b', 'c'].map(event));
    expect(sent()).toEqual([['a', 'b', 'c'], ['b', 'c'], ['c']]);
  });

  it('are put again where the answer does not tell of them', async () => {
    const forgets: Answer = (response) =>
      json(response, 200, { FailedEntryCount: 0, Entries: [{ EventId: 'x' }] });
    await putEvents(await busThat(forgets, takes()), ['a', 'b'].map(event));
    expect(sent()).toEqual([['a', 'b'], ['b']]);
  });

  it.each([
    ['400 ThrottlingException', refuses(400, 'ThrottlingException')],
    ['a code with its namespace', refuses(400, 'com.amazonaws.events#ThrottlingException')],
    ['500 InternalException', refuses(500, 'InternalException')],
    ['no JSON', ((response) => response.writeHead(200).end('<html>')) as Answer],
    ['JSON that is no object', ((response) => response.writeHead(200).end('null')) as Answer],
    ['no answer', hangsUp],
  ])('are all put again after %s', async (_, fails) => {
    await putEvents(await busThat(fails, takes()), ['a', 'b'].map(event));
    expect(sent()).toEqual([
      ['a', 'b'],
      ['a', 'b'],
    ]);
  });

  it.each([
    [
      'throttled',
      takes({ a: 'ThrottlingException' }),
      'given up: the event bus answered 200 ThrottlingException',
    ],
    ['unknown', refuses(500, 'InternalException'), 'given up: the event bus answered 500 InternalException'],
    ['unknown', hangsUp, 'given up: socket hang up'],
  ])('are given up when the time is over: %s', async (known, fails, message) => {
    const bus = { ...(await busThat(fails)), deadline: performance.now() + 200 };
    await expect(putEvents(bus, [event('a')])).rejects.toEqual(
      expect.objectContaining({ name: 'GaveUp', known, message }),
    );
    expect(server?.received.length).toBeGreaterThan(1);
  });

  it.each([
    ['400 AccessDeniedException', refuses(400, 'AccessDeniedException')],
    ['400 BusFailure', ((response) => json(response, 400, {})) as Answer],
    ['200 MalformedDetail', takes({ b: 'MalformedDetail' })],
  ])('fail at once where they may never succeed: %s', async (told, fails) => {
    const bus = await busThat(fails);
    await expect(putEvents(bus, ['a', 'b'].map(event))).rejects.toThrow(`the event bus answered ${told}`);
    expect(server?.received).toHaveLength(1);
  });
});

describe('the bus', () => {
  it('is the one that the environment names', () => {
    vi.stubEnv('EVENT_BUS', 'offboard-dev');
    vi.stubEnv('EVENTS_URL', 'https://events.eu-north-1.amazonaws.com');
    const bus = { name: 'offboard-dev', url: 'https://events.eu-north-1.amazonaws.com' };
    expect(eventBus()).toEqual(bus);
    expect(eventBus({ deadline: 5 })).toEqual({ ...bus, deadline: 5 });
  });

  it('is none where the stage has none', () => {
    expect(eventBus()).toBeUndefined();
    vi.stubEnv('EVENT_BUS', '');
    vi.stubEnv('EVENTS_URL', 'https://events.eu-north-1.amazonaws.com');
    expect(eventBus()).toBeUndefined();
  });
});
