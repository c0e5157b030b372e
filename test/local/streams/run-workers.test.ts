import { randomUUID } from 'node:crypto';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { PutCommand } from '@aws-sdk/lib-dynamodb';
import { beforeAll, describe, expect, it } from 'vitest';
import { type LoadedWorker, runWorkers } from '../../../infra/local/streams/run-workers.ts';
import { receivables } from '../../../shared/dynamodb/tables.ts';
import { allChanges } from '../../../shared/streams/all-changes.ts';
import type { Change } from '../../../shared/streams/change.ts';
import { eachChange } from '../../../shared/streams/each-change.ts';
import type { StreamHandler } from '../../../shared/streams/worker-invocation.ts';
import { newDirectory } from '../../support/directories.ts';
import { loggedBy } from '../../support/log.ts';
import { runOwnWorkers, useOwnStream } from '../../support/own-stream.ts';

beforeAll(useOwnStream);

/** Items of a kind that only this test has, so that its worker is told of nothing else. */
const newKind = () => `KIND-${randomUUID()}`;

async function write(sk: string, ids: readonly (number | string)[], more = {}): Promise<void> {
  const { client, name } = receivables();
  for (const id of ids)
    await client.send(new PutCommand({ TableName: name, Item: { pk: `test#${id}`, sk, id, ...more } }));
}

const workerOn = (sk: string, handler: StreamHandler, records = 10): LoadedWorker => ({
  worker: {
    name: `workers/${sk}`,
    trigger: {
      stream: 'receivables',
      filters: [{ dynamodb: { Keys: { sk: { S: [sk] } } } }],
      records,
      window: 0,
    },
  },
  handler,
});

/** A worker that keeps what it was told. */
function recording(sk: string, records?: number) {
  const told: Change[] = [];
  const handler = eachChange(sk, async (change) => {
    told.push(change);
    return 'kept';
  });
  return { told, loaded: workerOn(sk, handler, records), ids: () => told.map(({ after }) => after?.id) };
}

const range = (length: number) => Array.from({ length }, (_, index) => index);

describe('local workers', () => {
  it('are told of each write that their filters let through, in order, with both images', async () => {
    const kind = newKind();
    const { told, loaded } = recording(kind);
    await write(kind, ['a']);
    await write(newKind(), ['b']);
    await write(kind, ['a'], { more: 7 });

    const workers = await runOwnWorkers([loaded]);
    await workers.drained();

    const keys = { pk: 'test#a', sk: kind };
    const place = { id: expect.any(String), sequenceNumber: expect.any(String), isExpiry: false };
    expect(told).toEqual([
      { ...place, kind: 'INSERT', keys, before: undefined, after: { ...keys, id: 'a' } },
      {
        ...place,
        kind: 'MODIFY',
        keys,
        before: { ...keys, id: 'a' },
        after: { ...keys, id: 'a', more: 7 },
      },
    ]);
  });

  it('are told at most as many records in one call as they take', async () => {
    const kind = newKind();
    const sizes: number[] = [];
    const handler = allChanges(kind, async (changes) => {
      sizes.push(changes.length);
      return {};
    });
    await write(kind, range(8));

    const workers = await runOwnWorkers([workerOn(kind, handler, 3)]);
    await workers.drained();

    expect(sizes).toEqual([3, 3, 2]);
  });

  it('that fail are told again, and nothing overtakes what is told again', async () => {
    const kind = newKind();
    const told: unknown[] = [];
    const handler = eachChange(kind, async ({ after }) => {
      told.push(after?.id);
      if (after?.id === 2 && told.length < 6) throw new Error('not yet');
      return 'done';
    });
    await write(kind, range(5));

    const { lines } = await loggedBy(async () => {
      const workers = await runOwnWorkers([workerOn(kind, handler)]);
      await workers.drained();
      expect(workers.givenUp).toEqual([]);
    });

    expect(told).toEqual([0, 1, 2, 2, 2, 2, 3, 4]);
    expect(lines).toEqual(
      Array(3).fill({
        timestamp: expect.any(String),
        level: 'ERROR',
        message: 'a worker failed, and tries again',
        worker: kind,
        requestId: expect.any(String),
        pk: 'test#2',
        sk: kind,
        sequenceNumber: expect.any(String),
        error: expect.objectContaining({ message: 'not yet' }),
      }),
    );
  });

  it('that throw are told halves, until the record that fails is given up, alone and whole', async () => {
    const kind = newKind();
    const done: unknown[] = [];
    const handler = allChanges(kind, async (changes) => {
      if (changes.some(({ after }) => after?.id === 4)) throw new Error('never');
      done.push(...changes.map(({ after }) => after?.id));
      return { done: changes.length };
    });
    await write(kind, range(7));

    const workers = await runOwnWorkers([workerOn(kind, handler)]);
    const { lines } = await loggedBy(() => workers.drained());

    expect(done).toEqual([0, 1, 2, 3, 5, 6]);
    expect(workers.givenUp.map(({ dynamodb }) => dynamodb?.NewImage)).toEqual([
      { pk: { S: 'test#4' }, sk: { S: kind }, id: { N: '4' } },
    ]);
    expect(new Set(lines.map(({ message }) => message))).toEqual(
      new Set(['a worker failed, and tries again']),
    );
  });

  it('do not wait for each other', async () => {
    const [stuck, kind] = [newKind(), newKind()];
    let free = () => {};
    const freed = new Promise<void>((resolve) => {
      free = resolve;
    });
    const blocked = workerOn(
      stuck,
      eachChange(stuck, async () => {
        await freed;
        return 'done';
      }),
    );
    const { ids, loaded } = recording(kind);
    await write(stuck, ['a']);
    await write(kind, ['b']);

    const workers = await runOwnWorkers([blocked, loaded]);
    await expect.poll(ids).toEqual(['b']);

    free();
    await workers.drained();
  });

  it('are drained once they have done what they wrote for each other', async () => {
    const kinds = [newKind(), newKind(), newKind()] as const;
    const passOn = (from: string, to: string) =>
      workerOn(
        from,
        eachChange(from, async ({ after }) => {
          await write(to, [after?.id as string]);
          return 'passed on';
        }),
      );
    const { ids, loaded } = recording(kinds[2]);
    const workers = await runOwnWorkers([passOn(kinds[1], kinds[2]), passOn(kinds[0], kinds[1]), loaded]);
    await write(kinds[0], ['a', 'b']);

    await workers.drained();

    expect(ids()).toEqual(['a', 'b']);
  });

  it('begin where they ended, each in its own place', async () => {
    const kind = newKind();
    const dataDir = newDirectory();
    await write(kind, [1, 2]);
    const first = recording(kind);
    const before = await runOwnWorkers([first.loaded], { dataDir });
    await before.drained();
    await before.close();
    await write(kind, [3]);

    const [again, other] = [recording(kind), recording(kind)];
    const loaded = { ...other.loaded, worker: { ...other.loaded.worker, name: 'workers/other' as const } };
    const workers = await runOwnWorkers([again.loaded, loaded], { dataDir });
    await workers.drained();

    expect([first.ids(), again.ids(), other.ids()]).toEqual([[1, 2], [3], [1, 2, 3]]);
  });

  it('end behind the record that they are at; what they have not begun comes at the next start', async () => {
    const kind = newKind();
    const dataDir = newDirectory();
    await write(kind, range(4));
    const told: unknown[] = [];
    const closing: Promise<void>[] = [];
    const workers = await runOwnWorkers(
      [
        workerOn(
          kind,
          eachChange(kind, async ({ after }) => {
            told.push(after?.id);
            if (after?.id === 1) closing.push(workers.close());
            return 'done';
          }),
          1,
        ),
      ],
      { dataDir },
    );
    await expect.poll(() => closing.length).toBe(1);
    await closing[0];

    const again = recording(kind);
    const next = await runOwnWorkers([again.loaded], { dataDir });
    await next.drained();

    expect([told, again.ids()]).toEqual([
      [0, 1],
      [2, 3],
    ]);
  });

  it('do not begin where the place of one of them cannot be read', async () => {
    const kind = newKind();
    const dataDir = newDirectory();
    const file = join(dataDir, 'workers/damaged.json');
    mkdirSync(join(dataDir, 'workers'));
    writeFileSync(file, '{"stream": 1}');
    await write(kind, ['a']);
    const { told, loaded } = recording(kind);
    const damaged = { ...loaded, worker: { ...loaded.worker, name: 'workers/damaged' as const } };

    await expect(runOwnWorkers([loaded, damaged], { dataDir })).rejects.toThrow(
      `${file} is damaged: delete it, and it is made anew`,
    );

    expect(told).toEqual([]);
  });

  it('leave what they give up in the data directory, whole, and tell of it', async () => {
    const kind = newKind();
    const dataDir = newDirectory();
    await write(kind, ['a'], { more: [1] });
    const failing = eachChange(kind, async () => {
      throw new Error('never');
    });

    const { lines } = await loggedBy(async () => {
      const workers = await runWorkers([workerOn(kind, failing)], {
        endpoint: process.env.AWS_ENDPOINT_URL_DYNAMODB as string,
        table: receivables().name,
        dataDir,
      });
      await workers.drained();
      await workers.close();
    });

    const [sequenceNumber] = lines.map((line) => line.sequenceNumber);
    const file = join(dataDir, 'workers/given-up', `${kind}-${sequenceNumber}.json`);
    expect(lines.at(-1)).toEqual({
      timestamp: expect.any(String),
      level: 'ERROR',
      message: 'a record was given up',
      worker: `workers/${kind}`,
      tries: 6,
      pk: 'test#a',
      sk: kind,
      sequenceNumber,
      file,
    });
    expect(JSON.parse(readFileSync(file, 'utf8'))).toEqual({
      worker: `workers/${kind}`,
      tries: 6,
      payload: {
        Records: [
          expect.objectContaining({
            eventName: 'INSERT',
            dynamodb: expect.objectContaining({
              NewImage: { pk: { S: 'test#a' }, sk: { S: kind }, id: { S: 'a' }, more: { L: [{ N: '1' }] } },
            }),
          }),
        ],
      },
    });
  });
});
