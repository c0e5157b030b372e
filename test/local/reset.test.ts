import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { DynamoDBClient, paginateListTables } from '@aws-sdk/client-dynamodb';
import { expect, it, vi } from 'vitest';
import { startEmbeddedDynamoDb } from '../../infra/local/embedded-dynamodb.ts';
import type { Seeds } from '../../infra/local/seeds.ts';
import { startStack } from '../../infra/local/stack.ts';
import { newDirectory } from '../support/directories.ts';
import { run, shell, startService } from './run.ts';
import { runHere } from './run-here.ts';

const { DYNAMODB_ENDPOINT, LOCAL_STAGE, ...plain } = shell();

const reset = (env: NodeJS.ProcessEnv, ...args: string[]) =>
  runHere(['infra/commands/reset.ts', ...args], env);

/** EnKash's samples of the stack on this data. */
const samplesIn = (dataDir: string): Seeds['enkash'] =>
  (JSON.parse(readFileSync(join(dataDir, 'seeds.json'), 'utf8')) as Seeds).enkash;

it('leaves nothing of a stack that has ended or was killed, and touches none that runs', async () => {
  const dataDir = newDirectory();
  const env = { ...plain, DATA_DIR: dataDir, PORT: '0' };
  const first = await startService(env);
  await first.end('SIGINT');
  const { linkedCustomerId } = samplesIn(dataDir);
  const keyOf = () => readFileSync(join(dataDir, 'signing-key.pem'), 'utf8');
  const key = keyOf();
  const files = ['dynamodb.sqlite', 'env.sh', 'files', 'seeds.json', 'signing-key.pem', 'workers'];
  expect(readdirSync(dataDir).sort()).toEqual(files);
  writeFileSync(join(dataDir, 'sam.json'), '{}');

  const emptied = await run(['infra/commands/reset.ts'], env);
  expect(emptied).toEqual({ code: 0, stdout: `emptied ${dataDir}\n`, stderr: '' });
  expect(readdirSync(dataDir)).toEqual(['sam.json']);

  const second = await startService(env);
  const samples = samplesIn(dataDir);
  expect(samples.linkedCustomerId).not.toBe(linkedCustomerId);
  expect(keyOf()).not.toBe(key);
  const path = `/api/v0/customer/${samples.linkedCustomerId}`;
  const { authorization } = samples;
  const answer = await fetch(`${second.url}${path}`, { method: 'DELETE', headers: { authorization } });
  expect(answer.status).toBe(422);

  // While it runs it is left alone, and goes on.
  const own = readdirSync(dataDir).sort();
  const stderr = `offboard: a stack runs on ${dataDir} (process ${second.process.pid}): end it before you reset\n`;
  expect(await reset(env)).toEqual({ code: 1, stdout: '', stderr });
  expect(readdirSync(dataDir).sort()).toEqual(own);
  expect((await fetch(`${second.url}/health`)).status).toBe(200);

  // The engine that a killed stack has left is ended: it would go on with the removed files.
  const { dynamodb } = JSON.parse(readFileSync(join(dataDir, 'stack.json'), 'utf8'));
  await second.end('SIGKILL');
  expect((await fetch(dynamodb)).status).toBeGreaterThan(0);
  expect((await reset(env)).code).toBe(0);
  await expect(fetch(dynamodb)).rejects.toThrow('fetch failed');
  expect(readdirSync(dataDir)).toEqual(['sam.json']);
});

it('has nothing against data that were never there', async () => {
  const dataDir = join(newDirectory(), 'nowhere');
  expect(await reset({ ...plain, DATA_DIR: dataDir })).toEqual({
    code: 0,
    stdout: `emptied ${dataDir}\n`,
    stderr: '',
  });
  expect(existsSync(dataDir)).toBe(false);
});

it('deletes the two local tables of a DynamoDB outside, and no others', async () => {
  const engine = await startEmbeddedDynamoDb();
  const outside = { ...plain, DYNAMODB_ENDPOINT: engine.endpoint };
  vi.stubEnv('DYNAMODB_ENDPOINT', engine.endpoint);
  for (const stage of ['local', 'local-two'])
    await (await startStack({ dataDir: newDirectory(), stage })).close();
  const dataDir = newDirectory();

  expect(await reset({ ...outside, DATA_DIR: dataDir })).toEqual({
    code: 0,
    stdout: `emptied ${dataDir} and local's tables at ${engine.endpoint}\n`,
    stderr: '',
  });
  expect(await tablesAt(engine.endpoint)).toEqual([
    'offboard-local-two-credentials',
    'offboard-local-two-receivables',
  ]);
  await engine.stop();
});

async function tablesAt(endpoint: string): Promise<string[]> {
  const credentials = { accessKeyId: 'local', secretAccessKey: 'local' };
  const client = new DynamoDBClient({ endpoint, region: 'local', credentials });
  const names: string[] = [];
  for await (const { TableNames = [] } of paginateListTables({ client }, {})) names.push(...TableNames);
  client.destroy();
  return names.sort();
}

it.each([
  ['https://dynamodb.eu-north-1.amazonaws.com', 'is not on this machine: reset leaves it alone'],
  ['http://127.0.0.1.example.com:8000', 'is not on this machine: reset leaves it alone'],
  ['nowhere', 'is not on this machine: reset leaves it alone'],
])('touches nothing that is elsewhere: %s', async (endpoint, words) => {
  const dataDir = newDirectory();
  writeFileSync(join(dataDir, 'seeds.json'), '{}');
  const stderr = `offboard: DYNAMODB_ENDPOINT ${endpoint} ${words}\n`;
  const env = { ...plain, DATA_DIR: dataDir, DYNAMODB_ENDPOINT: endpoint };
  expect(await reset(env)).toEqual({ code: 1, stdout: '', stderr });
  expect(readdirSync(dataDir)).toEqual(['seeds.json']);
});

it('says in one line that it takes no arguments', async () => {
  const stderr = "offboard: Unknown option '--stage': npm run reset -- --help says what it takes\n";
  const env = { ...plain, DATA_DIR: newDirectory() };
  expect(await reset(env, '--stage', 'dev')).toEqual({ code: 1, stdout: '', stderr });
});
