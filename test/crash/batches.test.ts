import { randomInt } from 'node:crypto';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { afterAll, expect, it } from 'vitest';
import type { Seeds } from '../../infra/local/seeds.ts';
import type { RecordedStack } from '../../infra/local/stack-record.ts';
import { receivablesTable, type Service, shell, startService } from '../local/run.ts';
import { newDirectory } from '../support/directories.ts';
import { keptBy } from './aftermath.ts';
import { sender } from './clients.ts';

const CUSTOMERS = 50;
const UPDATES = 1_000;
const DOCUMENTS = 500;

const dataDir = newDirectory();
const env = shell({ DATA_DIR: dataDir, PORT: '0', LOG_LEVEL: 'error' });
let service: Service | undefined;

afterAll(() => service?.end('SIGINT'));

const read = <Content>(file: string): Content => JSON.parse(readFileSync(join(dataDir, file), 'utf8'));

interface BatchBody {
  readonly status: string;
  readonly batchUuid: string;
  readonly processedCount: number;
  readonly failedCount: number;
}

async function send(method: string, path: string, json?: unknown): Promise<BatchBody> {
  const { amili } = read<Seeds>('seeds.json');
  const { url } = service as Service;
  const { outcome, body } = await sender(url, amili.authorization)(method, `/clients/2218${path}`, json);
  if (outcome !== 'done') throw new Error(`${method} ${path}: ${outcome}`);
  return body as BatchBody;
}

const batchNow = (batchUuid: string) => send('GET', `/batches/${batchUuid}`);

const processed = async (uuids: readonly string[]): Promise<number> =>
  (await Promise.all(uuids.map(batchNow))).reduce((sum, { processedCount }) => sum + processedCount, 0);

/** Whom a kill hits: all, the gateway with its workers, or the engine, with which the gateway ends. */
const strikes = [
  async (gateway: Service, engine: number | undefined) => {
    if (engine) process.kill(engine, 'SIGKILL');
    await gateway.end('SIGKILL');
  },
  (gateway: Service) => gateway.end('SIGKILL'),
  async (gateway: Service, engine: number | undefined) => {
    if (engine === undefined) return gateway.end('SIGKILL');
    const ended = once(gateway.process, 'exit');
    process.kill(engine, 'SIGKILL');
    await ended;
  },
];

it('a batch ends, and each of its rows is applied once, whoever is killed meanwhile', {
  timeout: 240_000,
}, async () => {
  service = await startService(env);
  const customerNo = (row: number) => `C${row % CUSTOMERS}`;
  const rows = <Row>(count: number, row: (index: number) => Row) =>
    Array.from({ length: count }, (_, index) => row(index));
  const { batchUuid } = await send('POST', '/customers/batches', {
    customers: rows(CUSTOMERS, (index) => ({ customerNo: customerNo(index), name: 'C' })),
  });
  const end = { timeout: 60_000, interval: 100 };
  await expect.poll(async () => (await batchNow(batchUuid)).status, end).toBe('PROCESSED');

  const updates = await send('PUT', '/customers/batches', {
    customers: rows(UPDATES, (index) => ({ customerNo: customerNo(index), dueDays: index })),
  });
  const documents = await send('POST', '/documents/batches', {
    documents: rows(DOCUMENTS, (index) => ({
      ...{ documentType: 'IN', documentNo: `D${index}`, customerNo: customerNo(index) },
      currencyAmounts: { inclVat: 125, vat: 25 },
    })),
  });
  const uuids = [updates, documents].map((batch) => batch.batchUuid);
  let struck = 0;
  for (const strike of strikes) {
    const before = await processed(uuids);
    // On a machine at leisure the last rows may be done before the last strike.
    if (before >= UPDATES + DOCUMENTS - 200) break;
    await expect.poll(() => processed(uuids), { ...end, interval: 5 }).toBeGreaterThan(before);
    await delay(randomInt(50));
    await strike(service, read<RecordedStack>('stack.json').enginePid);
    struck++;
    service = await startService(env);
  }
  expect(struck, 'strikes while rows wait').toBeGreaterThan(0);
  for (const uuid of uuids)
    await expect.poll(async () => (await batchNow(uuid)).status, end).toBe('PROCESSED');

  const { items } = await keptBy(read<RecordedStack>('stack.json').dynamodb, receivablesTable, [
    'amili#2218',
  ]);
  const links = Map.groupBy(items.values(), (item) => item.customerKey as string | undefined);
  for (let index = 0; index < CUSTOMERS; index++) {
    const pk = `amili#2218#${customerNo(index)}`;
    // Its creation, and twenty updates of which the last is the last in the batch; ten documents with their AR items.
    expect(items.get(pk)).toMatchObject({
      ...{ version: 1 + UPDATES / CUSTOMERS, linkCount: (2 * DOCUMENTS) / CUSTOMERS },
      profile: { name: 'C', dueDays: UPDATES - CUSTOMERS + index },
    });
    expect(links.get(pk)).toHaveLength((2 * DOCUMENTS) / CUSTOMERS);
  }
  const made = [...items.values()].filter(({ pk }) => /#DOCUMENT#D\d+$/.test(pk));
  expect(made).toHaveLength(DOCUMENTS);
});
