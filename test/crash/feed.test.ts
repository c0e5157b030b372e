import { randomInt } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { afterAll, expect, it } from 'vitest';
import type { Seeds } from '../../infra/local/seeds.ts';
import type { RecordedStack } from '../../infra/local/stack-record.ts';
import { receivablesTable, type Service, shell, startService } from '../local/run.ts';
import { newDirectory } from '../support/directories.ts';
import { clientOf, type Item, itemsIn } from './aftermath.ts';
import { beel, enkash, sender } from './clients.ts';
import { feedProblems } from './feed-aftermath.ts';
import { workUntilStruck } from './workload.ts';

/** How many changes there are at least. `CHANGES=100000` is a run by hand: see test/README.md. */
const CHANGES = Number(process.env.CHANGES ?? 1_000);
/** Rounds that end with a kill. */
const ROUNDS = Math.max(2, CHANGES / 1_000);
/** Of each round: customers that a batch makes, what clients do one by one, and updates that another batch makes. */
const CUSTOMERS = 30;
const CALLS = 100;
const UPDATES = Math.ceil(CHANGES / ROUNDS) - CUSTOMERS - CALLS;

const dataDir = newDirectory();
const seed = randomInt(1_000_000);
const env = shell({ DATA_DIR: dataDir, PORT: '0', LOG_LEVEL: 'error', SEED: String(seed) });
let service: Service | undefined;

afterAll(() => service?.end('SIGINT'));

const start = () => startService(env, ['--import', resolve('test/crash/with-faults.ts')]);

const read = <Content>(file: string): Content => JSON.parse(readFileSync(join(dataDir, file), 'utf8'));

const tonguesOf = ({ url }: Service) =>
  [enkash, beel].map((tongue) => tongue(url, read<Seeds>('seeds.json')));

/** A batch that the service has taken is carried out, whoever is killed. */
async function submit(method: string, customers: readonly object[]): Promise<void> {
  const send = sender((service as Service).url, read<Seeds>('seeds.json').amili.authorization);
  for (;;) {
    const { outcome } = await send(method, '/clients/2218/customers/batches', { customers });
    if (outcome === 'done') return;
    // With an answer that was lost it may have been taken: the same again updates once more.
    expect(outcome).toBe('unknown');
  }
}

const rows = <Row>(count: number, row: (index: number) => Row): Row[] =>
  Array.from({ length: count }, (_, index) => row(index));

async function stored(): Promise<Item[]> {
  const client = clientOf(read<RecordedStack>('stack.json').dynamodb);
  const items = await itemsIn(client, receivablesTable);
  client.destroy();
  return items;
}

async function aftermath(seeded: ReadonlySet<string>) {
  const items = await stored();
  const open = items.filter(({ sk, fields }) => sk === 'BATCH' && isUnderWay(fields as BatchFields)).length;
  return { open, problems: feedProblems(items, seeded).slice(0, 20) };
}

interface BatchFields {
  readonly place: number;
  readonly chunks: readonly number[];
}

const isUnderWay = ({ place, chunks }: BatchFields): boolean => place < chunks.length;

it('every change is told, once and in order, whoever is killed and however DynamoDB fails', {
  timeout: 120_000 + CHANGES * 100,
}, async () => {
  service = await start();
  const seeded = new Set((await stored()).filter(({ sk }) => sk !== 'CUSTOMER').map(({ pk }) => pk));
  for (let round = 0; round < ROUNDS; round++) {
    const customerNo = (index: number) => `R${round}C${index % CUSTOMERS}`;
    await submit(
      'POST',
      rows(CUSTOMERS, (index) => ({ customerNo: customerNo(index), name: 'C' })),
    );
    await submit(
      'PUT',
      rows(UPDATES, (index) => ({ customerNo: customerNo(index), dueDays: index })),
    );
    const { enginePid } = read<RecordedStack>('stack.json');
    const gateway: Service = service;
    await workUntilStruck(tonguesOf(gateway), [], CALLS, async () => {
      // The gateway with its workers, and every other time the database too.
      if (enginePid && round % 2 === 1) process.kill(enginePid, 'SIGKILL');
      await gateway.end('SIGKILL');
    });
    service = await start();
  }

  const patience = { timeout: 60_000 + CHANGES * 10, interval: Math.max(1_500, CHANGES / 10) };
  // As a text, so that a report names the problems.
  await expect
    .poll(async () => JSON.stringify(await aftermath(seeded)), { ...patience, message: `seed ${seed}` })
    .toBe(JSON.stringify({ open: 0, problems: [] }));
});
