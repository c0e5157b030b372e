import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { DynamoDBClient, PutItemCommand } from '@aws-sdk/client-dynamodb';
import { afterAll, expect, it } from 'vitest';
import type { RecordedStack } from '../../infra/local/stack-record.ts';
import { receivablesTable, type Service, shell, startService } from '../local/run.ts';
import { newDirectory } from '../support/directories.ts';

const dataDir = newDirectory();
const TOLD = join(dataDir, 'told');
/** Holds the greatest number that the worker may do. */
const MOST = join(dataDir, 'most');
const env = shell({ DATA_DIR: dataDir, PORT: '0', LOG_LEVEL: 'error', TOLD, MOST });
/** Records of which a call of the worker has at most; with-own-worker.ts says so. */
const RECORDS = 5;
const KILLS = 2;
let service: Service | undefined;

afterAll(() => service?.end('SIGINT'));

const start = () => startService(env, ['--import', resolve('test/crash/with-own-worker.ts')]);

const stack = (): RecordedStack => JSON.parse(readFileSync(join(dataDir, 'stack.json'), 'utf8'));

/** The numbers that the worker was told, in the order in which it wrote them down. */
const told = (): number[] =>
  existsSync(TOLD) ? readFileSync(TOLD, 'utf8').trim().split('\n').map(Number) : [];

async function write(numbers: readonly number[]): Promise<void> {
  const client = new DynamoDBClient({
    endpoint: stack().dynamodb,
    region: process.env.AWS_REGION as string,
  });
  for (const number of numbers) {
    const Item = { pk: { S: `number#${number}` }, sk: { S: 'NUMBER' }, number: { N: String(number) } };
    await client.send(new PutItemCommand({ TableName: receivablesTable, Item }));
  }
  client.destroy();
}

it('workers are told every record at least once and in order, whoever is killed while records wait', {
  timeout: 120_000,
}, async () => {
  let written = 0;
  for (let kill = 0; kill < KILLS; kill++) {
    // In the middle of a call, and of what waits.
    const most = written + 22;
    writeFileSync(MOST, `${most}`);
    service = await start();
    const numbers = Array.from({ length: 60 }, (_, index) => written + index);
    await write(numbers);
    written += numbers.length;
    await expect.poll(() => told().at(-1), { timeout: 20_000 }).toBe(most);

    const { enginePid } = stack();
    if (enginePid) process.kill(enginePid, 'SIGKILL');
    await service.end('SIGKILL');
  }
  writeFileSync(MOST, `${written}`);
  service = await start();
  await expect.poll(() => told().at(-1), { timeout: 60_000 }).toBe(written - 1);

  const all = told();
  expect([...new Set(all)]).toEqual(Array.from({ length: written }, (_, number) => number));
  // Behind a kill it goes back by one call at most; what follows has no gaps.
  const steps = all.slice(1).map((number, index) => number - (all[index] as number));
  expect(steps.filter((step) => step > 1)).toEqual([]);
  expect(steps.filter((step) => step < 1).length).toBeLessThanOrEqual(KILLS);
  expect(all.length).toBeLessThanOrEqual(written + KILLS * RECORDS);
});
