import { once } from 'node:events';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { REJECT_UNROUTED } from '../../functions/operations.ts';
import { logs } from '../../infra/commands/smoke/logs.ts';
import { type LocalStack, startStack } from '../../infra/local/stack.ts';
import { run, type Service as Started, shell, startService } from '../local/run.ts';
import { runHere } from '../local/run-here.ts';
import { newDirectory } from '../support/directories.ts';
import { answer, Service } from './service.ts';

const COMMAND = 'infra/commands/smoke/command.ts';

describe('npm run smoke, on the local stack', () => {
  const env = shell({ DATA_DIR: newDirectory(), PORT: '0' });
  let started: Started;

  beforeAll(async () => {
    started = await startService(env);
  });

  afterAll(() => started.end('SIGINT'));

  it('finds it, and finds nothing wrong', async () => {
    const { code, stdout, stderr } = await run([COMMAND], env);
    expect(stdout).toMatch(/\n0 of 11 checks failed, 2 do not apply, \d+\.\d s\n$/);
    expect(stdout.startsWith(`${started.url}, stage local\nok    health: version `)).toBe(true);
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
  });

  it.each([
    [['--stage', 'moon'], 'there is no stage moon: use dev, staging, prod'],
    [['--url', 'nowhere'], '--url nowhere is no address'],
  ])('refuses %j in one line', async (args, words) => {
    const stderr = `offboard: ${words}\n`;
    expect(await runHere([COMMAND, ...args], env)).toEqual({ code: 1, stdout: '', stderr });
  });

  it('says in one line that no stack runs', async () => {
    const stderr = 'offboard: no local stack is running: start one with npm start\n';
    expect(await runHere([COMMAND], shell({ DATA_DIR: newDirectory() }))).toEqual({
      code: 1,
      stdout: '',
      stderr,
    });
  });
});

describe('npm run smoke -- --stage dev, on stand-ins for what AWS answers', () => {
  const service = new Service();
  let stack: LocalStack;
  let aws: Server;
  let env: NodeJS.ProcessEnv;
  /** Ids that CloudWatch finds a line of. */
  let hasLineOf: (id: string) => boolean;

  /** As API Gateway: an id of the request, and a throttle. */
  function throttle(): void {
    let served = 0;
    service.breakages.set('service/health/get-health', (told) => ({
      ...told,
      headers: { ...told.headers, 'apigw-requestid': 'access-1' },
    }));
    service.breakages.set(REJECT_UNROUTED, (told) =>
      // The unrouted paths of the check before are among them.
      ++served > 67 ? answer(429, { message: 'Too Many Requests' }) : told,
    );
  }

  async function answerAs(request: IncomingMessage, response: ServerResponse, url: string): Promise<void> {
    const body = await text(request);
    const action = request.headers['x-amz-target']?.toString().split('.')[1];
    if (action === undefined) {
      expect(body).toContain('StackName=offboard-dev-api');
      response.end(stackOf(url));
    } else {
      response.setHeader('content-type', 'application/x-amz-json-1.1');
      const { logGroupNamePrefix, filterPattern } = JSON.parse(body);
      if (action === 'DescribeLogGroups')
        response.end(JSON.stringify({ logGroups: [{ logGroupName: `${logGroupNamePrefix}1A2B` }] }));
      else {
        const isThere = hasLineOf(String(filterPattern).replaceAll('"', ''));
        response.end(JSON.stringify({ events: isThere ? [{ message: '{}' }] : [] }));
      }
    }
  }

  beforeAll(async () => {
    stack = await startStack({ stage: 'dev' });
    const url = await service.listen();
    aws = createServer((request, response) => void answerAs(request, response, url)).listen(0, '127.0.0.1');
    await once(aws, 'listening');
    env = shell({
      AWS_ENDPOINT_URL: `http://127.0.0.1:${(aws.address() as AddressInfo).port}`,
      AWS_ENDPOINT_URL_DYNAMODB: process.env.AWS_ENDPOINT_URL_DYNAMODB as string,
      AWS_ENDPOINT_URL_KMS: process.env.AWS_ENDPOINT_URL_KMS as string,
      AWS_REGION: 'eu-north-1',
      AWS_ACCESS_KEY_ID: 'a',
      AWS_SECRET_ACCESS_KEY: 'b',
    });
  });

  afterEach(() => service.breakages.clear());

  afterAll(async () => {
    aws.close();
    service.close();
    await stack.close();
  });

  const smoke = () => run([COMMAND, '--stage', 'dev'], env);

  it('finds nothing wrong, in its throttles and logs neither', async () => {
    throttle();
    hasLineOf = (id) => id === 'access-1' || service.traces.has(id);
    const { code, stdout, stderr } = await smoke();
    expect(stdout).toMatch(/\nok {4}throttles: 120 of 180 requests at once answered 429\n/);
    expect(stdout).toMatch(/\nok {4}logs: 4 of our requests found, by the ids in their answers\n/);
    expect(stdout).toMatch(/\n0 of 11 checks failed, 0 do not apply, \d+\.\d s\n$/);
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
  });

  it('exits with 1, and says in a line each what is wrong', { timeout: 90_000 }, async () => {
    hasLineOf = (id) => service.traces.has(id) && id !== 'access-1';
    service.breakages.set('amili/customers/delete-customer', () => answer(200, { result: 'DELETED' }));
    const { code, stdout, stderr } = await smoke();
    const failures = stdout.split('\n').filter((line) => line.startsWith('FAIL'));
    expect(failures).toEqual([
      expect.stringMatching(
        /^FAIL {2}Amili: DELETE \S+ answered 200 .*, not 422 \{"result":"HAS_ATTACHMENTS"\}$/,
      ),
      expect.stringMatching(/^FAIL {2}credentials: DELETE \/clients\/1\/customers\/1 answered 200 /),
      expect.stringMatching(/^FAIL {2}other tenants: DELETE \S+ of another tenant answered 200 /),
      'FAIL  throttles: 180 requests at once were all answered, not one with 429',
    ]);
    expect(stdout).toMatch(/\n4 of 11 checks failed, 0 do not apply, \d+\.\d s\n$/);
    expect({ code, stderr }).toEqual({ code: 1, stderr: '' });
  });

  it('names the log that has no line of a request', async () => {
    process.env.AWS_ENDPOINT_URL_CLOUDWATCH_LOGS = env.AWS_ENDPOINT_URL as string;
    hasLineOf = (id) => id === 'told';
    const lines = (...ids: readonly string[]) =>
      logs({ stage: 'dev', logged: ids.map((id) => ({ stack: 'enkash', log: 'Log', id })) }, 0);
    expect(await lines('told')).toBe('1 of our requests found, by the ids in their answers');
    await expect(lines('told', 'lost')).rejects.toThrow(
      'offboard-dev-enkash-Log1A2B has no line of request lost',
    );
  });
});

const stackOf = (url: string): string => `<DescribeStacksResponse
  xmlns="http://cloudformation.amazonaws.com/doc/2010-05-15/"><DescribeStacksResult><Stacks><member>
  <StackName>offboard-dev-api</StackName><CreationTime>2026-11-21T12:00:00Z</CreationTime>
  <StackStatus>CREATE_COMPLETE</StackStatus><Outputs><member><OutputKey>ApiUrl</OutputKey>
  <OutputValue>${url}</OutputValue></member></Outputs></member></Stacks></DescribeStacksResult>
  </DescribeStacksResponse>`;
