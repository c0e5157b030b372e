import { readFileSync, statSync } from 'node:fs';
import { connect } from 'node:net';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { bucketsDirectory, type LocalS3, startLocalS3 } from '../../infra/local/s3.ts';
import { newDirectory } from '../support/directories.ts';

const KEY = 'offboard-local-files/amili/2218/7c9e6679-7425-40de-944b-e07fc1f90ae7';
const content = Buffer.from([0, 1, 254, 255]);

let s3: LocalS3;

afterEach(() => s3.close());

const send = async (method: string, path: string, body?: Buffer, endpoint = s3.endpoint) => {
  const response = await fetch(`${endpoint}/${path}`, { method, ...(body && { body }) });
  return [response.status, Buffer.from(await response.arrayBuffer())] as const;
};

const refused = (status: number, code: string) => [
  status,
  Buffer.from(`<?xml version="1.0"?><Error><Code>${code}</Code></Error>`),
];

describe.each([
  ['on disk', newDirectory],
  ['in memory', () => undefined],
])('the local S3, %s', (_, directory) => {
  it('gives back what it was given, the last of it', async () => {
    s3 = await startLocalS3(directory());
    expect(await send('PUT', KEY, Buffer.from('before'))).toEqual([200, Buffer.alloc(0)]);
    expect(await send('PUT', KEY, content)).toEqual([200, Buffer.alloc(0)]);
    expect(await send('GET', KEY)).toEqual([200, content]);
  });

  it('tells nobody who may not list a bucket that an object is missing', async () => {
    s3 = await startLocalS3(directory());
    expect(await send('GET', KEY)).toEqual(refused(403, 'AccessDenied'));
  });

  it('is closed to who has not its token', async () => {
    s3 = await startLocalS3(directory());
    await send('PUT', KEY, content);
    const { origin } = new URL(s3.endpoint);
    for (const endpoint of [origin, `${origin}/${'0'.repeat(32)}`]) {
      expect(await send('GET', KEY, undefined, endpoint)).toEqual(refused(403, 'AccessDenied'));
      expect(await send('PUT', KEY, content, endpoint)).toEqual(refused(403, 'AccessDenied'));
    }
  });

  it('knows two actions', async () => {
    s3 = await startLocalS3(directory());
    expect(await send('DELETE', KEY)).toEqual(refused(405, 'MethodNotAllowed'));
  });
});

describe('the files of the local S3', () => {
  it('are there for the next start, and for their owner alone', async () => {
    const dataDir = newDirectory();
    s3 = await startLocalS3(dataDir);
    await send('PUT', KEY, content);
    await s3.close();
    const file = join(bucketsDirectory(dataDir), KEY);
    expect(readFileSync(file)).toEqual(content);
    expect(statSync(file).mode & 0o777).toBe(0o600);
    expect(statSync(bucketsDirectory(dataDir)).mode & 0o777).toBe(0o700);

    s3 = await startLocalS3(dataDir);
    expect(await send('GET', KEY)).toEqual([200, content]);
  });

  it('are named as they are asked for: nothing is decoded that could lead out', async () => {
    const dataDir = newDirectory();
    s3 = await startLocalS3(dataDir);
    expect(await rawStatus('offboard-local-files/amili/%2e%2e/..%2f')).toBe(200);
    const written = join(bucketsDirectory(dataDir), 'offboard-local-files/amili/%2e%2e/..%2f');
    expect(readFileSync(written, 'utf8')).toBe('a');
  });

  it.each([
    'offboard-local-files/amili/2218/..',
    '../offboard-local-files/amili/x',
    'offboard-local-files/amili/2218',
    'offboard-local-files/amili/2218/a/b',
    'offboard-local-files/amili//a',
    'offboard-local-files/amili/2218/a?x=1',
    'offboard-local-files/amili/2218/a\\b',
  ])('are never outside of their directory: %s', async (path) => {
    s3 = await startLocalS3(newDirectory());
    // fetch would shorten the path by itself.
    const status = await rawStatus(path);
    expect(status).toBe(403);
  });
});

/** The status of a PUT whose path is sent as it is. */
async function rawStatus(path: string): Promise<number> {
  const { port, pathname } = new URL(s3.endpoint);
  const socket = connect(Number(port), '127.0.0.1');
  socket.write(
    `PUT ${pathname}/${path} HTTP/1.1\r\nHost: x\r\nContent-Length: 1\r\nConnection: close\r\n\r\na`,
  );
  let answer = '';
  for await (const chunk of socket) answer += chunk;
  return Number(answer.split(' ')[1]);
}
