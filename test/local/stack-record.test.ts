import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { statSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { afterEach, expect, it } from 'vitest';
import { startEmbeddedDynamoDb } from '../../infra/local/embedded-dynamodb.ts';
import { endOrphan, engineFile, recordStack } from '../../infra/local/stack-record.ts';
import { newDirectory } from '../support/directories.ts';

let bystander: ChildProcess | undefined;

afterEach(() => void bystander?.kill('SIGKILL'));

/** A process that has nothing to do with us. */
function startBystander(): ChildProcess {
  bystander = spawn('sleep', ['60'], { stdio: 'ignore' });
  return bystander;
}

const isAlive = ({ exitCode, signalCode }: ChildProcess): boolean => exitCode === null && signalCode === null;

it('ends the engine of a stack that was killed', async () => {
  const dataDir = newDirectory();
  const engine = await startEmbeddedDynamoDb(engineFile(dataDir));
  recordStack(dataDir, {
    pid: 1,
    enginePid: engine.pid,
    dynamodb: engine.endpoint,
    kms: 'http://127.0.0.1:1',
  });

  await endOrphan(dataDir);

  await expect(fetch(engine.endpoint)).rejects.toThrow('fetch failed');
  await engine.stop();
});

it('leaves a process alone that has got the id since, though something answers at the address', async () => {
  const dataDir = newDirectory();
  const { pid } = startBystander();
  const server = createServer((_, response) => response.end()).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const dynamodb = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  recordStack(dataDir, { pid: 1, enginePid: pid, dynamodb, kms: 'http://127.0.0.1:1' });

  await endOrphan(dataDir);

  expect(isAlive(bystander as ChildProcess)).toBe(true);
  server.close();
});

it('leaves the engine of other data alone', async () => {
  const [dataDir, other] = [newDirectory(), newDirectory()];
  const engine = await startEmbeddedDynamoDb(engineFile(other));
  recordStack(dataDir, {
    pid: 1,
    enginePid: engine.pid,
    dynamodb: engine.endpoint,
    kms: 'http://127.0.0.1:1',
  });

  await endOrphan(dataDir);

  expect((await fetch(engine.endpoint, { method: 'POST', body: '{}' })).status).toBeGreaterThan(0);
  await engine.stop();
});

it('lets nobody but the owner read where a stack signs', () => {
  const dataDir = newDirectory();
  recordStack(dataDir, { pid: 1, dynamodb: 'http://127.0.0.1:1', kms: 'http://127.0.0.1:1/token' });
  expect(statSync(join(dataDir, 'stack.json')).mode & 0o777).toBe(0o600);
});
