import { randomUUID } from 'node:crypto';
import { existsSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { PutCommand } from '@aws-sdk/lib-dynamodb';
import type { DynamoDBRecord } from 'aws-lambda';
import { beforeAll, describe, expect, it } from 'vitest';
import { handler as applyBatch } from '../../functions/workers/apply-batches.ts';
import { applyBatches, type StreamWorker } from '../../functions/workers.ts';
import type { Keeper } from '../../infra/commands/redrive/given-up.ts';
import { localKeeper } from '../../infra/commands/redrive/local-keeper.ts';
import { redrive, type Told } from '../../infra/commands/redrive/redrive.ts';
import { givenUpDirectory, keepGivenUp } from '../../infra/local/streams/given-up.ts';
import { receivables } from '../../shared/dynamodb/tables.ts';
import { allChanges } from '../../shared/streams/all-changes.ts';
import { eachChange } from '../../shared/streams/each-change.ts';
import type { StreamHandler } from '../../shared/streams/worker-invocation.ts';
import { newClient } from '../amili/client.ts';
import { run, shell } from '../local/run.ts';
import { newDirectory } from '../support/directories.ts';
import { loggedBy } from '../support/log.ts';
import { runOwnWorkers, useOwnStream } from '../support/own-stream.ts';

beforeAll(useOwnStream);

/** A worker that no other test's writes are told to. */
function newWorker(): StreamWorker {
  const kind = `KIND-${randomUUID()}`;
  return {
    name: `workers/${kind}`,
    trigger: {
      stream: 'receivables',
      filters: [{ dynamodb: { Keys: { sk: { S: [kind] } } } }],
      records: 10,
      window: 0,
    },
    grants: {},
  };
}

const kindOf = ({ name }: StreamWorker): string => name.slice('workers/'.length);

/** Writes items one after the other, and gives up each of their records as the local stack does. */
async function giveUp(worker: StreamWorker, ids: readonly string[], dataDir = newDirectory()) {
  const { client, name } = receivables();
  const records: DynamoDBRecord[] = [];
  const listener = await runOwnWorkers([
    {
      worker,
      async handler({ Records }) {
        records.push(...Records);
        return { batchItemFailures: [] };
      },
    },
  ]);
  for (const [number, id] of ids.entries())
    await client.send(
      new PutCommand({ TableName: name, Item: { pk: `test#${id}`, sk: kindOf(worker), number } }),
    );
  await listener.drained();
  await keep(dataDir, worker.name, records);
  return { dataDir, records };
}

const keep = (dataDir: string, worker: string, records: readonly DynamoDBRecord[]) =>
  loggedBy(() => {
    for (const record of records) keepGivenUp(dataDir)(worker, record, 6);
  });

/** Replays with this code in the place of the worker's, and keeps what is told. */
async function replayed(dataDir: string, worker: StreamWorker, handler: StreamHandler, dryRun = false) {
  const lines: Told[] = [];
  const keeper = localKeeper(dataDir, { workers: [worker], load: async () => handler });
  const { answer } = await loggedBy(() => redrive(keeper, { dryRun, report: (told) => lines.push(told) }));
  return { ...answer, lines };
}

const filesOf = (dataDir: string) => readdirSync(givenUpDirectory(dataDir));

const at = expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/);
const sequenceOf = ({ dynamodb }: DynamoDBRecord) => `${dynamodb?.SequenceNumber}`;

describe('a redrive', () => {
  it('replays what was given up once its cause is mended, whole, and removes it', async () => {
    const worker = newWorker();
    const { dataDir, records } = await giveUp(worker, ['a']);
    const [record] = records as [DynamoDBRecord];
    const told: unknown[] = [];
    let isMended = false;
    const handler = eachChange(worker.name, async ({ after }) => {
      if (!isMended) throw new Error('not yet');
      told.push(after);
      return 'done';
    });
    const place = join(givenUpDirectory(dataDir), `${kindOf(worker)}-${sequenceOf(record)}.json`);
    const item = `test#a ${kindOf(worker)} at ${sequenceOf(record)}`;
    const line = { place, worker: worker.name, at, why: `${worker.name} failed 6 times`, items: [item] };

    expect(await replayed(dataDir, worker, handler)).toEqual({
      ...{ found: 1, done: 0 },
      lines: [{ ...line, outcome: 'remains', errors: [`${item}: it failed again`] }],
    });
    expect(existsSync(place)).toBe(true);
    isMended = true;
    expect(await replayed(dataDir, worker, handler, true)).toEqual({
      ...{ found: 1, done: 0 },
      lines: [{ ...line, outcome: 'waits' }],
    });
    expect(told).toEqual([]);
    expect(await replayed(dataDir, worker, handler)).toEqual({
      ...{ found: 1, done: 1 },
      lines: [{ ...line, outcome: 'done' }],
    });
    expect(filesOf(dataDir)).toEqual([]);
    expect(await replayed(dataDir, worker, handler)).toEqual({ found: 0, done: 0, lines: [] });
    expect(told).toEqual([{ pk: 'test#a', sk: kindOf(worker), number: 0 }]);
  });

  it('goes in the order of the stream, on behind what fails again, but not with later records of its item', async () => {
    const worker = newWorker();
    const { dataDir, records } = await giveUp(worker, ['a', 'b', 'a', 'c', 'b']);
    const told: unknown[] = [];
    const handler = allChanges(worker.name, async ([change]) => {
      told.push(change?.after?.number);
      if (change?.after?.number === 0) throw new Error('never');
      return {};
    });

    const { lines, ...summary } = await replayed(dataDir, worker, handler);

    expect(summary).toEqual({ found: 5, done: 3 });
    expect(told).toEqual([0, 1, 3, 4]);
    const item = (index: number) =>
      `test#a ${kindOf(worker)} at ${sequenceOf(records[index] as DynamoDBRecord)}`;
    expect(lines.flatMap(({ errors = [] }) => errors)).toEqual([
      `${item(0)}: never`,
      `${item(2)}: an earlier record of its item is not done`,
    ]);
    expect(filesOf(dataDir)).toHaveLength(2);
  });

  it('orders sequence numbers as numbers, however long they are', async () => {
    const worker = newWorker();
    const { records } = await giveUp(worker, ['a']);
    const numbers = ['99', '100', '800000000003126276363', '800000000003126276362'];
    const called: string[] = [];
    const keeper: Keeper = {
      all: async () =>
        numbers.map((SequenceNumber) => ({
          ...{ place: SequenceNumber, at: '', why: '', worker },
          records: records.map((record) => ({ ...record, dynamodb: { ...record.dynamodb, SequenceNumber } })),
        })),
      call: async (_, record) => {
        called.push(sequenceOf(record));
        return undefined;
      },
      remove: async () => {},
    };

    await redrive(keeper, { dryRun: false, report: () => {} });

    expect(called).toEqual(['99', '100', '800000000003126276362', '800000000003126276363']);
  });

  it('leaves what it cannot read, and what no worker follows, and says so', async () => {
    const worker = newWorker();
    const dataDir = newDirectory();
    const other = await giveUp(newWorker(), ['other']);
    const foreign = await giveUp(newWorker(), ['foreign']);
    await keep(dataDir, 'workers/gone', other.records);
    await keep(dataDir, worker.name, foreign.records);
    writeFileSync(join(givenUpDirectory(dataDir), 'half.json'), '{"worker":');
    writeFileSync(
      join(givenUpDirectory(dataDir), 'none.json'),
      JSON.stringify({ worker: worker.name, tries: 6, payload: { Records: [] } }),
    );
    const calls: unknown[] = [];
    const handler: StreamHandler = async (event) => {
      calls.push(event);
      return { batchItemFailures: [] };
    };

    const { lines, ...summary } = await replayed(dataDir, worker, handler);

    expect(summary).toEqual({ found: 4, done: 0 });
    expect(lines.map(({ worker: name, errors }) => [name, errors])).toEqual([
      [null, ['it cannot be read']],
      [null, ['it cannot be read']],
      [null, ['the service has no such worker']],
      [worker.name, [expect.stringMatching(/^test#foreign .*: the worker does not follow such records$/)]],
    ]);
    expect(calls).toEqual([]);
    expect(filesOf(dataDir)).toHaveLength(4);
  });

  it('finds nothing where nothing was ever given up', async () => {
    const worker = newWorker();
    const never: StreamHandler = () => Promise.reject(new Error('nobody calls it'));
    expect(await replayed(newDirectory(), worker, never)).toEqual({ found: 0, done: 0, lines: [] });
  });

  it('lets a batch go on whose record was given up', async () => {
    const dataDir = newDirectory();
    let isMended = false;
    const workers = await runOwnWorkers([
      {
        worker: applyBatches,
        async handler(event, context) {
          if (isMended) return applyBatch(event, context);
          await keep(dataDir, applyBatches.name, event.Records);
          return { batchItemFailures: [] };
        },
      },
    ]);
    const { clientNo, createCustomers, getBatch } = await newClient();
    const { body } = await createCustomers([{ customerNo: '1', name: 'Ada' }]);
    const { batchUuid } = body as { batchUuid: string };
    await workers.drained();
    expect((await getBatch(batchUuid)).body).toMatchObject({ status: 'QUEUED', processedCount: 0 });
    isMended = true;

    const { lines, ...summary } = await replayed(dataDir, applyBatches, applyBatch);
    await workers.drained();

    expect(summary).toEqual({ found: 1, done: 1 });
    expect(lines[0]?.items).toEqual([
      expect.stringMatching(new RegExp(`^amili#${clientNo}#BATCH#${batchUuid} BATCH at \\d+$`)),
    ]);
    expect((await getBatch(batchUuid)).body).toMatchObject({ status: 'PROCESSED', processedCount: 1 });
  });
});

describe('npm run redrive, on the local stack', () => {
  it.each([
    [['--dry-run'], 0, { outcome: 'waits' }],
    [[], 1, { outcome: 'remains', errors: ['the service has no such worker'] }],
  ])(
    'with %j tells what there is, and with its exit code whether it was tried and is left',
    async (args, code, outcome) => {
      const { dataDir } = await giveUp(newWorker(), ['a']);

      const command = ['infra/commands/redrive/command.ts', ...args];
      const { stdout, ...rest } = await run(command, shell({ DATA_DIR: dataDir }));

      expect(rest).toEqual({ code, stderr: 'redrive: 1 given up, 0 replayed, 1 left\n' });
      expect(JSON.parse(stdout)).toMatchObject({ worker: null, ...outcome });
      expect(filesOf(dataDir)).toHaveLength(1);
    },
  );
});
