import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { eventLine } from '../../infra/commands/events/event-line.ts';
import { follow, type ToldEvent } from '../../infra/commands/events/follow.ts';
import { serviceOf } from '../../infra/commands/events/service.ts';
import { writeDataFile } from '../../infra/local/data-files.ts';
import { createServiceGateway } from '../../infra/local/service-gateway.ts';
import { recordStack } from '../../infra/local/stack-record.ts';
import { changeOf, feed } from '../operator/events/fed.ts';
import { operatorAuthorization } from '../support/credentials.ts';
import { newDirectory } from '../support/directories.ts';
import { useOwnTables } from '../support/own-tables.ts';

const servers: Server[] = [];

async function listening(server: Server, port = 0): Promise<string> {
  servers.push(server);
  await new Promise<void>((resolve) => server.listen(port, '127.0.0.1', resolve));
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

function end(server: Server | undefined): void {
  server?.closeAllConnections();
  server?.close();
}

afterEach(() => {
  for (const server of servers.splice(0)) end(server);
  vi.unstubAllEnvs();
});

/** Follows until it is ended, or has ended. */
function following(url: string, authorization: string, more: { once?: boolean; from?: string } = {}) {
  const { once = false, from = 'oldest' } = more;
  const ending = new AbortController();
  const told: ToldEvent[] = [];
  const said: string[] = [];
  const ended = follow({
    ...{ url, authorization, once, query: { from }, signal: ending.signal, pause: 10 },
    tell: (event) => told.push(event),
    say: (words) => said.push(words),
  });
  return {
    ...{ told, said, ended },
    has: (count: number) => vi.waitFor(() => expect(told).toHaveLength(count), { timeout: 5_000 }),
    async end() {
      ending.abort();
      await ended;
    },
  };
}

const ids = (told: readonly ToldEvent[]): (string | undefined)[] =>
  told.map(({ subject }) => subject.split('/').at(-1));

const customer = (id: string) => changeOf({ vendor: 'enkash', tenant: 'CEKFOWV7UQ', id });

describe('the events of the local stack', () => {
  const newGateway = () => createServiceGateway(undefined, { stream: { pause: 5 } });

  beforeEach(() => useOwnTables());

  it('are told as they come, and go on when the service comes again', async () => {
    await feed(customer('A'));
    const first = newGateway();
    const url = await listening(first);
    const { told, said, has, end: stop } = following(url, await operatorAuthorization());
    await has(1);
    await feed(customer('B'));
    await has(2);
    end(first);
    await expect.poll(() => said).toHaveLength(1);
    await feed(customer('C'));
    await listening(newGateway(), Number(new URL(url).port));
    await has(3);
    expect(ids(told)).toEqual(['A', 'B', 'C']);
    expect(said).toEqual([expect.stringContaining('trying again')]);
    await stop();
  });

  it('are those that there are, where it ends behind them', async () => {
    await feed(...['A', 'B', 'C'].map(customer));
    const url = await listening(newGateway());
    const { told, ended } = following(url, await operatorAuthorization(), { once: true });
    await ended;
    expect(ids(told).sort()).toEqual(['A', 'B', 'C']);
  });

  it('are refused to whom the service refuses them', async () => {
    const url = await listening(newGateway());
    for (const once of [true, false])
      await expect(following(url, 'Bearer x', { once }).ended).rejects.toThrow(
        'refused: a valid access token is required',
      );
    const authorization = await operatorAuthorization();
    await expect(following(url, authorization, { from: 'x' }).ended).rejects.toThrow('refused: from: ');
  });
});

type Answer = (response: ServerResponse, request: IncomingMessage) => void;

const json =
  (status: number, body: unknown): Answer =>
  (response) =>
    response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body));

const event = (id: string) => ({
  ...{ time: '2026-11-30T12:00:00.000Z', type: 'customer.deleted', subject: `v/t/customers/${id}` },
  data: { by: 'asha', reason: null },
});

const page = (
  items: readonly string[],
  next: string,
  more: Partial<{ more: boolean; missed: boolean }> = {},
) => json(200, { items: items.map(event), next, more: false, missed: false, ...more });

/** A service that cannot stream, and answers in turn. */
async function stageThat(...answers: readonly Answer[]) {
  const asked: string[] = [];
  const server = createServer((request, response) => {
    const answer = answers[Math.min(asked.length, answers.length - 1)];
    asked.push(new URL(`http://stage${request.url}`).search);
    answer?.(response, request);
  });
  return { asked, url: await listening(server) };
}

describe('the events of a stage', () => {
  it('are asked for page by page, and again where no answer comes', async () => {
    const { asked, url } = await stageThat(
      page(['A', 'B'], '1', { more: true }),
      page(['C'], '2'),
      json(503, {}),
      (response) => response.socket?.destroy(),
      json(429, { message: 'Too Many Requests' }),
      page(['D'], '3', { missed: true }),
      page([], '3'),
    );
    const { told, said, has, end: stop } = following(url, 'Bearer x');
    await has(4);
    await stop();
    expect(ids(told)).toEqual(['A', 'B', 'C', 'D']);
    expect(asked.slice(0, 6)).toEqual(
      ['', '1', '2', '2', '2', '2'].map((cursor) =>
        cursor ? `?from=oldest&cursor=${cursor}` : '?from=oldest',
      ),
    );
    expect(said).toEqual([
      `no answer from ${url} (status 503): trying again`,
      'some events are no longer kept: they were missed',
      'going on',
    ]);
  });

  it.each<[string, Answer, string | RegExp]>([
    [
      'a problem',
      json(403, { detail: 'the key lacks the scope read' }),
      'refused: the key lacks the scope read',
    ],
    ['a stranger', json(404, 'no'), 'refused with status 404: is it the address of the service?'],
    [
      'a page of a proxy',
      (response) => response.writeHead(404).end('<html>'),
      'refused with status 404: is it the address',
    ],
    ['no answer at all', json(503, {}), /^no answer from http:\S+ \(status 503\)$/],
  ])('are not to be had of %s', async (_, answer, words) => {
    const { url } = await stageThat(answer);
    await expect(following(url, 'Bearer x').ended).rejects.toThrow(words);
  });
});

describe('the line of an event', () => {
  const told = { ...event('A'), data: { by: 'asha', reason: 'she moved' } };

  it('says when, what, whom, by whom and why', () => {
    expect(eventLine(told, process.stdout)).toBe(
      '2026-11-30T12:00:00.000Z  customer.deleted         v/t/customers/A  by asha  "she moved"',
    );
    expect(eventLine(event('A'), process.stdout)).toMatch(/ {2}by asha$/);
  });

  it('has colours where these are wanted', () => {
    vi.stubEnv('NO_COLOR', undefined);
    vi.stubEnv('FORCE_COLOR', '1');
    expect(eventLine(told, process.stdout)).toContain('\u001b[31mcustomer.deleted');
  });
});

describe('the service that is followed', () => {
  it('is the local stack that runs, with the key of its seeds or another', async () => {
    const dataDir = newDirectory();
    vi.stubEnv('DATA_DIR', dataDir);
    const none = 'no local stack is running: start one with npm start';
    await expect(serviceOf({})).rejects.toThrow(none);
    const address = await listening(createServer((_, response) => response.end()));
    recordStack(dataDir, { pid: 1, dynamodb: address, kms: address });
    await expect(serviceOf({})).rejects.toThrow(none);
    recordStack(dataDir, { pid: 1, dynamodb: address, kms: address, url: 'http://localhost:3000' });
    await expect(serviceOf({})).rejects.toThrow('the local stack has no key of the operator yet');
    writeDataFile(join(dataDir, 'seeds.json'), '{"operator":{"authorization":"Bearer seed"}}');
    expect(await serviceOf({})).toEqual({ url: 'http://localhost:3000', authorization: 'Bearer seed' });
    vi.stubEnv('OPERATOR_KEY', 'own');
    expect(await serviceOf({})).toEqual({ url: 'http://localhost:3000', authorization: 'Bearer own' });
  });

  it('is a stage or an address, with a key of its own', async () => {
    const url = 'https://api.example';
    await expect(serviceOf({ url })).rejects.toThrow('OPERATOR_KEY holds no key');
    vi.stubEnv('OPERATOR_KEY', 'own');
    expect(await serviceOf({ url, stage: 'prod' })).toEqual({ url, authorization: 'Bearer own' });
    await expect(serviceOf({ stage: 'qa' })).rejects.toThrow('there is no stage qa: use dev, staging, prod');
    await expect(serviceOf({ url: 'x' })).rejects.toThrow('--url x is no address');
  });
});
