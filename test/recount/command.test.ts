import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { DynamoDBDocumentClient, GetCommand, UpdateCommand } from '@aws-sdk/lib-dynamodb';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  type Finished,
  run,
  type Service,
  shell,
  startService,
  receivablesTable as TableName,
} from '../local/run.ts';
import { runHere } from '../local/run-here.ts';
import { newDirectory } from '../support/directories.ts';

const dataDir = newDirectory();
const env = shell({ DATA_DIR: dataDir, PORT: '0' });
let service: Service;

beforeAll(async () => {
  service = await startService(env);
});

afterAll(() => service.end('SIGINT'));

const recount = (...args: string[]) => runHere(['infra/commands/recount/command.ts', ...args], env);

/** How it ended, without the lines on how far it had come. */
async function ended(finished: Promise<Finished>): Promise<Finished> {
  const { stderr, ...rest } = await finished;
  return { ...rest, stderr: stderr.replaceAll(/^recount: \d+ % .*\n/gm, '') };
}

const read = (file: string) => JSON.parse(readFileSync(join(dataDir, file), 'utf8'));

/** The seeds' linked EnKash customer. */
function linkedCustomer(): { pk: string; sk: string } {
  const { enkash } = read('seeds.json');
  return { pk: `enkash#${enkash.companyId}#${enkash.linkedCustomerId}`, sk: 'CUSTOMER' };
}

/** The engines that work on this data. */
const enginesOn = (dataDir: string): string[] =>
  spawnSync('ps', ['-eo', 'args'], { encoding: 'utf8' })
    .stdout.split('\n')
    .filter((line) => line.endsWith(join(dataDir, 'dynamodb.sqlite')));

/** Sends a request to the engine, past the service. */
async function onEngine<Answer>(ask: (client: DynamoDBDocumentClient) => Promise<Answer>): Promise<Answer> {
  const credentials = { accessKeyId: 'local', secretAccessKey: 'local' };
  const endpoint = read('stack.json').dynamodb;
  const dynamodb = new DynamoDBClient({ endpoint, region: 'local', credentials });
  const answer = await ask(DynamoDBDocumentClient.from(dynamodb));
  dynamodb.destroy();
  return answer;
}

/** Sets the linked customer's count, as no request would. */
async function setCount(linkCount: number): Promise<string> {
  const update = new UpdateCommand({
    TableName,
    Key: linkedCustomer(),
    UpdateExpression: 'SET linkCount = :count',
    ExpressionAttributeValues: { ':count': linkCount },
  });
  await onEngine((client) => client.send(update));
  return linkedCustomer().pk;
}

describe('npm run recount', () => {
  it('finds nothing where all counts agree', async () => {
    const { code, stdout, stderr } = await recount();
    expect({ code, stdout }).toEqual({ code: 0, stdout: '' });
    expect(stderr).toMatch(
      /^recount: 33 % of \d+ items to read, \ds left \(links\)\n(recount: \d+ % .*\n)*recount: 100 % of \d+ items to read \(links\)\nrecount: 0 found, 0 repaired\n$/,
    );
  });

  it('reports a line of JSON for each wrong count, and repairs when it is told to', async () => {
    const customer = await setCount(0);
    const finding = { customer, problem: 'count differs', linkCount: 0, liveLinks: 2 };
    const line = (repaired: boolean) => `${JSON.stringify({ ...finding, repaired })}\n`;

    expect(await ended(recount())).toEqual({
      code: 1,
      stdout: line(false),
      stderr: 'recount: 1 found, 0 repaired\n',
    });
    expect(await ended(recount('--fix'))).toEqual({
      code: 0,
      stdout: line(true),
      stderr: 'recount: 1 found, 1 repaired\n',
    });
    expect(await ended(recount())).toEqual({
      code: 0,
      stdout: '',
      stderr: 'recount: 0 found, 0 repaired\n',
    });
  });

  it('leaves on a repaired customer who repaired it, when, why, and from what count', async () => {
    await setCount(4);
    await recount('--fix');

    const get = new GetCommand({ TableName, Key: linkedCustomer() });
    expect((await onEngine((client) => client.send(get))).Item?.recount).toEqual({
      at: expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/),
      by: 'recount',
      requestId: expect.stringMatching(/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/),
      operation: 'recount',
      reason: 'count differs',
      from: 4,
    });
  });

  it.each([
    [['--stage', 'moon'], 'there is no stage moon'],
    [['--stage', 'dev', '--table', 'restored'], 'name a stage or a table, not both'],
    [['--table', 'restored', '--table', 'other'], '--table is given twice'],
    [['--force'], "Unknown option '--force'"],
    [['everything'], "Unexpected argument 'everything'"],
  ])('refuses %j in one line that says where help is', async (args, words) => {
    const stderr = `offboard: ${words}: npm run recount -- --help says what it takes\n`;
    expect(await recount(...args)).toEqual({ code: 1, stdout: '', stderr });
  });

  it('says in one line what AWS says of a stage that it cannot reach', async () => {
    const unreachable = shell({
      AWS_ENDPOINT_URL_DYNAMODB: 'http://127.0.0.1:9',
      AWS_REGION: 'eu-north-1',
      AWS_ACCESS_KEY_ID: 'a',
      AWS_SECRET_ACCESS_KEY: 'b',
    });
    const { code, stdout, stderr } = await run(
      ['infra/commands/recount/command.ts', '--stage', 'dev'],
      unreachable,
    );
    expect([code, stdout]).toEqual([1, '']);
    expect(stderr).toMatch(/^offboard: offboard-dev-receivables: .*ECONNREFUSED.*\n$/);
  });

  it('recounts the customers alone that a file names', async () => {
    const customer = await setCount(3);
    const { enkash } = read('seeds.json');
    const file = (id: string) => {
      const path = join(newDirectory(), 'customers.txt');
      writeFileSync(path, `enkash#${enkash.companyId}#${id}\n`);
      return path;
    };
    expect(await ended(recount('--customers', file(enkash.customerId)))).toEqual({
      code: 0,
      stdout: '',
      stderr: 'recount: 0 found, 0 repaired\n',
    });
    const finding = { customer, problem: 'count differs', linkCount: 3, liveLinks: 2, repaired: true };
    expect(await ended(recount('--fix', '--customers', file(enkash.linkedCustomerId)))).toEqual({
      code: 0,
      stdout: `${JSON.stringify(finding)}\n`,
      stderr: 'recount: 1 found, 1 repaired\n',
    });
  });

  it.each([
    ['SIGINT', 130],
    ['SIGTERM', 143],
    ['SIGHUP', 129],
  ] as const)('ends the engine that it started when it is told to end: %s', async (signal, code) => {
    const dataDir = newDirectory();
    const { DYNAMODB_ENDPOINT, ...alone } = shell({ DATA_DIR: dataDir });
    const child = spawn(process.execPath, ['infra/commands/recount/command.ts'], { env: alone });
    const exited = once(child, 'exit');
    while (enginesOn(dataDir).length === 0 && child.exitCode === null) await delay(5);
    child.kill(signal);

    expect(await exited).toEqual([code, null]);
    expect(enginesOn(dataDir)).toEqual([]);
    expect(existsSync(join(dataDir, 'stack.json'))).toBe(false);
    expect((await run(['infra/commands/recount/command.ts'], alone)).code).toBe(0);
  });

  it('recounts the table that is named', async () => {
    const local = shell({
      AWS_ENDPOINT_URL_DYNAMODB: read('stack.json').dynamodb,
      AWS_REGION: 'local',
      AWS_ACCESS_KEY_ID: 'local',
      AWS_SECRET_ACCESS_KEY: 'local',
    });
    const customer = await setCount(3);
    const args = ['infra/commands/recount/command.ts', '--table', TableName, '--fix'];
    const finding = { customer, problem: 'count differs', linkCount: 3, liveLinks: 2, repaired: true };
    expect(await ended(runHere(args, local))).toEqual({
      code: 0,
      stdout: `${JSON.stringify(finding)}\n`,
      stderr: 'recount: 1 found, 1 repaired\n',
    });
  });
});
