import { createServer, type Server } from 'node:http';
import { text } from 'node:stream/consumers';
import type { CloudFormationCustomResourceEvent } from 'aws-lambda';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { makeSigningKey } from '../../infra/local/signing-key.ts';

// It waits for its permissions to reach KMS: here, no time at all.
vi.mock('node:timers/promises', () => ({ setTimeout: () => Promise.resolve() }));

const KeyArn = 'arn:aws:kms:eu-central-1:123456789012:key/1234abcd';
const { publicKey } = makeSigningKey();

/** KMS and CloudFormation's answer URL in one: what KMS answers next, and what CloudFormation was told. */
let kmsAnswers: { status: number; body: unknown }[];
let asked: unknown[];
let told: { method: string; type: string | undefined; body: unknown }[];
let urlStatus: number;
let server: Server;
let endpoint: string;

beforeEach(async () => {
  kmsAnswers = [];
  asked = [];
  told = [];
  urlStatus = 200;
  server = createServer(async (request, response) => {
    const body = JSON.parse(await text(request));
    if (request.url === '/answer') {
      told.push({ method: request.method!, type: request.headers['content-type'], body });
      return response.writeHead(urlStatus).end();
    }
    asked.push([request.headers['x-amz-target'], body]);
    const next = kmsAnswers.shift()!;
    response
      .writeHead(next.status, { 'content-type': 'application/x-amz-json-1.1' })
      .end(JSON.stringify(next.body));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  endpoint = `http://127.0.0.1:${(server.address() as { port: number }).port}`;
  vi.stubEnv('AWS_ENDPOINT_URL_KMS', endpoint);
});

afterEach(() => {
  vi.unstubAllEnvs();
  vi.resetModules();
  server.close();
  server.closeAllConnections();
});

const ids = { RequestId: 'request', StackId: 'stack', LogicalResourceId: 'PublicKey' };
const key = { status: 200, body: { KeyId: KeyArn, PublicKey: publicKey } };
const denied = { status: 400, body: { __type: 'AccessDeniedException', message: 'not yet' } };

async function handle(RequestType: 'Create' | 'Update' | 'Delete'): Promise<void> {
  const { handler } = await import('../../functions/workers/read-public-key.ts');
  await handler({
    ...ids,
    RequestType,
    ResponseURL: `${endpoint}/answer`,
    ResourceProperties: { ServiceToken: 'arn', KeyArn },
  } as unknown as CloudFormationCustomResourceEvent);
}

const answer = (rest: Record<string, unknown>) => [
  { method: 'PUT', type: '', body: { ...ids, PhysicalResourceId: KeyArn, ...rest } },
];

describe('the custom resource that reads the public key', () => {
  it.each(['Create', 'Update'] as const)('%s: answers with DER in base64, as KMS gave it', async (type) => {
    kmsAnswers.push(key);

    await handle(type);

    expect(asked).toEqual([['TrentService.GetPublicKey', { KeyId: KeyArn }]]);
    expect(told).toEqual(answer({ Status: 'SUCCESS', Data: { PublicKey: publicKey } }));
  });

  it('Delete: has nothing to do', async () => {
    await handle('Delete');

    expect(asked).toEqual([]);
    expect(told).toEqual(answer({ Status: 'SUCCESS' }));
  });

  it('waits for its permissions', async () => {
    kmsAnswers.push(denied, denied, key);

    await handle('Create');

    expect(told).toEqual(answer({ Status: 'SUCCESS', Data: { PublicKey: publicKey } }));
  });

  it('gives up after ten attempts, and says why', async () => {
    kmsAnswers.push(...Array(10).fill(denied));

    await handle('Create');

    expect(told).toEqual(answer({ Status: 'FAILED', Reason: 'AccessDeniedException: not yet' }));
    expect(asked).toHaveLength(10);
  });

  it('fails at once for any other reason', async () => {
    kmsAnswers.push({ status: 400, body: { __type: 'NotFoundException', message: 'no such key' } });

    await handle('Create');

    expect(told).toEqual(answer({ Status: 'FAILED', Reason: 'NotFoundException: no such key' }));
  });

  it('throws when CloudFormation does not take the answer, so that Lambda invokes it again', async () => {
    urlStatus = 503;

    await expect(handle('Delete')).rejects.toThrow('CloudFormation did not take the answer: HTTP 503');
  });
});
