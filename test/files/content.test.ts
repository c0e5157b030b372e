import type { IncomingMessage, ServerResponse } from 'node:http';
import { afterEach, describe, expect, it } from 'vitest';
import { readContent, storeContent } from '../../shared/files/content.ts';
import { type FileStore, files } from '../../shared/files/store.ts';
import { type Received, startSignedServer } from '../support/signed-server.ts';

type Answer = (received: Received, response: ServerResponse, request: IncomingMessage) => void;

let server: Awaited<ReturnType<typeof startSignedServer>> | undefined;

afterEach(() => server?.close());

const ref = { vendor: 'v', tenant: 'live:1', id: '7c9e6679-7425-40de-944b-e07fc1f90ae7' };
const PATH = '/bucket/v/live%3A1/7c9e6679-7425-40de-944b-e07fc1f90ae7';
const content = Buffer.from([0, 1, 254, 255]);

/** Answers in turn; the last one goes on. */
async function storeThat(...answers: readonly Answer[]): Promise<FileStore> {
  let asked = 0;
  server = await startSignedServer((...request) => {
    answers[Math.min(asked++, answers.length - 1)]?.(...request);
  });
  return { url: `${server.url}/bucket`, deadline: performance.now() + 1_500 };
}

const ok =
  (body: Buffer | string = ''): Answer =>
  (_, response) =>
    response.writeHead(200).end(body);

const refuses =
  (status: number, code: string): Answer =>
  (_, response) =>
    response.writeHead(status).end(`<?xml version="1.0"?><Error><Code>${code}</Code></Error>`);

const hangsUp: Answer = (_, __, request) => request.socket.destroy();

describe('the content of a file', () => {
  it('is stored by one signed PUT of its bytes, under its vendor, tenant and id', async () => {
    const store = await storeThat(ok());
    await storeContent(store, ref, content);
    expect(server?.received).toEqual([{ method: 'PUT', path: PATH, content, isSigned: true }]);
  });

  it('is read by one signed GET', async () => {
    const store = await storeThat(ok(content));
    expect(Buffer.from(await readContent(store, ref))).toEqual(content);
    expect(server?.received).toEqual([
      { method: 'GET', path: PATH, content: Buffer.alloc(0), isSigned: true },
    ]);
  });

  it('may be nothing', async () => {
    const store = await storeThat(ok());
    await storeContent(store, ref, Buffer.alloc(0));
    expect(await readContent(store, ref)).toHaveLength(0);
    expect(server?.received.map(({ isSigned }) => isSigned)).toEqual([true, true]);
  });

  it.each([
    ['503 SlowDown', refuses(503, 'SlowDown')],
    ['500 InternalError', refuses(500, 'InternalError')],
    ['400 RequestTimeout', refuses(400, 'RequestTimeout')],
    ['no answer', hangsUp],
  ])('is sent again after %s, the same bytes to the same place', async (_, fails) => {
    const store = await storeThat(fails, fails, ok());
    await storeContent(store, ref, content);
    const put = { method: 'PUT', path: PATH, content, isSigned: true };
    expect(server?.received).toEqual([put, put, put]);
  });

  it('is read again where the answer does not come to its end', async () => {
    const half: Answer = (_, response, request) => {
      response.writeHead(200, { 'content-length': '4' });
      response.write(content.subarray(0, 2), () => request.socket.destroy());
    };
    const store = await storeThat(half, ok(content));
    expect(Buffer.from(await readContent(store, ref))).toEqual(content);
    expect(server?.received).toHaveLength(2);
  });

  it.each([
    ['throttled', refuses(503, 'SlowDown'), 'given up: the store of files answered 503 SlowDown'],
    ['unread', refuses(500, 'InternalError'), 'given up: the store of files answered 500 InternalError'],
    ['unread', hangsUp, 'given up: socket hang up'],
  ])('is given up when the time is over: %s', async (known, fails, message) => {
    const store = await storeThat(fails);
    const expected = expect.objectContaining({ name: 'GaveUp', known, message });
    await expect(storeContent(store, ref, content)).rejects.toEqual(expected);
    expect(server?.received.length).toBeGreaterThan(1);
  });

  it.each([
    [403, 'AccessDenied'],
    [404, 'NoSuchBucket'],
  ])('fails at once where it may not: %d %s', async (status, code) => {
    const store = await storeThat(refuses(status, code));
    const message = `the store of files answered ${status} ${code}`;
    await expect(storeContent(store, ref, content)).rejects.toThrow(message);
    await expect(readContent(store, ref)).rejects.toThrow(message);
    expect(server?.received).toHaveLength(2);
  });

  it('is not what any other answer than 200 brings', async () => {
    const store = await storeThat((_, response) => response.writeHead(204).end());
    await expect(readContent(store, ref)).rejects.toThrow('the store of files answered 204 StoreFailure');
  });
});

describe('the store of files', () => {
  it('is the one of the stage', async () => {
    expect(files()).toEqual({ url: process.env.FILES_URL });
    const store = files({ deadline: performance.now() + 5_000 });
    await storeContent(store, ref, content);
    expect(Buffer.from(await readContent(store, ref))).toEqual(content);
  });
});
