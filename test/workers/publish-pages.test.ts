import { writeFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import type { CloudFormationCustomResourceEvent } from 'aws-lambda';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { PublishedFile } from '../../functions/workers/publish-pages.ts';
import { newDirectory } from '../support/directories.ts';

// It waits for its permissions to reach S3: here, no time at all.
vi.mock('node:timers/promises', () => ({ setTimeout: () => Promise.resolve() }));

/** S3 and CloudFormation's answer URL in one: what lies in the bucket, in which order it came, and what was told. */
let objects: Map<string, { type: string; cacheControl: string; content: string }>;
let order: string[];
let told: unknown[];
/** Requests that S3 refuses before it takes one. */
let denials: number;
let bucketIsGone: boolean;
let server: Server;
let endpoint: string;

beforeEach(async () => {
  objects = new Map();
  order = [];
  told = [];
  denials = 0;
  bucketIsGone = false;
  server = createServer(async (request, response) => {
    const body = await text(request);
    const { pathname, searchParams } = new URL(request.url!, 'http://s3');
    if (pathname === '/answer') {
      told.push(JSON.parse(body));
      return response.end();
    }
    const refuse = (status: number, code: string) =>
      response.writeHead(status).end(`<Error><Code>${code}</Code><Message>no</Message></Error>`);
    if (bucketIsGone) return refuse(404, 'NoSuchBucket');
    if (denials-- > 0) return refuse(403, 'AccessDenied');
    const key = decodeURIComponent(pathname.replace(/^\/pages-of-dev\/?/, ''));
    if (request.method === 'PUT') {
      order.push(key);
      const { 'content-type': type = '', 'cache-control': cacheControl = '' } = request.headers;
      objects.set(key, { type, cacheControl, content: body });
    } else if (searchParams.has('delete')) {
      for (const [, gone] of body.matchAll(/<Key>(.*?)<\/Key>/g)) objects.delete(gone!);
      return response.end('<DeleteResult/>');
    } else {
      const contents = [...objects.keys()].map((each) => `<Contents><Key>${each}</Key></Contents>`);
      return response.end(`<ListBucketResult>${contents.join('')}</ListBucketResult>`);
    }
    response.end();
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  endpoint = `http://127.0.0.1:${(server.address() as { port: number }).port}`;
  vi.stubEnv('AWS_ENDPOINT_URL_S3', endpoint);
});

afterEach(() => {
  vi.unstubAllEnvs();
  vi.resetModules();
  server.close();
  server.closeAllConnections();
});

const ids = { RequestId: 'request', StackId: 'stack', LogicalResourceId: 'PublishedPages' };
const done = { ...ids, PhysicalResourceId: 'pages-of-dev', Status: 'SUCCESS' };

const file = (key: string, content: string): PublishedFile => {
  const isImmutable = key.endsWith('.js');
  return {
    ...{ key, isImmutable, type: isImmutable ? 'text/javascript' : 'text/html' },
    cacheControl: isImmutable ? 'immutable' : 'no-cache',
    content: Buffer.from(content).toString('base64'),
  };
};

/** The files that each version of the pages has. */
const VERSIONS = {
  first: [file('console/index.html', 'first'), file('console/main-1.js', '1')],
  second: [file('console/index.html', 'second'), file('console/main-2.js', '2')],
  third: [file('console/index.html', 'third'), file('console/main-3.js', '3'), file('docs/', 'd')],
};
type Version = keyof typeof VERSIONS;

const keysOf = (version: Version) => VERSIONS[version].map(({ key }) => key);

async function deploy(RequestType: string, version: Version, before?: Version): Promise<void> {
  const code = newDirectory();
  writeFileSync(join(code, 'pages.json'), JSON.stringify(VERSIONS[version]));
  vi.stubEnv('LAMBDA_TASK_ROOT', code);
  const { handler } = await import('../../functions/workers/publish-pages.ts');
  await handler({
    ...{ ...ids, RequestType, ResponseURL: `${endpoint}/answer` },
    ResourceProperties: { ServiceToken: 'arn', Bucket: 'pages-of-dev', Keys: keysOf(version) },
    ...(before && { OldResourceProperties: { Bucket: 'pages-of-dev', Keys: keysOf(before) } }),
  } as unknown as CloudFormationCustomResourceEvent);
}

describe('the custom resource that publishes pages', () => {
  it('Create: stores each file as it is to be sent, and documents after what they name', async () => {
    await deploy('Create', 'third');

    expect(Object.fromEntries(objects)).toEqual({
      'console/index.html': { type: 'text/html', cacheControl: 'no-cache', content: 'third' },
      'console/main-3.js': { type: 'text/javascript', cacheControl: 'immutable', content: '3' },
      'docs/': { type: 'text/html', cacheControl: 'no-cache', content: 'd' },
    });
    expect(order[0]).toBe('console/main-3.js');
    expect(told).toEqual([done]);
  });

  it('Update: keeps the files of the version before, which pages that are open may load, and no older ones', async () => {
    await deploy('Create', 'first');
    await deploy('Update', 'second', 'first');
    expect([...objects.keys()].sort()).toEqual([
      'console/index.html',
      'console/main-1.js',
      'console/main-2.js',
    ]);

    await deploy('Update', 'third', 'second');

    expect([...objects.keys()].sort()).toEqual([
      ...['console/index.html', 'console/main-2.js', 'console/main-3.js', 'docs/'],
    ]);
    expect(objects.get('console/index.html')?.content).toBe('third');
    expect(told).toEqual([done, done, done]);
  });

  it('Update: puts back the version before where CloudFormation rolls back', async () => {
    await deploy('Create', 'first');
    await deploy('Update', 'second', 'first');
    await deploy('Update', 'first', 'second');

    expect(objects.get('console/index.html')?.content).toBe('first');
    expect(objects.has('console/main-1.js')).toBe(true);
  });

  it('Delete: empties the bucket, which CloudFormation could not remove else', async () => {
    await deploy('Create', 'third');
    await deploy('Delete', 'third');

    expect([...objects]).toEqual([]);
    expect(told).toEqual([done, done]);
  });

  it('Delete: has nothing to do where somebody has removed the bucket', async () => {
    bucketIsGone = true;
    await deploy('Delete', 'third');

    expect(told).toEqual([done]);
  });

  it('waits for its permissions', async () => {
    denials = 3;
    await deploy('Create', 'first');

    expect([...objects.keys()].sort()).toEqual(keysOf('first'));
    expect(told).toEqual([done]);
  });

  it('gives up after ten attempts, and says why', async () => {
    denials = Number.POSITIVE_INFINITY;
    await deploy('Create', 'first');

    expect(told).toEqual([{ ...done, Status: 'FAILED', Reason: 'AccessDenied: no' }]);
    expect(objects.size).toBe(0);
  });
});
