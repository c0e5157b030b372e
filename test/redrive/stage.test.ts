import { once } from 'node:events';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { redrive, type Told } from '../../infra/commands/redrive/redrive.ts';
import { stageKeeper } from '../../infra/commands/redrive/stage-keeper.ts';
import { run, shell } from '../local/run.ts';

const BUCKET = 'given-up';
const COMMAND = 'infra/commands/redrive/command.ts';

/** What Lambda keeps of a call of `record-changes` or of another function. */
function keptCall(sequenceNumber: number, name = 'offboard-dev-workers-record-changes', isText = true) {
  const Records = [
    {
      eventID: `event-${sequenceNumber}`,
      eventName: 'INSERT',
      dynamodb: {
        Keys: { pk: { S: 'amili#7#C1' }, sk: { S: 'CUSTOMER' } },
        NewImage: { pk: { S: 'amili#7#C1' }, sk: { S: 'CUSTOMER' } },
        SequenceNumber: String(sequenceNumber),
      },
    },
  ];
  return JSON.stringify({
    requestContext: {
      requestId: 'b6b1d2f4-0000-4000-8000-000000000000',
      functionArn: `arn:aws:lambda:eu-north-1:123456789012:function:${name}:$LATEST`,
      condition: 'RetryAttemptsExhausted',
      approximateInvokeCount: 31,
    },
    responseContext: { statusCode: 200, executedVersion: '$LATEST', functionError: 'Unhandled' },
    version: '1.0',
    timestamp: '2026-11-30T12:00:00.000Z',
    DDBStreamBatchInfo: { shardId: 'shardId-1', batchSize: 1 },
    payload: isText ? JSON.stringify({ Records }) : { Records },
  });
}

const key = (name: string): string => `aws/lambda/mapping/shardId-1/2026/11/30/${name}`;

describe('npm run redrive -- --stage dev, on stand-ins for what AWS answers', () => {
  let aws: Server;
  let env: NodeJS.ProcessEnv;
  let objects: Map<string, string>;
  /** What the functions were called with, and what they answer. */
  let calls: [string, unknown][];
  let answers: { readonly body: unknown; readonly error?: string }[];

  async function respond(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const body = await text(request);
    const { pathname, searchParams } = new URL(request.url as string, 'http://aws');
    const object = pathname.slice(`/${BUCKET}/`.length);
    if (pathname.startsWith('/2015-03-31/functions/')) {
      calls.push([pathname, JSON.parse(body)]);
      const { body: answer, error } = answers.shift() ?? { body: { batchItemFailures: [] } };
      if (error) response.setHeader('x-amz-function-error', error);
      response.setHeader('x-amzn-requestid', 'request-1');
      response.end(JSON.stringify(answer));
    } else if (body.includes('Action=DescribeStacks')) {
      expect(body).toContain('StackName=offboard-dev-workers');
      response.end(STACK);
    } else if (searchParams.get('list-type') === '2') {
      expect([object, searchParams.get('prefix')]).toEqual(['', 'aws/lambda/']);
      response.end(listOf([...objects.keys()]));
    } else if (request.method === 'DELETE') {
      objects.delete(object);
      response.writeHead(204).end();
    } else response.end(objects.get(object));
  }

  beforeAll(async () => {
    aws = createServer((request, response) => void respond(request, response)).listen(0, '127.0.0.1');
    await once(aws, 'listening');
    const credentials = { AWS_REGION: 'eu-north-1', AWS_ACCESS_KEY_ID: 'a', AWS_SECRET_ACCESS_KEY: 'b' };
    const endpoint = `http://127.0.0.1:${(aws.address() as AddressInfo).port}`;
    env = shell({ AWS_ENDPOINT_URL: endpoint, ...credentials });
    for (const service of ['S3', 'LAMBDA']) vi.stubEnv(`AWS_ENDPOINT_URL_${service}`, endpoint);
  });

  beforeEach(() => {
    objects = new Map();
    calls = [];
    answers = [];
  });

  afterAll(() => {
    vi.unstubAllEnvs();
    aws.close();
  });

  async function command() {
    const { stdout, ...rest } = await run([COMMAND, '--stage', 'dev'], env);
    return {
      ...rest,
      lines: stdout
        .split('\n')
        .filter(Boolean)
        .map((line) => JSON.parse(line)),
    };
  }

  /** The same within this process. */
  async function here() {
    const lines: Told[] = [];
    const keeper = stageKeeper('dev', BUCKET);
    await redrive(keeper, { dryRun: false, report: (told) => lines.push(told) });
    keeper.close();
    return lines;
  }

  const FUNCTION = '/2015-03-31/functions/offboard-dev-workers-record-changes/invocations';

  const toldOf = (name: string, sequence: number) => ({
    place: key(name),
    worker: 'workers/record-changes',
    at: '2026-11-30T12:00:00.000Z',
    why: 'offboard-dev-workers-record-changes: RetryAttemptsExhausted after 31 calls',
    items: [`amili#7#C1 CUSTOMER at ${sequence}`],
  });

  it('calls the functions in the order of the stream, and removes what is done', async () => {
    objects.set(key('later'), keptCall(100, undefined, false)).set(key('sooner'), keptCall(99));

    expect(await command()).toEqual({
      code: 0,
      lines: [
        { ...toldOf('sooner', 99), outcome: 'done' },
        { ...toldOf('later', 100), outcome: 'done' },
      ],
      stderr: 'redrive: 2 given up, 2 replayed, 0 left\n',
    });
    expect(calls).toEqual([
      [FUNCTION, JSON.parse(JSON.parse(keptCall(99)).payload)],
      [FUNCTION, JSON.parse(JSON.parse(keptCall(100)).payload)],
    ]);
    expect([...objects.keys()]).toEqual([]);
  });

  const remaining = (error: unknown) => ({ ...toldOf('one', 99), outcome: 'remains', errors: [error] });

  it('keeps an object whose function says that it failed, and exits with 1', async () => {
    objects.set(key('one'), keptCall(99));
    answers = [{ body: { batchItemFailures: [{ itemIdentifier: '99' }] } }];

    expect(await command()).toEqual({
      code: 1,
      lines: [remaining(expect.stringMatching(/ 99: it failed again: .* the request request-1$/))],
      stderr: 'redrive: 1 given up, 0 replayed, 1 left\n',
    });
    expect([...objects.keys()]).toEqual([key('one')]);
  });

  it.each([
    ['why it ended', { body: { errorMessage: 'it is broken' }, error: 'Unhandled' }, / 99: it is broken$/],
    ['nothing that a worker says', { body: null }, / 99: it failed again: /],
  ])('keeps an object whose function says %s', async (_, answer, words) => {
    objects.set(key('one'), keptCall(99));
    answers = [answer];

    expect(await here()).toEqual([remaining(expect.stringMatching(words))]);
    expect([...objects.keys()]).toEqual([key('one')]);
  });

  it('keeps what is no record of Lambda, and that of a function which is no worker of the stage', async () => {
    objects.set(key('note'), 'a note').set(key('prod'), keptCall(99, 'offboard-prod-workers-record-changes'));

    expect((await here()).map(({ errors }) => errors)).toEqual([
      ['it cannot be read'],
      ['the service has no such worker'],
    ]);
    expect([calls, objects.size]).toEqual([[], 2]);
  });
});

const STACK = `<DescribeStacksResponse
  xmlns="http://cloudformation.amazonaws.com/doc/2010-05-15/"><DescribeStacksResult><Stacks><member>
  <StackName>offboard-dev-workers</StackName><CreationTime>2026-11-21T12:00:00Z</CreationTime>
  <StackStatus>CREATE_COMPLETE</StackStatus><Outputs><member><OutputKey>GivenUpRecords</OutputKey>
  <OutputValue>${BUCKET}</OutputValue></member></Outputs></member></Stacks></DescribeStacksResult>
  </DescribeStacksResponse>`;

const listOf = (keys: readonly string[]): string =>
  `<ListBucketResult><Name>${BUCKET}</Name><IsTruncated>false</IsTruncated>${keys
    .map((Key) => `<Contents><Key>${Key}</Key><LastModified>2026-11-30T12:00:00Z</LastModified></Contents>`)
    .join('')}</ListBucketResult>`;
